package host

import (
	"net"
	"net/netip"
	"slices"
	"time"

	"porchlight/internal/journal"
)

// Arrival is a connection from another machine.
type Arrival struct {
	From    netip.Addr
	At      time.Time
	Refused journal.Reason // 0: it was let in, or waits at the door
}

// Arrivals tell of connections from other machines since the host was started, let in or not.
type Arrivals struct {
	Count int
	Last  Arrival // where Count is above 0
}

// arrivals keep them. Host.mu is held.
type arrivals struct {
	Arrivals
	reached map[netip.Addr]Arrival // the last by the address of this machine that it came to
}

func (a *arrivals) note(p *player, from origin, no journal.Reason, now time.Time) {
	if from == fromHere {
		return
	}
	a.Count++
	a.Last = Arrival{p.addr.Addr(), now, no}
	if no == journal.Outside || no == journal.Banned || no == journal.TooOften {
		return // strangers, and those of whom that was not asked: no friend has reached us by that
	}
	if a.reached == nil {
		a.reached = map[netip.Addr]Arrival{}
	}
	a.reached[addrOf(p.conn.LocalAddr()).Addr()] = a.Last
}

// Arrivals tells what came from other machines.
func (h *Host) Arrivals() Arrivals {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.arrivals.Arrivals
}

// Reached gives the last connection from another machine that came to one of this machine's
// addresses since the host was started. Who is banned, or from outside and not let in, does not count.
func (h *Host) Reached(at netip.Addr) (Arrival, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	a, ok := h.arrivals.reached[at]
	return a, ok
}

// origin is where a connection comes from.
type origin uint8

const (
	fromHere    origin = iota // this machine
	fromNear                  // this machine's networks, or a private address
	fromOutside               // everywhere else
)

// ownNetworks are this machine's addresses with their networks. One goroutine may use it.
type ownNetworks struct {
	list []netip.Prefix
	read time.Time
}

// ownTime is for how long they are taken to be the same: a read asks the system.
const ownTime = time.Second

// originOf judges where a connection comes from that arrived now at one of this machine's addresses.
func (o *ownNetworks) originOf(a, at netip.Addr, now time.Time) origin {
	if a.IsLoopback() || a == at {
		return fromHere
	}
	if now.Sub(o.read) > ownTime {
		o.list, o.read = ownPrefixes(), now
	}
	switch {
	case slices.ContainsFunc(o.list, func(p netip.Prefix) bool { return p.Addr() == a }):
		return fromHere
	case a.IsPrivate(), a.IsLinkLocalUnicast(), shared.Contains(a),
		slices.ContainsFunc(o.list, func(p netip.Prefix) bool { return p.Contains(a) }):
		return fromNear
	}
	return fromOutside
}

// isOwn tells whether an address is this machine's now.
func isOwn(a netip.Addr) bool {
	return a.IsLoopback() || slices.ContainsFunc(ownPrefixes(), func(p netip.Prefix) bool { return p.Addr() == a })
}

func ownPrefixes() []netip.Prefix {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil // then the private ranges alone are near
	}
	var list []netip.Prefix
	for _, a := range all {
		if p, err := netip.ParsePrefix(a.String()); err == nil && p.Addr().Is4() {
			list = append(list, p)
		}
	}
	return list
}
