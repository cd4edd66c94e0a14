package session

import (
	"net/netip"
	"slices"
	"time"

	"porchlight/internal/host"
)

// Snapshot is the state of a session at one moment. It never changes, and neither does anything that it
// points to.
type Snapshot struct {
	Version   uint64 // rises with every change
	Phase     Phase
	Since     time.Time      // start of the hosting, while Phase is Hosting or Stopping
	Listening netip.AddrPort // likewise: where
	Plan      Plan
	Addresses Addresses
	Reach     Reach
	Players   int                // that are connected
	Pending   []host.PendingConn // in the order of their arrival
	Banned    []netip.Addr
	Allowed   []netip.Addr // always admitted
	Notices   []Notice     // the most urgent first
	Server    OwnServer
	Passing   Notice // the newest passing notice; ID 0: none
}

// Notice returns the most urgent notice; ok is false where there is none.
func (n *Snapshot) Notice() (notice Notice, ok bool) {
	if len(n.Notices) == 0 {
		return Notice{}, false
	}
	return n.Notices[0], true
}

// Has reports whether there is a notice of a kind.
func (n *Snapshot) Has(k NoticeKind) bool {
	return slices.ContainsFunc(n.Notices, func(m Notice) bool { return m.Kind == k })
}

// Snapshot returns the state as it is now. It takes no lock.
func (s *Session) Snapshot() *Snapshot { return s.current.Load() }

// publish makes a new snapshot if anything changed. The lock is held.
func (s *Session) publish() {
	if !s.dirty && !s.notices.changed {
		return
	}
	s.dirty, s.notices.changed = false, false
	next := &Snapshot{
		Version:   1,
		Phase:     s.run.phase,
		Since:     s.run.since,
		Listening: s.run.addr,
		Plan:      s.plan,
		Addresses: Addresses{All: s.addrs.all, Shown: s.addrs.shown, Join: s.addrs.join, Bound: s.bound()},
		Reach:     s.reach(),
		Players:   len(s.players.list),
		Pending:   slices.Clone(s.pending),
		Notices:   s.notices.all,
		Passing:   s.notices.passing,
		Server:    s.own.OwnServer,
	}
	next.Banned, next.Allowed = s.options.Base.AccessList.Lists()
	if last := s.current.Load(); last != nil {
		next.Version = last.Version + 1
	}
	s.current.Store(next)
}

// updatePending reads the pending connections. The lock is held.
func (s *Session) updatePending() {
	now := s.options.Host.Pending(nil)
	if !slices.Equal(now, s.pending) {
		s.pending, s.dirty = now, true
	}
}
