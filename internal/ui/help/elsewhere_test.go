package help

import (
	"net/netip"
	"strings"
	"testing"
)

func TestElsewhereExplainsBothWays(t *testing.T) {
	p := openHelp(t, evidence())
	p.help.Show(Elsewhere)
	got := p.pageText()
	for _, want := range []string{"works on this network only", "Tailscale", "ZeroTier", "choice of addresses", "port forwarding", "Who may come in", "TCP", "5555", "192.168.1.23", "This computer has no address of a private network"} {
		if !strings.Contains(got, want) {
			t.Errorf("the page does not show %q:\n%s", want, got)
		}
	}
}

func TestElsewhereRecommendsTheVPNAddressAndForwardsToTheLocalOne(t *testing.T) {
	p := openHelp(t, evidence())
	p.help.Show(Elsewhere)
	p.evidence.LocalAddrs = append(p.evidence.LocalAddrs, vpn("100.101.102.103"))
	p.evidence.Addr = netip.MustParseAddrPort("100.101.102.103:6000")
	p.help.Refresh()
	got := p.pageText()
	for _, want := range []string{"VPN (tun0) 100.101.102.103. If that is a private network with your friends", "it is good to give"} {
		if !strings.Contains(got, want) {
			t.Errorf("the page does not show %q:\n%s", want, got)
		}
	}
	if got := routerValuesOf(p.evidence); got != (routerValues{"Porchlight", "TCP", "6000", "6000", "192.168.1.23"}) {
		t.Errorf("the values for the router are %q", got)
	}
	if !strings.Contains(got, "6000") || !strings.Contains(got, "192.168.1.23") {
		t.Errorf("the page does not show the values for the router:\n%s", got)
	}
}
