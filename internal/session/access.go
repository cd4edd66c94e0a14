package session

import (
	"errors"
	"net/netip"

	"porchlight/internal/access"
	"porchlight/internal/host"
)

// SetPolicy changes who may connect from now on, and remembers what differs.
func (s *Session) SetPolicy(p access.Policy) {
	s.command(func() {
		s.prefs.savePolicy(s.plan.Policy, p)
		s.plan.Policy, s.dirty = p, true
		s.options.Host.SetAccessPolicy(p)
		s.notices.clear(TurnedAway)
	})
}

// SetBrowsers changes whether browsers that connect from now on are answered with a page, and remembers it.
func (s *Session) SetBrowsers(answer bool) {
	s.command(func() {
		saveChange(s.prefs.SetBool, keyBrowsers, s.plan.Browsers, answer)
		s.plan.Browsers, s.dirty = answer, true
		s.options.Host.SetPage(s.plan.page())
	})
}

// SetOwner changes the name on the page for browsers, and remembers it.
func (s *Session) SetOwner(name string) {
	s.command(func() {
		saveChange(s.prefs.SetString, keyOwner, s.plan.Owner, name)
		s.plan.Owner, s.dirty = name, true
		s.options.Host.SetPage(s.plan.page())
	})
}

// SetRateLimit changes how much a player may send from now on, and remembers what differs.
func (s *Session) SetRateLimit(r host.RateLimit) {
	s.command(func() {
		if r == s.plan.RateLimit {
			return
		}
		s.prefs.saveRateLimit(s.plan.RateLimit, r)
		s.plan.RateLimit, s.dirty = r, true
		s.options.Host.SetRateLimit(r)
		s.notices.clear(PlayerSlowed, PlayerDropped)
	})
}

// Admit lets a pending connection in, and reports whether it was pending.
func (s *Session) Admit(id host.ConnID) bool { return s.options.Host.Admit(id) }

// Reject turns a pending connection away, and reports whether it was pending.
func (s *Session) Reject(id host.ConnID) bool { return s.options.Host.Reject(id) }

// AdmitAlways lets a pending connection in, with every other one from its address, and keeps that address
// on the list of those that need not wait. A notice that passes offers to take that back.
func (s *Session) AdmitAlways(id host.ConnID) {
	s.command(func() {
		for _, p := range s.pending {
			if p.ID == id {
				s.allow(p.Addr.Addr())
			}
		}
	})
}

// Allow lets an address connect without waiting from now on.
func (s *Session) Allow(a netip.Addr) { s.command(func() { s.allow(a) }) }

// Ban turns an address away from now on and sends out everybody from there. A notice that passes offers to
// take that back.
func (s *Session) Ban(a netip.Addr) { s.command(func() { s.ban(a) }) }

// Forget takes an address off both lists.
func (s *Session) Forget(a netip.Addr) { s.command(func() { s.forget(a) }) }

// Kick sends a player out. A notice that passes tells it and offers to ban the address. It reports whether
// the player was there.
func (s *Session) Kick(id host.ConnID) (kicked bool) {
	s.command(func() { kicked = s.kick(id) })
	return kicked
}

// kick sends a player out. The lock is held.
func (s *Session) kick(id host.ConnID) bool {
	n := Notice{Kind: PlayerKicked}
	for _, p := range s.players.list {
		if p.ID == id {
			n.Seat, n.From, n.Action = p.Seat, p.Addr.Addr(), BanAddr
		}
	}
	if !s.options.Host.Kick(id) {
		return false
	}
	s.notices.pass(n)
	return true
}

// ban turns an address away. The lock is held.
func (s *Session) ban(a netip.Addr) {
	s.changeList(Notice{Kind: AddrBanned, Action: UndoBan, From: a}, func() error {
		if s.options.Host.Addr().IsValid() {
			return s.options.Host.Ban(a)
		}
		return s.options.Base.AccessList.Ban(a)
	})
}

// allow lets an address connect without waiting, and those in that wait now. The lock is held.
func (s *Session) allow(a netip.Addr) {
	var waiting []host.ConnID
	for _, p := range s.pending {
		if p.Addr.Addr() == a {
			waiting = append(waiting, p.ID)
		}
	}
	s.changeList(Notice{Kind: AddrAllowed, Action: UndoAllow, From: a}, func() error {
		err := s.options.Base.AccessList.Allow(a)
		for _, id := range waiting {
			s.options.Host.Admit(id)
		}
		return err
	})
}

// forget takes an address off the lists. The lock is held.
func (s *Session) forget(a netip.Addr) {
	s.changeList(Notice{}, func() error { return s.options.Base.AccessList.Remove(a) })
}

// changeList changes the access list, which writes to the disk, after the changes before. Then it passes
// on the notice, if the change holds, or tells why it could not be kept.
func (s *Session) changeList(done Notice, change func() error) {
	s.tasks.enqueue(func() {
		err := change()
		_, full := errors.AsType[*access.FullError](err)
		s.command(func() {
			s.dirty = true
			if done.Kind != 0 && !full {
				s.notices.pass(done)
			}
			s.notices.clear(AccessListFailed, AccessListUnread)
			if err != nil {
				s.notices.tell(Notice{Kind: AccessListFailed, Err: err})
			}
		})
	})
}
