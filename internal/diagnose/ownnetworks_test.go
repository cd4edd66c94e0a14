package diagnose

import (
	"slices"
	"testing"

	"porchlight/internal/lan"
)

func TestAdviceIsAboutTheNetworksThatThereAre(t *testing.T) {
	t.Parallel()
	home := adapter(lan.WiFi, "192.168.1.23/24")
	cable := adapter(lan.Ethernet, "192.168.1.24/24")
	other := adapter(lan.Ethernet, "10.0.0.7/24")
	tunnel := adapter(lan.VPN, "10.8.0.6/24")
	machine := adapter(lan.Virtual, "192.168.56.1/24")
	iphone := adapter(lan.WiFi, "172.20.10.3/28")
	alone := adapter(lan.Ethernet, "169.254.7.7/16")
	shown := Advice{ID: ShownIsChosen}
	for name, c := range map[string]struct {
		addrs []lan.Address
		want  []Advice
		use   AddrUse // of the first
	}{
		"none":            {nil, []Advice{{ID: ConnectToNetwork}}, 0},
		"Wi-Fi":           {[]lan.Address{home}, nil, UseSameNetwork},
		"VPN alone":       {[]lan.Address{tunnel}, []Advice{{ID: LeaveVPN, A: tunnel}}, UseVPN},
		"VPN and Wi-Fi":   {[]lan.Address{tunnel, home}, []Advice{{ChooseBesideVPN, tunnel, home}, shown}, UseVPN},
		"cable and Wi-Fi": {[]lan.Address{cable, home}, []Advice{{SameNetworkTwice, cable, home}, shown}, UseSameNetwork},
		"two networks":    {[]lan.Address{other, home}, []Advice{{DifferentNetworks, other, home}, shown}, UseSameNetwork},
		"hotspot":         {[]lan.Address{iphone}, []Advice{{ID: HotspotIsSmall}}, UseHotspot},
		"virtual machine": {[]lan.Address{machine, home}, []Advice{{ID: VirtualIsNotForFriends, A: machine}, shown}, UseVirtual},
		"no router":       {[]lan.Address{alone}, []Advice{{ID: NoRouterAnswered}}, UseLinkLocal},
		"all": {
			[]lan.Address{home, other, tunnel, machine, alone},
			[]Advice{{ChooseBesideVPN, tunnel, home}, {DifferentNetworks, home, other}, {ID: VirtualIsNotForFriends, A: machine}, {ID: NoRouterAnswered}, shown},
			UseSameNetwork,
		},
	} {
		if got := AdviceOn(c.addrs); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
		if len(c.addrs) == 0 {
			continue
		}
		if got := UseOf(c.addrs[0]); got != c.use || got.IsGood() != (c.use == UseSameNetwork || c.use == UseHotspot) {
			t.Errorf("%s: the first address is for use %v, want %v", name, got, c.use)
		}
	}
}
