package access

import (
	"net/netip"
	"testing"
)

func TestAnAddressIsNearbyIfAFriendCanHaveIt(t *testing.T) {
	t.Parallel()
	home := []netip.Prefix{netip.MustParsePrefix("127.0.0.1/8"), netip.MustParsePrefix("192.168.1.23/24"), netip.MustParsePrefix("203.0.113.5/25")}
	for _, c := range []struct {
		from, to string
		want     Origin
	}{
		{"127.0.0.1", "127.0.0.1", Local},
		{"127.0.0.1", "127.9.9.9", Local},
		{"127.9.9.9", "127.0.0.1", Local},
		{"192.168.1.23", "192.168.1.23", Local},
		{"192.168.1.23", "203.0.113.5", Local}, // one of this machine's to another
		{"203.0.113.5", "203.0.113.5", Local},
		{"198.51.100.1", "198.51.100.1", Local}, // an address that is new
		{"192.168.1.1", "192.168.1.23", Nearby},
		{"192.168.2.1", "192.168.1.23", Nearby},
		{"10.1.2.3", "192.168.1.23", Nearby},
		{"172.16.0.1", "192.168.1.23", Nearby},
		{"172.31.255.255", "192.168.1.23", Nearby},
		{"172.32.0.0", "192.168.1.23", Outside},
		{"169.254.7.7", "192.168.1.23", Nearby},
		{"100.64.0.0", "192.168.1.23", Nearby},
		{"100.127.255.255", "192.168.1.23", Nearby},
		{"100.63.255.255", "192.168.1.23", Outside},
		{"100.128.0.0", "192.168.1.23", Outside},
		{"203.0.113.127", "203.0.113.5", Nearby}, // public, and in this machine's network
		{"203.0.113.128", "203.0.113.5", Outside},
		{"8.8.8.8", "192.168.1.23", Outside},
		{"224.0.0.1", "192.168.1.23", Outside},
	} {
		if got := OriginOf(netip.MustParseAddr(c.from), netip.MustParseAddr(c.to), func() []netip.Prefix { return home }); got != c.want {
			t.Errorf("%s at %s comes from %d, want %d", c.from, c.to, got, c.want)
		}
	}
}
