package lan

import (
	"net/netip"
	"slices"
	"testing"
)

func TestListeningReturnsTheReachableAddresses(t *testing.T) {
	home, room := Address{IP: netip.MustParseAddr("192.168.1.5")}, Address{IP: netip.MustParseAddr("10.0.0.5")}
	all := []Address{home, room}
	for _, c := range []struct {
		on   netip.Addr
		want []Address
	}{
		{netip.Addr{}, all},
		{netip.MustParseAddr("0.0.0.0"), all},
		{room.IP, []Address{room}},
		{netip.MustParseAddr("127.0.0.1"), nil},
		{netip.MustParseAddr("192.168.1.6"), nil}, // an address that is gone
	} {
		if got := Listening(c.on, all); !slices.Equal(got, c.want) {
			t.Errorf("on %v it is reached at %v, want %v", c.on, got, c.want)
		}
	}
}
