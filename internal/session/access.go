package session

import (
	"errors"
	"net/netip"

	"porchlight/internal/access"
	"porchlight/internal/host"
)

// SetPolicy changes the access policy for new connections, and saves the changed fields.
func (s *Session) SetPolicy(p access.Policy) {
	s.command(func() {
		s.prefs.savePolicy(s.plan.Policy, p)
		s.plan.Policy, s.dirty = p, true
		s.options.Host.SetAccessPolicy(p)
		s.notices.clear(ConnRejected)
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

// SetRateLimit changes the rate limit of all players, and saves the changed fields.
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

// Admit admits a pending connection, and reports whether it was pending.
func (s *Session) Admit(id host.ConnID) bool { return s.options.Host.Admit(id) }

// Reject rejects a pending connection, and reports whether it was pending.
func (s *Session) Reject(id host.ConnID) bool { return s.options.Host.Reject(id) }

// AdmitAlways admits a pending connection and every other one from its address, and adds that address to the list of
// addresses that are always admitted. A passing notice offers to undo that.
func (s *Session) AdmitAlways(id host.ConnID) {
	s.command(func() {
		for _, p := range s.pending {
			if p.ID == id {
				s.allow(p.Addr.Addr())
			}
		}
	})
}

// Allow adds an address to the list of addresses that are always admitted. A passing notice offers to undo that.
func (s *Session) Allow(a netip.Addr) { s.command(func() { s.allow(a) }) }

// Ban rejects new connections from an address and kicks its players. A passing notice offers to undo that.
func (s *Session) Ban(a netip.Addr) { s.command(func() { s.ban(a) }) }

// Forget removes an address from both lists.
func (s *Session) Forget(a netip.Addr) { s.command(func() { s.forget(a) }) }

// Kick disconnects a player, and reports whether it was connected. A passing notice offers to ban its address.
func (s *Session) Kick(id host.ConnID) (kicked bool) {
	s.command(func() { kicked = s.kick(id) })
	return kicked
}

// kick disconnects a player. The lock is held.
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
	s.notices.addPassing(n)
	return true
}

// ban rejects an address. The lock is held.
func (s *Session) ban(a netip.Addr) {
	s.changeList(Notice{Kind: AddrBanned, Action: UndoBan, From: a}, func() error {
		if s.options.Host.Addr().IsValid() {
			return s.options.Host.Ban(a)
		}
		return s.options.Base.AccessList.Ban(a)
	})
}

// allow always admits an address, and admits its pending connections. The lock is held.
func (s *Session) allow(a netip.Addr) {
	var ids []host.ConnID
	for _, p := range s.pending {
		if p.Addr.Addr() == a {
			ids = append(ids, p.ID)
		}
	}
	s.changeList(Notice{Kind: AddrAllowed, Action: UndoAllow, From: a}, func() error {
		err := s.options.Base.AccessList.Allow(a)
		for _, id := range ids {
			s.options.Host.Admit(id)
		}
		return err
	})
}

// forget removes an address from the lists. The lock is held.
func (s *Session) forget(a netip.Addr) {
	s.changeList(Notice{}, func() error { return s.options.Base.AccessList.Remove(a) })
}

// changeList changes the access list, which writes to the disk, after all earlier changes. Then it adds the passing
// notice done, unless the list is full, and a notice of the error, if any.
func (s *Session) changeList(done Notice, change func() error) {
	s.tasks.enqueue(func() {
		err := change()
		_, full := errors.AsType[*access.FullError](err)
		s.command(func() {
			s.dirty = true
			if done.Kind != 0 && !full {
				s.notices.addPassing(done)
			}
			s.notices.clear(AccessListFailed, AccessListUnread)
			if err != nil {
				s.notices.add(Notice{Kind: AccessListFailed, Err: err})
			}
		})
	})
}
