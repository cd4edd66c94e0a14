package session

import (
	"errors"
	"net/netip"
	"slices"

	"porchlight/internal/framing"
	"porchlight/internal/host"
	"porchlight/internal/journal"
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
	lastTrouble
)

// The kinds of news that want an answer, and the passing ones.
const (
	GameFull          NoticeKind = iota + 32 // From; Limit: to offer
	AddressChanged                           // Addr: that was given out
	ADBConnected                             // Conn; Seat; Port: that hosting is on
	TurnedAway                               // From; Reason
	PlayerSlowed                             // Conn; Seat; Reason; Count: the limit
	PlayerDropped                            // Seat; From; Reason; Count: the limit
	MessageIncomplete                        // Conn; Seat; Count: bytes that came; Framing: the game's
	ProgramCrashed                           // Path: of the report
	SettingsShared                           // with another running program
	PlayerKicked                             // passing; Seat; From
	AddrBanned                               // passing; From
	AddrAllowed                              // passing; From
)

// IsTrouble reports whether something went wrong, which is told before other news.
func (k NoticeKind) IsTrouble() bool { return k < lastTrouble }

// Action is what a face offers beside a notice.
type Action uint8

// The actions. Act does the first group; of the others it is the face that does its part.
const (
	NoAction     Action = iota
	UsePort             // host on Notice.Port
	AllowPlayers        // raise the limit to Notice.Limit
	TestAgain           // run the self-test again
	KickPlayer          // Notice.Conn
	BanAddr             // Notice.From
	UndoBan             // take Notice.From off the lists
	UndoAllow           // likewise

	CopyAddress    // copy the join address
	OpenAccess     // show who may connect
	OpenRateLimits // show how much may come
	ExplainFreeze  // show the help on connections that freeze
	SaveAgain      // ask once more where to save the messages
)

// Notice is one thing to tell the person, with the data that its sentence needs. Which fields are set is
// said beside the kinds.
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
}

// ErrNoticeGone is returned for a notice that is not there any more. Nothing was done then.
var ErrNoticeGone = errors.New("the notice is gone")

// Dismiss takes a notice away that the person has read. One that the game is full does not come back
// before the person changes the limit or stops hosting.
func (s *Session) Dismiss(id uint64) error {
	err := ErrNoticeGone
	s.command(func() {
		if n, ok := s.notices.find(id); ok {
			s.notices.clear(n.Kind)
			if n.Kind == GameFull {
				s.notices.quiet = append(s.notices.quiet, n.Kind)
			}
			err = nil
		}
	})
	return err
}

// Act takes a notice away, does what its action asks of the session, and returns it, so that the face does
// its part. It returns ErrNoticeGone, and does nothing, where the notice is gone: its action belongs to it.
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
	case NoAction, CopyAddress, OpenAccess, OpenRateLimits, ExplainFreeze, SaveAgain: // the face's
	}
}

// notices are what there is to tell.
type notices struct {
	lastID  uint64
	all     []Notice // trouble first, then the newest first
	passing Notice   // the newest of those that go by themselves
	quiet   []NoticeKind
	changed bool // since the last snapshot
}

// tell puts a notice first among those as urgent, in place of one of the same kind. While the action stays
// the same, so does the ID: a click on what was shown a moment ago means the same.
func (n *notices) tell(now Notice) {
	if slices.Contains(n.quiet, now.Kind) {
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

// pass tells something that goes by itself.
func (n *notices) pass(now Notice) {
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

// clear takes notices back.
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

// allowAgain lets notices of a kind be told that were dismissed for good.
func (n *notices) allowAgain(k NoticeKind) {
	n.quiet = slices.DeleteFunc(n.quiet, func(q NoticeKind) bool { return q == k })
}
