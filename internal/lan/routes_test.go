package lan

import (
	"encoding/json"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// Wine has no route command, and a restricted computer may not permit it.
func TestWithoutRoutesTheBestAddressIsStillFirst(t *testing.T) {
	for _, fails := range []error{&exec.Error{Name: "route", Err: exec.ErrNotFound}, os.ErrPermission} {
		none := routesBy(func() ([]net.IP, error) { return nil, fails }, func() (net.IP, error) { return nil, fails })
		if len(none.gateways) > 0 || none.chosen.IsValid() {
			t.Errorf("with %v there are the routes %v", fails, none)
		}
		for _, name := range []string{"windows-home-wifi", "windows-developer", "windows-classroom-switch", "windows-german"} {
			data, err := os.ReadFile(filepath.Join("testdata", name+".json"))
			if err != nil {
				t.Fatal(err)
			}
			var r recorded
			if err := json.Unmarshal(data, &r); err != nil {
				t.Fatal(err)
			}
			r.Table.Gateways, r.Table.Default = none.gateways, none.chosen
			if got := addressTexts(Rank(r.Table)); len(got) == 0 || got[0] != r.Order[0] {
				t.Errorf("%s: without routes the order is %q, want %q first", name, got, r.Order[0])
			}
		}
	}
}

func TestTheSystemsRoutesAreUsed(t *testing.T) {
	got := routesBy(
		func() ([]net.IP, error) { return []net.IP{net.ParseIP("192.168.1.1"), net.ParseIP("10.0.0.1")}, nil },
		func() (net.IP, error) { return net.ParseIP("192.168.1.23"), nil })
	want := []netip.Addr{netip.MustParseAddr("192.168.1.1"), netip.MustParseAddr("10.0.0.1")}
	if !slices.Equal(got.gateways, want) || got.chosen != netip.MustParseAddr("192.168.1.23") {
		t.Errorf("the routes are %v", got)
	}
}
