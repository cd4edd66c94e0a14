package session

import (
	"errors"
	"net/netip"
	"slices"

	"porchlight/internal/framing"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/upstream"
)

// NoticeKind is what a notice is about. There is one notice of a kind at most.
type NoticeKind uint8

// The kinds of trouble.
const (
	StartFailed      NoticeKind = iota + 1 // Err: of host.Start; Port: free instead
	SelfTestFailed                         // Err; Addr: that was tested; Port: free instead
	NoDescriptors                          // Count: how many are connected
	LogFailed                              // Path
	AccessListFailed                       // Err: of changing the list
	AccessListUnread                       // Err: of reading it at the start
	SettingsFailed                         // Err: of storing a change
	SettingsUnread                         // Err: of reading them at the start
	FolderReadOnly                         // Path
	SaveFailed                             // of messages, to a file that the person chose
	OwnServerEnded                         // by itself: Exit, Cause; or it could not be started: Err; Port: free instead of the one that it wants
	OwnServerMissing                       // a player could not be connected to it: Detail
	lastTrouble
)

// The kinds of other notices. The last three are passing: they go by themselves.
const (
	GameFull          NoticeKind = iota + 32 // From; Limit: to offer
	AddressChanged                           // Addr: that was given out
	ADBConnected                             // Conn; Seat; Port: that hosting is on
	ConnRejected                             // From; Reason
	PlayerSlowed                             // Conn; Seat; Reason; Count: the limit
	PlayerDropped                            // Seat; From; Reason; Count: the limit
	MessageIncomplete                        // Conn; Seat; Count: bytes that came; Framing: the game's
	ProgramCrashed                           // Path: of the report
	SettingsShared                           // with another running program
	PlayerKicked                             // passing; Seat; From
	AddrBanned                               // passing; From
	AddrAllowed                              // passing; From
)

// IsTrouble reports whether something went wrong. Such notices come before all others.
func (k NoticeKind) IsTrouble() bool { return k < lastTrouble }

// Action is what a face offers beside a notice.
type Action uint8

// The actions. Act does those of the first group; the face does the others.
const (
	NoAction     Action = iota
	UsePort             // host on Notice.Port
	AllowPlayers        // raise the limit to Notice.Limit
	TestAgain           // run the self-test again
	KickPlayer          // Notice.Conn
	BanAddr             // Notice.From
	UndoBan             // remove Notice.From from the lists
	UndoAllow           // likewise
	StartServer         // start the person's own server again

	CopyAddress    // copy the join address
	OpenAccess     // show who may connect
	OpenRateLimits // show the rate limits
	ExplainFreeze  // show the help on connections that freeze
	SaveAgain      // ask once more where to save the messages
)

// Notice is one thing for the person to know, with the data of its sentence. The comments of the kinds say which fields
// are set.
type Notice struct {
	ID      uint64 // never used again for another action
	Kind    NoticeKind
	Action  Action
	Err     error
	Conn    host.ConnID
	Seat    int
	From    netip.Addr
	Addr    netip.AddrPort
	Port    int
	Limit   int
	Count   int
	Reason  journal.Reason
	Framing framing.Framing
	Path    string
	Detail  string
	Exit    upstream.Exit
	Cause   upstream.Cause
}

// ErrNoticeGone is returned for a notice that no longer exists. Nothing was done then.
var ErrNoticeGone = errors.New("the notice is gone")

// Dismiss removes a notice. GameFull does not come back before the limit changes or hosting stops.
func (s *Session) Dismiss(id uint64) error {
	err := ErrNoticeGone
	s.command(func() {
		if n, ok := s.notices.find(id); ok {
			s.notices.clear(n.Kind)
			if n.Kind == GameFull {
				s.notices.suppressed = append(s.notices.suppressed, n.Kind)
			}
			err = nil
		}
	})
	return err
}

// Act removes a notice, does the session's part of its action, and returns it, so that the face does its own part. If the
// notice is gone, it does nothing and returns ErrNoticeGone.
func (s *Session) Act(id uint64) (Notice, error) {
	var n Notice
	err := ErrNoticeGone
	s.command(func() {
		var ok bool
		if n, ok = s.notices.find(id); ok {
			s.notices.clear(n.Kind)
			s.do(n)
			err = nil
		}
	})
	return n, err
}

// do does the session's part of an action. The lock is held.
func (s *Session) do(n Notice) {
	switch n.Action {
	case UsePort:
		s.hostOn(n.Port)
	case AllowPlayers:
		s.setLimit(n.Limit)
	case TestAgain:
		if s.run.phase == Hosting {
			s.runSelfTest()
		}
	case KickPlayer:
		s.kick(n.Conn)
	case BanAddr:
		s.ban(n.From)
	case UndoBan, UndoAllow:
		s.forget(n.From)
	case StartServer:
		s.startServerAgain()
	case NoAction, CopyAddress, OpenAccess, OpenRateLimits, ExplainFreeze, SaveAgain: // the face's
	}
}

// notices are the current notices.
type notices struct {
	lastID     uint64
	all        []Notice // trouble first, then the newest first
	passing    Notice   // the newest passing notice; ID 0: none
	suppressed []NoticeKind
	changed    bool // since the last snapshot
}

// add puts a notice first among those of the same urgency, in place of one of the same kind. The ID stays the same while
// the action does: a click on the replaced notice means the same.
func (n *notices) add(now Notice) {
	if slices.Contains(n.suppressed, now.Kind) {
		return
	}
	now.ID = n.lastID + 1
	if i := n.index(now.Kind); i >= 0 {
		if was := n.all[i]; sameAction(was, now) {
			now.ID = was.ID
		}
		n.all = slices.Delete(slices.Clone(n.all), i, i+1)
	}
	n.lastID = max(n.lastID, now.ID)
	at := 0
	for !now.Kind.IsTrouble() && at < len(n.all) && n.all[at].Kind.IsTrouble() {
		at++
	}
	n.all = slices.Insert(slices.Clone(n.all), at, now)
	n.changed = true
}

func sameAction(a, b Notice) bool {
	return a.Action == b.Action && a.Port == b.Port && a.Limit == b.Limit && a.Conn == b.Conn
}

// addPassing replaces the passing notice.
func (n *notices) addPassing(now Notice) {
	n.lastID++
	now.ID = n.lastID
	n.passing, n.changed = now, true
}

// find returns the notice with an ID.
func (n *notices) find(id uint64) (Notice, bool) {
	if id == n.passing.ID && id != 0 {
		return n.passing, true
	}
	i := slices.IndexFunc(n.all, func(m Notice) bool { return m.ID == id })
	if i < 0 {
		return Notice{}, false
	}
	return n.all[i], true
}

func (n *notices) index(k NoticeKind) int {
	return slices.IndexFunc(n.all, func(m Notice) bool { return m.Kind == k })
}

func (n *notices) has(k NoticeKind) bool { return n.index(k) >= 0 }

// clear removes the notices of some kinds.
func (n *notices) clear(kinds ...NoticeKind) {
	among := func(m Notice) bool { return slices.Contains(kinds, m.Kind) }
	if slices.ContainsFunc(n.all, among) {
		n.all = slices.DeleteFunc(slices.Clone(n.all), among) // a snapshot may have the old ones
		n.changed = true
	}
	if n.passing.ID != 0 && among(n.passing) {
		n.passing, n.changed = Notice{}, true
	}
}

// unsuppress admits notices of a kind again that Dismiss had suppressed.
func (n *notices) unsuppress(k NoticeKind) {
	n.suppressed = slices.DeleteFunc(n.suppressed, func(q NoticeKind) bool { return q == k })
}
