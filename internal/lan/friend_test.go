package lan

import (
	"errors"
	"net/netip"
	"slices"
	"strings"
	"testing"
)

// Texts that people paste as their address.
const (
	windowsListing = `
Windows IP Configuration


Ethernet adapter vEthernet (WSL (Hyper-V firewall)):

   Connection-specific DNS Suffix  . :
   Link-local IPv6 Address . . . . . : fe80::e8a5:c78b:3c0f:2a11%45
   IPv4 Address. . . . . . . . . . . : 172.29.96.1
   Subnet Mask . . . . . . . . . . . : 255.255.240.0
   Default Gateway . . . . . . . . . :

Ethernet adapter VirtualBox Host-Only Network:

   IPv4 Address. . . . . . . . . . . : 192.168.56.1
   Subnet Mask . . . . . . . . . . . : 255.255.255.0

Wireless LAN adapter Wi-Fi:

   Connection-specific DNS Suffix  . : fritz.box
   Link-local IPv6 Address . . . . . : fe80::1c2:3d4:5e6:7f8%12
   IPv4 Address. . . . . . . . . . . : 192.168.178.40
   Subnet Mask . . . . . . . . . . . : 255.255.255.0
   Default Gateway . . . . . . . . . : fe80::1%12
                                       192.168.178.1
`
	windowsAll = `Ethernet-Adapter Ethernet 3:

   Verbindungsspezifisches DNS-Suffix:
   Beschreibung. . . . . . . . . . . : TAP-Windows Adapter V9
   IPv4-Adresse  . . . . . . . . . . : 10.8.0.6(Bevorzugt)
   Subnetzmaske  . . . . . . . . . . : 255.255.255.252
   DHCP-Server . . . . . . . . . . . : 10.8.0.5

Drahtlos-LAN-Adapter WLAN:

   Physische Adresse . . . . . . . . : A4-B1-C1-00-00-01
   IPv4-Adresse  . . . . . . . . . . : 192.168.2.40(Bevorzugt)
   Subnetzmaske  . . . . . . . . . . : 255.255.255.0
   Lease erhalten. . . . . . . . . . : Sonntag, 22. November 2026 18:01:12
   Standardgateway . . . . . . . . . : 192.168.2.1
   DHCP-Server . . . . . . . . . . . : 192.168.2.1
   DNS-Server  . . . . . . . . . . . : 192.168.2.1
                                       9.9.9.9
`
	windowsFrench = `Carte Ethernet Ethernet :

   Adresse IPv6 de liaison locale. . . . .: fe80::1%7
   Passerelle par défaut. . . . . . . . . : 192.168.1.254
   Masque de sous-réseau. . . . . . . . . : 255.255.255.0
   Adresse IPv4. . . . . . . . . . . . . .: 192.168.1.40
`
	macListing = `lo0: flags=8049<UP,LOOPBACK,RUNNING,MULTICAST> mtu 16384
	inet 127.0.0.1 netmask 0xff000000
	inet6 ::1 prefixlen 128
utun3: flags=8051<UP,POINTOPOINT,RUNNING,MULTICAST> mtu 1380
	inet 10.8.0.2 --> 10.8.0.1 netmask 0xffffffff
bridge100: flags=8a63<UP,BROADCAST,SMART,RUNNING> mtu 1500
	inet 192.168.64.1 netmask 0xffffff00 broadcast 192.168.64.255
en0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
	ether a4:b1:c1:00:00:01
	inet6 fe80::1c2:3d4:5e6:7f8%en0 prefixlen 64 secured scopeid 0xb
	inet 192.168.1.40 netmask 0xffffff00 broadcast 192.168.1.255
`
	linuxListing = `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN
    inet 127.0.0.1/8 scope host lo
    inet6 ::1/128 scope host
2: docker0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc noqueue state DOWN
    link/ether 02:42:8f:00:00:01 brd ff:ff:ff:ff:ff:ff
    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0
3: wlp3s0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP
    link/ether a4:b1:c1:00:00:01 brd ff:ff:ff:ff:ff:ff
    inet 192.168.1.40/24 brd 192.168.1.255 scope global dynamic noprefixroute wlp3s0
    inet6 fe80::1c2:3d4:5e6:7f8/64 scope link
`
	oldLinuxListing = `docker0   Link encap:Ethernet  HWaddr 02:42:8f:00:00:01
          inet addr:172.17.0.1  Bcast:172.17.255.255  Mask:255.255.0.0
wlan0     Link encap:Ethernet  HWaddr a4:b1:c1:00:00:01
          inet addr:192.168.1.40  Bcast:192.168.1.255  Mask:255.255.255.0
`
	briefListing = `lo               UNKNOWN        127.0.0.1/8 ::1/128
docker0          DOWN           172.17.0.1/16
wlp3s0           UP             192.168.1.40/24 fe80::1c2:3d4:5e6:7f8/64
`
	phoneSettings = `Configure IP
Automatic
Router
192.168.1.1
IP Address
192.168.1.40
Subnet Mask
255.255.255.0
`
)

func TestParseFriendFindsTheAddressInPastedTexts(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"192.168.1.40", "192.168.1.40"},
		{"  192.168.1.40\r\n", "192.168.1.40"},
		{"\u00a0192.168.1.40\u200b", "192.168.1.40"},
		{"192.168.1.40:5555", "192.168.1.40"},
		{"192.168.1.40 : 5555", "192.168.1.40"},
		{"192.168.1.40 5555", "192.168.1.40"},
		{"192.168.1.40/24", "192.168.1.40"},
		{"http://192.168.1.40:5555/", "192.168.1.40"},
		{"https://192.168.1.40/index.html?v=1.2.3", "192.168.1.40"},
		{"tcp://192.168.1.40:5555", "192.168.1.40"},
		{"`192.168.1.40`", "192.168.1.40"},
		{"\"192.168.1.40\",", "192.168.1.40"},
		{"(192.168.1.40)", "192.168.1.40"},
		{"192.168.1.40.", "192.168.1.40"},
		{"192.168.001.040", "192.168.1.40"},
		{"192.168. 1.40", "192.168.1.40"},
		{"192 168 1 40", "192.168.1.40"},
		{"192,168,1,40", "192.168.1.40"},
		{"IP: 192.168.1.40", "192.168.1.40"},
		{"My address is 192.168.1.40. 5 players are here.", "192.168.1.40"},
		{"the server is 192.168.1.40, port 5555", "192.168.1.40"},
		{"Olivia: 192.168.1.40", "192.168.1.40"},
		{"IPv4 Address. . . . . . . . . . . : 192.168.1.40(Preferred)", "192.168.1.40"},
		{"IPv4-Adresse  . . . . . . . . . . : 192.168.1.40(Bevorzugt)", "192.168.1.40"},
		{"Dirección IPv4. . . . . . . . . . . . . . : 192.168.1.40", "192.168.1.40"},
		{"inet 192.168.1.40/24 brd 192.168.1.255 scope global dynamic wlan0", "192.168.1.40"},
		{"\tinet 192.168.1.40 netmask 0xffffff00 broadcast 192.168.1.255", "192.168.1.40"},
		{"inet addr:192.168.1.40  Bcast:192.168.1.255  Mask:255.255.255.0", "192.168.1.40"},
		{"inet 10.8.0.2 peer 10.8.0.1/32 scope global tun0", "10.8.0.2"},
		{"default via 192.168.1.1 dev wlan0 proto dhcp src 192.168.1.40 metric 600", "192.168.1.40"},
		{"192.168.1.0/24 dev wlan0 proto kernel scope link src 192.168.1.40", "192.168.1.40"},
		{"192.168.1.40 172.17.0.1 fe80::1", "192.168.1.40"}, // hostname -I
		{"Subnet mask: 255.255.255.0, router: 192.168.1.1, address: 192.168.1.40", "192.168.1.40"},
		{"93.184.216.34 outside, 192.168.1.40 inside", "192.168.1.40"},
		{"93.184.216.34", "93.184.216.34"},
		{"127.0.0.1", "127.0.0.1"},
		{"0.0.0.0:5555", "0.0.0.0"},
		{"255.255.255.255", "255.255.255.255"},
		{"127.0.0.1 and 169.254.3.4 and 192.168.1.40", "192.168.1.40"},
		{"127.0.0.1 93.184.216.34", "93.184.216.34"},
		{"Autoconfiguration IPv4 Address. . : 169.254.3.4\nIPv4 Address. . . : 100.64.9.9", "100.64.9.9"},
		{"fe80::1c2:3d4:5e6:7f8%12", "fe80::1c2:3d4:5e6:7f8"},
		{"[fe80::1]:5555", "fe80::1"},
		{"Link-local IPv6 Address . . . . . : fe80::1%12", "fe80::1"},
		{"2a02:810d::1/64", "2a02:810d::1"},
		{"::1", "::1"},
		{"::ffff:192.168.1.40", "192.168.1.40"},
		{windowsListing, "192.168.178.40"},
		{strings.ReplaceAll(windowsListing, "\n", "\r\n"), "192.168.178.40"},
		{windowsAll, "192.168.2.40"},
		{windowsFrench, "192.168.1.40"},
		{macListing, "192.168.1.40"},
		{linuxListing, "192.168.1.40"},
		{oldLinuxListing, "192.168.1.40"},
		{briefListing, "192.168.1.40"},
		{phoneSettings, "192.168.1.40"},
	} {
		if got, err := ParseFriend(row.text); err != nil || got.String() != row.want {
			t.Errorf("in %q it finds %s (%v), want %s", row.text, got, err, row.want)
		}
	}
}

func TestParseFriendErrorsNameTheProblem(t *testing.T) {
	for _, row := range []struct {
		text string
		want error
	}{
		{"", ErrNoText},
		{" \t\r\n", ErrNoText},
		{"192", ErrUnfinished},
		{"192.", ErrUnfinished},
		{"192.168", ErrUnfinished},
		{"192.168.1", ErrUnfinished},
		{"192.168.1.", ErrUnfinished},
		{"192.168.1.400", ErrNumber},
		{"http://300.168.1.40:5555", ErrNumber},
		{"255.255.255.0", ErrOnlyMask},
		{"Subnet Mask . . . . . . . . . . . : 255.255.240.0", ErrOnlyMask},
		{"Default Gateway . . . . . . . . . : 192.168.1.1", ErrOnlyOthers},
		{"Standardgateway . . . . . . . . . : 192.168.1.1", ErrOnlyOthers},
		{"DNS Servers . . . : 8.8.8.8\n                    8.8.4.4", ErrOnlyOthers},
		{"Router\n192.168.1.1\n255.255.255.0", ErrOnlyOthers},
		{"192.168.1.40.5", ErrNotAddress},
		{"192.168.1.4000", ErrNotAddress},
		{"192 168 1 400", ErrNotAddress},
		{"peters-pc.local", ErrNotAddress},
		{"std::cout << 12:01:03", ErrNotAddress},
		{"A4-B1-C1-00-00-01", ErrNotAddress},
		{"a4:b1:c1:00:00:01", ErrNotAddress},
		{"5555", ErrNotAddress},
		{"I do not know", ErrNotAddress},
	} {
		if got, err := ParseFriend(row.text); !errors.Is(err, row.want) || got.IsValid() {
			t.Errorf("%q gives %s and %v, want %v", row.text, got, err, row.want)
		}
	}
}

func TestParseFriendIsBounded(t *testing.T) {
	text := strings.Repeat("no address here\n", 1<<20) + "192.168.1.40"
	if _, err := ParseFriend(text); !errors.Is(err, ErrNotAddress) {
		t.Errorf("the end of %d bytes is read: %v", len(text), err)
	}
}

func FuzzParseFriend(f *testing.F) {
	for _, s := range []string{
		"", "192.168.1.40:5555", "192.168.1", "192.168.1.400", "255.255.255.0", "192 168 1 40", "[fe80::1%3]:5555", "::ffff:1.2.3.4",
		"Default Gateway: 192.168.1.1", windowsListing, windowsAll, windowsFrench, macListing, linuxListing, oldLinuxListing, briefListing, phoneSettings,
	} {
		f.Add(s)
	}
	kinds := []error{ErrNoText, ErrUnfinished, ErrNumber, ErrOnlyMask, ErrOnlyOthers, ErrNotAddress}
	f.Fuzz(func(t *testing.T, s string) {
		ip, err := ParseFriend(s)
		if err != nil {
			if ip.IsValid() || !slices.Contains(kinds, err) {
				t.Fatalf("%q gives %s with %v", s, ip, err)
			}
			return
		}
		if !ip.IsValid() || ip.Zone() != "" {
			t.Fatalf("%q gives %#v", s, ip)
		}
		if ip.Is4() && isMask(ip) {
			t.Fatalf("%q gives the mask %s", s, ip)
		}
		if again, err := ParseFriend(ip.String()); err != nil || again != ip && again != ip.Unmap() {
			t.Fatalf("%q gives %s, and that gives %s (%v)", s, ip, again, err)
		}
		Compare(ip, []Address{{IP: netip.MustParseAddr("192.168.1.23"), Prefix: netip.MustParsePrefix("192.168.1.23/24")}})
	})
}
