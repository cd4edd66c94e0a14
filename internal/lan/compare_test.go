package lan

import (
	"net/netip"
	"testing"
)

// on returns an address of this computer, such as "192.168.1.23/24".
func on(kind Kind, prefix string) Address {
	p := netip.MustParsePrefix(prefix)
	return Address{IP: p.Addr(), Prefix: p, Interface: kind.String(), Kind: kind}
}

func TestCompareUsesEveryNetwork(t *testing.T) {
	var (
		home      = on(WiFi, "192.168.1.23/24")
		cable     = on(Ethernet, "192.168.1.24/24")
		other     = on(Ethernet, "192.168.0.7/24")
		school    = on(WiFi, "10.20.5.23/20")
		part      = on(Ethernet, "192.168.1.23/25")
		tunnel    = on(VPN, "10.8.0.6/24")
		point     = on(VPN, "10.8.0.6/32")
		tailscale = on(VPN, "100.100.1.2/32")
		zerotier  = on(VPN, "10.147.17.5/24")
		mobile    = on(Ethernet, "100.72.1.2/30")
		docker    = on(Virtual, "172.17.0.1/16")
		boxes     = on(Virtual, "192.168.56.1/24")
		iphone    = on(WiFi, "172.20.10.3/28")
		android   = on(WiFi, "192.168.43.77/24")
		windows   = on(Ethernet, "192.168.137.1/24")
		alone     = on(Ethernet, "169.254.7.7/16")
		server    = on(Ethernet, "93.184.216.34/24")
		campus    = on(WiFi, "131.159.40.7/22")
		only      = on(Ethernet, "192.168.9.9/32")
	)
	list := func(a ...Address) []Address { return a }
	for _, row := range []struct {
		friend  string
		mine    []Address
		verdict Verdict
		reason  Reason
		about   Address
		near    string
	}{
		// On one network.
		{"192.168.1.40", list(home), Yes, SameNetwork, home, "192.168.1.0/24"},
		{"192.168.1.40", list(home, cable), Yes, SameNetwork, home, "192.168.1.0/24"},
		{"192.168.0.40", list(home, other), Yes, SameNetwork, other, "192.168.0.0/24"},
		{"::ffff:192.168.1.40", list(home), Yes, SameNetwork, home, "192.168.1.0/24"},
		{"10.20.15.200", list(school), Yes, WideNetwork, school, "10.20.0.0/20"},
		{"10.20.5.200", list(school), Yes, SameNetwork, school, "10.20.0.0/20"},
		{"10.20.5.255", list(school), Yes, SameNetwork, school, "10.20.0.0/20"}, // an ordinary one there
		{"192.168.1.1", list(home), Yes, PerhapsRouter, home, "192.168.1.0/24"},
		{"93.184.216.40", list(server), Yes, SameNetwork, server, "93.184.216.0/24"},
		{"172.20.10.5", list(iphone), Yes, SameHotspot, iphone, "172.20.10.0/28"},
		{"192.168.43.9", list(android), Yes, SameHotspot, android, "192.168.43.0/24"},
		{"192.168.137.55", list(home, windows), Yes, SameHotspot, windows, "192.168.137.0/24"},
		// On a network of an unexpected size.
		{"10.8.0.9", list(home, tunnel), Yes, ThroughVPN, tunnel, "10.8.0.0/24"},
		{"10.8.0.9", list(home, point), Yes, ThroughVPN, point, ""},
		{"10.147.17.9", list(home, zerotier), Yes, ThroughVPN, zerotier, "10.147.17.0/24"},
		{"100.101.7.7", list(home, tailscale), Yes, ThroughVPN, tailscale, ""},
		{"172.17.0.3", list(home, docker), Yes, ThroughVirtual, docker, "172.17.0.0/16"},
		{"192.168.56.101", list(home, boxes), Yes, ThroughVirtual, boxes, "192.168.56.0/24"},
		// This computer's own addresses, and those of no computer.
		{"192.168.1.23", list(home), CannotTell, MyOwn, home, ""},
		{"192.168.56.1", list(home, boxes), CannotTell, MyOwn, boxes, ""},
		{"192.168.1.0", list(home), CannotTell, NetworkItself, home, ""},
		{"192.168.1.255", list(home), CannotTell, NetworkItself, home, ""},
		{"10.20.15.255", list(school), CannotTell, NetworkItself, school, ""},
		{"172.20.10.15", list(iphone), CannotTell, NetworkItself, iphone, ""},
		{"127.0.0.1", list(home), CannotTell, ThisComputer, Address{}, ""},
		{"127.0.1.1", nil, CannotTell, ThisComputer, Address{}, ""},
		{"::1", list(home), CannotTell, ThisComputer, Address{}, ""},
		{"0.0.0.0", list(home), CannotTell, AnyAddress, Address{}, ""},
		{"::", list(home), CannotTell, AnyAddress, Address{}, ""},
		{"224.0.0.251", list(home), CannotTell, NoComputer, Address{}, ""},
		{"ff02::fb", list(home), CannotTell, NoComputer, Address{}, ""},
		{"255.255.255.255", list(home), CannotTell, NoComputer, Address{}, ""},
		{"240.0.0.1", list(home), CannotTell, NoComputer, Address{}, ""},
		{"255.255.255.0", nil, CannotTell, NoComputer, Address{}, ""},
		{"fe80::1%wlan0", list(home), CannotTell, LinkLocalIPv6, Address{}, ""},
		{"2a02:810d::1", list(home), CannotTell, IPv6, Address{}, ""},
		{"fd00::7", nil, CannotTell, IPv6, Address{}, ""},
		{"93.184.216.34", list(home), CannotTell, PublicAddress, home, ""},
		{"93.184.216.34", list(home, tunnel), CannotTell, PublicAddress, home, ""},
		{"93.184.1.1", list(campus), CannotTell, PublicAddress, campus, ""},
		// On no network.
		{"192.168.1.40", nil, No, NoNetwork, Address{}, ""},
		{"93.184.216.34", nil, No, NoNetwork, Address{}, ""},
		// On networks of their own.
		{"192.168.2.40", list(home), No, OtherNetwork, home, "192.168.2.0/24"},
		{"192.168.2.40", list(other, home), No, OtherNetwork, other, "192.168.2.0/24"},
		{"10.99.0.5", list(home, school), LikelyNot, OtherPartOfBig, school, "10.99.0.0/24"},
		{"10.99.0.5", list(tunnel, home), No, OtherNetwork, home, "10.99.0.0/24"},
		{"10.99.0.5", list(tunnel), LikelyNot, OtherPartOfBig, tunnel, "10.99.0.0/24"},
		{"10.0.0.40", list(home), No, OtherNetwork, home, "10.0.0.0/24"},
		{"172.16.5.5", list(home), No, OtherNetwork, home, "172.16.5.0/24"},
		{"172.18.5.5", list(docker, home), No, OtherNetwork, home, "172.18.5.0/24"},
		{"10.9.0.9", list(home, tunnel), No, OtherNetwork, home, "10.9.0.0/24"},
		{"192.168.1.1", list(other), No, OtherNetwork, other, "192.168.1.0/24"},
		{"10.20.16.5", list(school), LikelyNot, OtherPartOfBig, school, "10.20.16.0/24"},
		{"10.99.0.5", list(school), LikelyNot, OtherPartOfBig, school, "10.99.0.0/24"},
		{"172.31.0.5", list(on(WiFi, "172.16.3.4/20")), LikelyNot, OtherPartOfBig, on(WiFi, "172.16.3.4/20"), "172.31.0.0/24"},
		{"131.159.99.7", list(campus), LikelyNot, OtherPartOfBig, campus, "131.159.99.0/24"},
		{"192.168.1.200", list(part), LikelyNot, NarrowNetwork, part, "192.168.1.0/24"},
		{"192.168.9.200", list(only), LikelyNot, NarrowNetwork, only, "192.168.9.0/24"},
		// Hotspots.
		{"172.20.10.2", list(home), No, FriendOnHotspot, home, "172.20.10.0/24"},
		{"192.168.43.5", list(home), No, FriendOnHotspot, home, "192.168.43.0/24"},
		{"192.168.49.5", list(home), No, FriendOnHotspot, home, "192.168.49.0/24"},
		{"192.168.137.5", list(home), No, FriendOnHotspot, home, "192.168.137.0/24"},
		{"192.168.43.5", list(iphone), No, FriendOnHotspot, iphone, "192.168.43.0/24"},
		{"192.168.1.40", list(iphone), No, MineOnHotspot, iphone, "192.168.1.0/24"},
		{"172.20.10.16", list(home), No, OtherNetwork, home, "172.20.10.0/24"},
		// Without a router.
		{"169.254.3.4", list(home), No, FriendWithoutRouter, home, ""},
		{"169.254.3.4", list(alone), CannotTell, BothWithoutRouter, alone, "169.254.0.0/16"},
		{"192.168.1.40", list(alone), No, MineWithoutRouter, alone, "192.168.1.0/24"},
		{"192.168.1.40", list(other, alone), No, OtherNetwork, other, "192.168.1.0/24"},
		// Of providers and VPNs.
		{"100.64.9.9", list(home), LikelyNot, SharedAddress, home, ""},
		{"100.127.255.254", list(home), LikelyNot, SharedAddress, home, ""},
		{"100.64.9.9", list(mobile), LikelyNot, BothShared, mobile, ""},
		{"100.128.0.1", list(home), CannotTell, PublicAddress, home, ""},
	} {
		got := Compare(netip.MustParseAddr(row.friend), row.mine)
		var near netip.Prefix
		if row.near != "" {
			near = netip.MustParsePrefix(row.near)
		}
		if got.Verdict != row.verdict || got.Reason != row.reason || got.Mine != row.about || got.Near != near {
			t.Errorf("%s and %v: %+v, want %+v", row.friend, row.mine, got, row)
		}
	}
	if got := Compare(netip.Addr{}, list(home)); got.Verdict != CannotTell || got.Reason != NoAddress {
		t.Errorf("no address and %v: %+v", home, got)
	}
}

func TestHotspotsAreRecognizedByTheirRanges(t *testing.T) {
	for ip, want := range map[string]Hotspot{
		"172.20.10.0":    IPhoneHotspot,
		"172.20.10.15":   IPhoneHotspot,
		"172.20.10.16":   NoHotspot,
		"172.20.11.1":    NoHotspot,
		"192.168.43.1":   AndroidHotspot,
		"192.168.49.200": AndroidHotspot,
		"192.168.44.1":   NoHotspot,
		"192.168.137.1":  WindowsHotspot,
		"192.168.136.1":  NoHotspot,
		"10.20.10.3":     NoHotspot,
		"fe80::1":        NoHotspot,
	} {
		a := Address{IP: netip.MustParseAddr(ip)}
		if got := HotspotOf(a.IP); got != want || a.Hotspot() != (want != NoHotspot) {
			t.Errorf("%s is of the hotspot %d (%t), want %d", ip, got, a.Hotspot(), want)
		}
		if kind := Compare(a.IP, []Address{on(WiFi, "192.168.1.23/24")}).Hotspot; kind != want {
			t.Errorf("Compare with %s returns the hotspot %d, want %d", ip, kind, want)
		}
	}
	if (Address{}).Hotspot() {
		t.Error("no address is a hotspot's")
	}
}

func TestCoversReturnsTheAddressesOfComputers(t *testing.T) {
	for prefix, want := range map[string][2]string{
		"192.168.1.23/24": {"192.168.1.1", "192.168.1.254"},
		"10.20.5.23/20":   {"10.20.0.1", "10.20.15.254"},
		"172.20.10.3/28":  {"172.20.10.1", "172.20.10.14"},
		"10.0.0.1/8":      {"10.0.0.1", "10.255.255.254"},
		"10.8.0.6/32":     {"10.8.0.6", "10.8.0.6"},
		"10.8.0.6/31":     {"10.8.0.6", "10.8.0.7"},
		"10.8.0.6/30":     {"10.8.0.5", "10.8.0.6"},
		"1.2.3.4/0":       {"0.0.0.1", "255.255.255.254"},
	} {
		first, last := on(WiFi, prefix).Covers()
		if first.String() != want[0] || last.String() != want[1] {
			t.Errorf("%s covers %s to %s, want %s", prefix, first, last, want)
		}
	}
	ip := netip.MustParseAddr("192.168.1.23")
	if first, last := (Address{IP: ip}).Covers(); first != ip || last != ip {
		t.Errorf("an address whose network is not known covers %s to %s", first, last)
	}
}
