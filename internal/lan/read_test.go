package lan

import (
	"net"
	"net/netip"
	"testing"
)

func TestThisMachinesAdaptersAreRead(t *testing.T) {
	list := adapters(radioLabels())
	if len(list) == 0 {
		t.Skip("no adapters, not even the loopback")
	}
	for i := range list {
		for _, p := range list[i].Prefixes {
			if !p.IsValid() || !p.Addr().Is4() {
				t.Errorf("%s has %s", list[i].Name, p)
			}
		}
	}
	r := routes()
	for _, g := range r.gateways {
		if !g.IsValid() || g.Is4In6() {
			t.Errorf("a router at %s", g)
		}
	}
	t.Logf("routers %v, chosen %v", r.gateways, r.chosen)
	for _, a := range Rank(Table{list, r.gateways, r.chosen}) {
		t.Logf("%s: %s", a.Prefix, a.Name())
	}
}

func TestThisMachineIsWatched(t *testing.T) {
	w := Watch()
	defer w.Close()
	for _, a := range w.Addresses() {
		if !a.IP.Is4() || a.IP.IsLoopback() || a.Interface == "" {
			t.Errorf("%+v", a)
		}
	}
}

func TestAddressesFromTheSystemAreIPv4(t *testing.T) {
	for _, ip := range []net.IP{net.ParseIP("192.168.1.1"), net.IPv4(192, 168, 1, 1).To4()} {
		if got := addrOf(ip); got != netip.MustParseAddr("192.168.1.1") {
			t.Errorf("%d bytes became %v", len(ip), got)
		}
	}
	if got := addrOf(nil); got.IsValid() {
		t.Errorf("nothing became %v", got)
	}
}
