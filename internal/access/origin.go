package access

import (
	"net/netip"
	"slices"
)

// Origin classifies the remote end of a connection.
type Origin uint8

// The origins.
const (
	Local   Origin = iota // this machine
	Nearby                // one of this machine's networks, or a private address
	Outside               // everywhere else
)

// sharedRange is the shared address space of RFC 6598, which carriers and Tailscale assign. It is not routed on
// the Internet.
var sharedRange = netip.PrefixFrom(netip.AddrFrom4([4]byte{100, 64}), 10)

// OriginOf classifies a connection from a remote to a local address. own returns this machine's prefixes; it
// is called only if needed.
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
