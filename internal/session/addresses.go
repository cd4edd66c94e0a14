package session

import (
	"net/netip"
	"slices"

	"porchlight/internal/lan"
)

// Addresses are this computer's addresses that friends can connect to, and the one that is shown to them.
type Addresses struct {
	All   []lan.Address  // best first; not to be changed
	Shown netip.Addr     // 127.0.0.1, or Bound, where there is none
	Join  netip.AddrPort // Shown with the port; port 0: it is not known before the start
	Bound netip.Addr     // that the host listens on alone; not valid: it listens on all
}

// addresses is the state behind Addresses.
type addresses struct {
	version  uint64 // of Networks
	all      []lan.Address
	selected netip.Addr // by the person; not valid: none
	shown    netip.Addr
	join     netip.AddrPort
	givenOut netip.AddrPort // the join address that was last copied or shown as a QR code
}

var loopback = netip.AddrFrom4([4]byte{127, 0, 0, 1})

// SelectAddress shows another of this computer's addresses, and remembers the choice.
func (s *Session) SelectAddress(a netip.Addr) {
	s.command(func() {
		s.addrs.selected = a
		s.prefs.SetString(keyAddress, a.String())
		s.updateAddresses()
	})
}

// GiveOut records that the join address was given to friends, and returns it. A notice reports when that address stops
// working. ok is false, and nothing is recorded, while the port is not known.
func (s *Session) GiveOut() (join netip.AddrPort, ok bool) {
	s.command(func() {
		if join, ok = s.addrs.join, s.addrs.join.Port() != 0; ok {
			s.addrs.givenOut, s.dirty = join, true
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

// updateAddresses reads the networks. The shown address is the best one, or the selected one while it
// exists. The lock is held, or nobody else has the session yet.
func (s *Session) updateAddresses() {
	a := &s.addrs
	a.version = s.options.Networks.Version()
	a.all = slices.Clone(lan.Listening(s.options.Base.Addr, s.options.Networks.Addresses()))
	switch i := slices.IndexFunc(a.all, func(l lan.Address) bool { return l.IP == a.selected }); {
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

// updateJoinAddr derives the join address, and adds a notice if the address that was given out no longer leads here.
// The lock is held.
func (s *Session) updateJoinAddr() {
	a := &s.addrs
	port := uint16(max(s.plan.Port, 0))
	if s.run.addr.IsValid() {
		port = s.run.addr.Port()
	}
	a.join = netip.AddrPortFrom(a.shown, port)
	s.dirty = true
	switch {
	case !a.givenOut.IsValid() || port == 0 || a.leadsHere(a.givenOut):
		s.notices.clear(AddressChanged)
	case len(a.all) == 0:
		s.notices.add(Notice{Kind: AddressChanged, Addr: a.givenOut})
	default:
		s.notices.add(Notice{Kind: AddressChanged, Action: CopyAddress, Addr: a.givenOut})
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
