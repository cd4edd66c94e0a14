package lan_test

import (
	"fmt"
	"net/netip"

	"porchlight/internal/lan"
)

// The address on the network of the router precedes that of a VPN.
func ExampleRank() {
	table := lan.Table{
		Adapters: []lan.Adapter{
			{Name: "tun0", Up: true, PointToPoint: true, Prefixes: []netip.Prefix{netip.MustParsePrefix("10.8.0.2/24")}},
			{Name: "wlan0", MAC: "a4:b1:c1:00:00:01", Up: true, Broadcast: true, WiFi: true, Prefixes: []netip.Prefix{netip.MustParsePrefix("192.168.1.23/24")}},
		},
		Gateways: []netip.Addr{netip.MustParseAddr("192.168.1.1")},
		Default:  netip.MustParseAddr("10.8.0.2"),
	}
	for _, a := range lan.Rank(table) {
		fmt.Println(a.IP, a.Name())
	}
	// Output:
	// 192.168.1.23 Wi-Fi (wlan0)
	// 10.8.0.2 VPN (tun0)
}

// An address is found in any form.
func ExampleParseFriend() {
	friend, err := lan.ParseFriend("IPv4 Address. . . . . . . . . . . : 192.168.1.42(Preferred)")
	fmt.Println(friend, err)
	// Output: 192.168.1.42 <nil>
}
