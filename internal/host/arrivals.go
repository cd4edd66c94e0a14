package host

import (
	"net"
	"net/netip"
	"slices"
	"time"

	"porchlight/internal/journal"
)

// ConnAttempt is a connection from another machine.
type ConnAttempt struct {
	From     netip.Addr
	At       time.Time
	Rejected journal.Reason // 0: it was let in, or waits at the door
}

// ConnAttempts tell of connections from other machines since the host was started, let in or not.
type ConnAttempts struct {
	Count int
	Last  ConnAttempt // where Count is above 0
}

// attemptLog keep them. Host.mu is held.
type attemptLog struct {
	ConnAttempts
	reached map[netip.Addr]ConnAttempt // the last by the address of this machine that it came to
}

func (a *attemptLog) note(p *player, from origin, no journal.Reason, now time.Time) {
	if from == originLocal {
		return
	}
	a.Count++
	a.Last = ConnAttempt{p.addr.Addr(), now, no}
	if no == journal.Outside || no == journal.Banned || no == journal.TooManyAttempts {
		return // strangers, and those of whom that was not asked: no friend has reached us by that
	}
	if a.reached == nil {
		a.reached = map[netip.Addr]ConnAttempt{}
	}
	a.reached[addrOf(p.conn.LocalAddr()).Addr()] = a.Last
}

// ConnAttempts tells what came from other machines.
func (h *Host) ConnAttempts() ConnAttempts {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.attempts.ConnAttempts
}

// LastAttemptAt gives the last connection from another machine that came to one of this machine's
// addresses since the host was started. Who is banned, or from outside and not let in, does not count.
func (h *Host) LastAttemptAt(at netip.Addr) (ConnAttempt, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	a, ok := h.attempts.reached[at]
	return a, ok
}

// origin is where a connection comes from.
type origin uint8

const (
	originLocal   origin = iota // this machine
	originNearby                // this machine's networks, or a private address
	originOutside               // everywhere else
)

// ownNetworks are this machine's addresses with their networks. One goroutine may use it.
type ownNetworks struct {
	list []netip.Prefix
	read time.Time
}

// ownNetworksTTL is for how long they are taken to be the same: a read asks the system.
const ownNetworksTTL = time.Second

// originOf judges where a connection comes from that arrived now at one of this machine's addresses.
func (o *ownNetworks) originOf(a, at netip.Addr, now time.Time) origin {
	if a.IsLoopback() || a == at {
		return originLocal
	}
	if now.Sub(o.read) > ownNetworksTTL {
		o.list, o.read = ownPrefixes(), now
	}
	switch {
	case slices.ContainsFunc(o.list, func(p netip.Prefix) bool { return p.Addr() == a }):
		return originLocal
	case a.IsPrivate(), a.IsLinkLocalUnicast(), sharedRange.Contains(a),
		slices.ContainsFunc(o.list, func(p netip.Prefix) bool { return p.Contains(a) }):
		return originNearby
	}
	return originOutside
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
