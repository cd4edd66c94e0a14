package session

import (
	"net/netip"
	"slices"

	"porchlight/internal/lan"
)

// Addresses are this computer's addresses that friends can connect to, and the one they are told.
type Addresses struct {
	All   []lan.Address  // best first; not to be changed
	Shown netip.Addr     // 127.0.0.1, or Bound, where there is none
	Join  netip.AddrPort // Shown with the port; port 0: it is not known before the start
	Bound netip.Addr     // that the host listens on alone; not valid: it listens on all
}

// addresses is the state behind Addresses.
type addresses struct {
	version uint64 // of Networks
	all     []lan.Address
	picked  netip.Addr // by the person; not valid: none was
	shown   netip.Addr
	join    netip.AddrPort
	given   netip.AddrPort // what was given out last: copied, or shown as a picture
}

var loopback = netip.AddrFrom4([4]byte{127, 0, 0, 1})

// SelectAddress shows another of this computer's addresses, and remembers the choice.
func (s *Session) SelectAddress(a netip.Addr) {
	s.command(func() {
		s.addrs.picked = a
		s.prefs.SetString(keyAddress, a.String())
		s.updateAddresses()
	})
}

// GiveOut records that the join address was given to friends, so that a notice tells when it stops
// working, and returns it. ok is false, and nothing is recorded, while the port is not known.
func (s *Session) GiveOut() (join netip.AddrPort, ok bool) {
	s.command(func() {
		if join, ok = s.addrs.join, s.addrs.join.Port() != 0; ok {
			s.addrs.given, s.dirty = join, true
			s.notices.clear(AddressChanged)
		}
	})
	return join, ok
}

// bound returns the address that the host listens on alone; not valid: it listens on all.
func (s *Session) bound() netip.Addr {
	if a := s.options.Base.Addr; !lan.OnAll(a) {
		return a
	}
	return netip.Addr{}
}

// updateAddresses takes in the addresses as they are now: the best is shown, or the picked one while it
// exists. The lock is held, or nobody else has the session yet.
func (s *Session) updateAddresses() {
	a := &s.addrs
	a.version = s.options.Networks.Version()
	a.all = slices.Clone(lan.Listening(s.options.Base.Addr, s.options.Networks.Addresses()))
	switch i := slices.IndexFunc(a.all, func(l lan.Address) bool { return l.IP == a.picked }); {
	case len(a.all) > 0:
		a.shown = a.all[max(i, 0)].IP
	case s.bound().IsValid():
		a.shown = s.bound()
	default:
		a.shown = loopback
	}
	s.updateJoinAddr()
	s.testShownAddr()
}

// updateJoinAddr derives the join address, and tells where the one that was given out does not lead here
// any more. The lock is held.
func (s *Session) updateJoinAddr() {
	a := &s.addrs
	port := uint16(max(s.plan.Port, 0))
	if s.run.addr.IsValid() {
		port = s.run.addr.Port()
	}
	a.join = netip.AddrPortFrom(a.shown, port)
	s.dirty = true
	switch {
	case !a.given.IsValid() || port == 0 || a.leadsHere(a.given):
		s.notices.clear(AddressChanged)
	case len(a.all) == 0:
		s.notices.tell(Notice{Kind: AddressChanged, Addr: a.given})
	default:
		s.notices.tell(Notice{Kind: AddressChanged, Action: CopyAddress, Addr: a.given})
	}
}

// leadsHere reports whether an address that was given out leads to this host.
func (a *addresses) leadsHere(given netip.AddrPort) bool {
	if given.Port() != a.join.Port() {
		return false
	}
	if len(a.all) == 0 {
		return given.Addr() == a.shown
	}
	return slices.ContainsFunc(a.all, func(l lan.Address) bool { return l.IP == given.Addr() })
}
