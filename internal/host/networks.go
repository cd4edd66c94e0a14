package host

import (
	"net"
	"net/netip"
	"slices"
	"time"

	"porchlight/internal/access"
)

// ownNetworks caches this machine's addresses with their networks. One goroutine at a time may use it.
type ownNetworks struct {
	prefixes []netip.Prefix
	read     time.Time
}

// ownNetworksTTL is the lifetime of the cache.
const ownNetworksTTL = time.Second

// originOf returns the origin of a connection, which was accepted at now, from a remote to a local address.
func (o *ownNetworks) originOf(from, to netip.Addr, now time.Time) access.Origin {
	return access.OriginOf(from, to, func() []netip.Prefix {
		if now.Sub(o.read) > ownNetworksTTL {
			o.prefixes, o.read = ownPrefixes(), now
		}
		return o.prefixes
	})
}

// isOwn reports whether an address is currently one of this machine's.
func isOwn(a netip.Addr) bool {
	return a.IsLoopback() || slices.ContainsFunc(ownPrefixes(), func(p netip.Prefix) bool { return p.Addr() == a })
}

// ownPrefixes returns this machine's IPv4 addresses with their networks.
func ownPrefixes() []netip.Prefix {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil // then only private ranges count as nearby
	}
	var prefixes []netip.Prefix
	for _, a := range all {
		if p, err := netip.ParsePrefix(a.String()); err == nil && p.Addr().Is4() {
			prefixes = append(prefixes, p)
		}
	}
	return prefixes
}
