package ui

import (
	"net/netip"
	"strings"
	"testing"
)

func TestFriendsElsewhereAreToldWhatTheyNeed(t *testing.T) {
	p := asksForHelp(t, sight())
	p.help.show(pageElsewhere)
	got := p.says()
	for _, want := range []string{"works on this network only", "Tailscale", "ZeroTier", "choice of addresses", "port forwarding", "Who may come in", "TCP", "5555", "192.168.1.23", "This computer has no address of a private network"} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q:\n%s", want, got)
		}
	}
}

func TestThePrivateNetworksAddressIsSaidToBeGood(t *testing.T) {
	p := asksForHelp(t, sight())
	p.help.show(pageElsewhere)
	p.evidence.LocalAddrs = append(p.evidence.LocalAddrs, vpn("100.101.102.103"))
	p.evidence.Addr = netip.MustParseAddrPort("100.101.102.103:6000")
	p.help.refresh()
	got := p.says()
	for _, want := range []string{"VPN (tun0) 100.101.102.103. If that is a private network with your friends", "it is good to give"} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q:\n%s", want, got)
		}
	}
	if fields := routerFields(p.evidence); fields != [5]string{"Porchlight", "TCP", "6000", "6000", "192.168.1.23"} {
		t.Errorf("the router is to be told %q", fields)
	}
	if !strings.Contains(got, "6000") || !strings.Contains(got, "192.168.1.23") {
		t.Errorf("the router's fields are not shown:\n%s", got)
	}
}
