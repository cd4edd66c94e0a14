package lan

import (
	"bytes"
	"encoding/json"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// recorded is a file of testdata: the table of a machine and the wanted order.
type recorded struct {
	Shows string   `json:"shows"`
	Table Table    `json:"table"`
	Order []string `json:"order"` // "IP interface kind"
}

// addressTexts formats addresses as in the recorded orders.
func addressTexts(list []Address) []string {
	out := make([]string, len(list))
	for i, a := range list {
		out[i] = strings.Join([]string{a.IP.String(), a.Interface, a.Kind.String()}, " ")
	}
	return out
}

func TestRecordedMachinesRankTheReachableAddressFirst(t *testing.T) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no recorded tables: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var r recorded
			decode := json.NewDecoder(bytes.NewReader(data))
			decode.DisallowUnknownFields()
			if err := decode.Decode(&r); err != nil {
				t.Fatal(err)
			}
			got := Rank(r.Table)
			if !slices.Equal(addressTexts(got), r.Order) {
				t.Errorf("%s:\n%s\nwant\n%s", r.Shows, strings.Join(addressTexts(got), "\n"), strings.Join(r.Order, "\n"))
			}
			for _, a := range got {
				if a.Prefix.Addr() != a.IP {
					t.Errorf("%s stands in %s", a.IP, a.Prefix)
				}
			}
		})
	}
}

func TestInvalidRoutersAreIgnored(t *testing.T) {
	for name, row := range map[string]struct{ bridge, gateway string }{
		"the adapter itself, where macOS tells the routers of all routes": {"192.168.64.1/24", "192.168.64.1"},
		"what tunnels give, in a network that is everything":              {"192.168.64.1/0", "0.0.0.0"},
		"this machine, in a network that is half of everything":           {"64.0.0.1/1", "127.0.0.1"},
	} {
		got := Rank(Table{
			Adapters: []Adapter{
				{Name: "bridge100", MAC: "be:d0:74:a1:c8:64", Up: true, Broadcast: true, Prefixes: prefixes(row.bridge)},
				{Name: "en0", MAC: "bc:d0:74:00:00:12", Label: "Wi-Fi", Up: true, Broadcast: true, Prefixes: prefixes("10.0.0.7/24")},
			},
			Gateways: []netip.Addr{netip.MustParseAddr(row.gateway)},
		})
		if got[0].Interface != "en0" || got[0].Label != "Wi-Fi" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func prefixes(texts ...string) []netip.Prefix {
	list := make([]netip.Prefix, len(texts))
	for i, s := range texts {
		list[i] = netip.MustParsePrefix(s)
	}
	return list
}

// tables draws tables with all properties that systems report, in any combination.
var tables = rapid.Custom(func(t *rapid.T) Table {
	var (
		octet  = rapid.Byte()
		prefix = rapid.Custom(func(t *rapid.T) netip.Prefix {
			o := [...]byte{octet.Draw(t, "a"), octet.Draw(t, "b"), octet.Draw(t, "c"), octet.Draw(t, "d")}
			ip := rapid.SampledFrom([]netip.Addr{
				netip.AddrFrom4(o),
				netip.AddrFrom4([4]byte{10, o[1], o[2], o[3]}),
				netip.AddrFrom4([4]byte{172, 16 + o[1]%16, o[2], o[3]}),
				netip.AddrFrom4([4]byte{192, 168, o[2], o[3]}),
				netip.AddrFrom4([4]byte{169, 254, o[2], o[3]}),
				netip.AddrFrom4([4]byte{127, o[1], o[2], o[3]}),
				netip.AddrFrom4([4]byte{100, 64, o[2], o[3]}),
				netip.AddrFrom16([16]byte{0xfe, 0x80, 15: o[3]}),
				netip.AddrFrom16([16]byte{10: 0xff, 0xff, 10, o[1], o[2], o[3]}),
				{},
			}).Draw(t, "ip")
			if !ip.IsValid() {
				return netip.Prefix{}
			}
			return netip.PrefixFrom(ip, rapid.IntRange(0, 32).Draw(t, "bits"))
		})
		adapter = rapid.Custom(func(t *rapid.T) Adapter {
			return Adapter{
				Name: rapid.SampledFrom([]string{
					"", "Wi-Fi", "Ethernet", "Ethernet 2", "vEthernet (WSL)", "OpenVPN TAP-Windows6", "Tailscale", "en0", "utun4",
					"bridge100", "wlp3s0", "eth0", "docker0", "br-12ab", "virbr0", "tun0", "wg0", "tailscale0", "wwan0", "Büro-VPN",
				}).Draw(t, "name"),
				MAC:          rapid.SampledFrom([]string{"", "a4:b1:c1:00:00:01", "00:ff:27:78:ac:cc", "00:15:5D:46:41:42", "02:42:ac:11:00:02", "?"}).Draw(t, "mac"),
				Up:           rapid.IntRange(0, 4).Draw(t, "up") > 0,
				Loopback:     rapid.IntRange(0, 9).Draw(t, "loopback") == 0,
				PointToPoint: rapid.IntRange(0, 4).Draw(t, "point to point") == 0,
				Broadcast:    rapid.Bool().Draw(t, "broadcast"),
				WiFi:         rapid.IntRange(0, 4).Draw(t, "wifi") == 0,
				Label:        rapid.SampledFrom([]string{"", "", "Wi-Fi", "iPhone USB"}).Draw(t, "label"),
				Prefixes:     rapid.SliceOfN(prefix, 0, 3).Draw(t, "prefixes"),
			}
		})
		table = Table{Adapters: rapid.SliceOfN(adapter, 0, 6).Draw(t, "adapters")}
		near  = []netip.Addr{{}, netip.IPv4Unspecified(), netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("172.31.1.1")}
	)
	for _, a := range table.Adapters {
		for _, p := range a.Prefixes {
			near = append(near, p.Addr(), p.Addr().Next())
		}
	}
	table.Gateways = rapid.SliceOfN(rapid.SampledFrom(near), 0, 3).Draw(t, "gateways")
	table.Default = rapid.SampledFrom(near).Draw(t, "default")
	return table
})

// reachable counts the reachable addresses of a table, regardless of adapters' names.
func reachable(table Table) map[netip.Addr]int {
	count := map[netip.Addr]int{}
	for _, a := range table.Adapters {
		for _, p := range a.Prefixes {
			if ip := p.Addr(); a.Up && !a.Loopback && ip.Is4() && !ip.IsLoopback() && !ip.IsUnspecified() {
				count[ip]++
			}
		}
	}
	return count
}

func TestEveryTableIsRankedByTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := tables.Draw(t, "table")
		got := Rank(table)

		if again := Rank(table); !slices.Equal(got, again) {
			t.Fatalf("twice asked, two answers: %v and %v", addressTexts(got), addressTexts(again))
		}
		left := reachable(table)
		for _, a := range got {
			left[a.IP]--
		}
		for ip, n := range left {
			if n != 0 {
				t.Fatalf("%s is missing %d times", ip, n)
			}
		}
		broadcasts := map[string]bool{} // names may come twice: then both do
		for _, a := range table.Adapters {
			before, twice := broadcasts[a.Name]
			broadcasts[a.Name] = a.Broadcast && (before || !twice)
		}
		for i, late := range got {
			for _, early := range got[:i] {
				if early.IP.IsLinkLocalUnicast() && !late.IP.IsLinkLocalUnicast() {
					t.Fatalf("%s before %s", early.IP, late.IP)
				}
				if early.Kind == VPN && (late.Kind == Ethernet || late.Kind == WiFi) && broadcasts[late.Interface] && late.IP.IsPrivate() && !late.IP.IsLinkLocalUnicast() {
					t.Fatalf("the tunnel %s before %s", early.IP, late.IP)
				}
			}
		}
	})
}

func TestANameAloneRemovesNoAddress(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := tables.Draw(t, "table")
		before := reachable(table)
		for i := range table.Adapters {
			table.Adapters[i].Name = rapid.StringN(0, 12, -1).Draw(t, "another name")
		}
		got := Rank(table)
		for _, a := range got {
			before[a.IP]--
		}
		for ip, n := range before {
			if n != 0 {
				t.Fatalf("%s is missing %d times", ip, n)
			}
		}
	})
}

func TestTheAdapterOfTheOnlyRouterIsFirstUnlessItIsATunnel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := tables.Draw(t, "table")
		home := Adapter{
			Name: rapid.SampledFrom([]string{"Wi-Fi", "Ethernet", "vEthernet (External Switch)", "eth0", "br0", "bridge0", "docker0"}).Draw(t, "home"),
			MAC:  "a4:b1:c1:00:00:01", Up: true, Broadcast: true, Prefixes: prefixes("203.0.113.9/24"),
		}
		router := netip.MustParseAddr("203.0.113.1")
		others := table.Adapters[:0]
		for _, a := range table.Adapters {
			if !slices.ContainsFunc(a.Prefixes, func(p netip.Prefix) bool { return p.Contains(router) }) {
				others = append(others, a)
			}
		}
		at := rapid.IntRange(0, len(others)).Draw(t, "at")
		table.Adapters = slices.Insert(others, at, home)
		table.Gateways = []netip.Addr{netip.IPv4Unspecified(), router}
		if got := Rank(table); got[0].IP != home.Prefixes[0].Addr() {
			t.Fatalf("first is %v", addressTexts(got))
		}
	})
}
