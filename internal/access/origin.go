package access

import (
	"net/netip"
	"slices"
)

// Origin is where a connection comes from.
type Origin uint8

// The origins.
const (
	Local   Origin = iota // this machine
	Nearby                // one of this machine's networks, or a private address
	Outside               // everywhere else
)

// sharedRange is what carriers and Tailscale assign, and no router on the Internet forwards (RFC 6598).
var sharedRange = netip.PrefixFrom(netip.AddrFrom4([4]byte{100, 64}), 10)

// OriginOf returns the origin of a connection from an address to one of this machine's. own are this
// machine's addresses with their networks; it is called only where the two addresses alone do not tell.
func OriginOf(from, to netip.Addr, own func() []netip.Prefix) Origin {
	if from.IsLoopback() || from == to {
		return Local
	}
	prefixes := own()
	switch {
	case slices.ContainsFunc(prefixes, func(p netip.Prefix) bool { return p.Addr() == from }):
		return Local
	case from.IsPrivate(), from.IsLinkLocalUnicast(), sharedRange.Contains(from),
		slices.ContainsFunc(prefixes, func(p netip.Prefix) bool { return p.Contains(from) }):
		return Nearby
	}
	return Outside
}
