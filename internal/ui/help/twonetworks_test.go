package help

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"porchlight/internal/diagnose"
	"porchlight/internal/lan"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"
)

// twoNetworksTest is the page TwoNetworks in a window of its own.
type twoNetworksTest struct {
	*uitest.Harness
	page     *twoNetworksPage
	evidence *diagnose.Evidence
	selected []netip.Addr // by the page, in order
}

// openTwoNetworks opens the page on a computer with the given addresses. The first is selected.
func openTwoNetworks(t testing.TB, addresses ...lan.Address) *twoNetworksTest {
	t.Helper()
	p := &twoNetworksTest{evidence: &diagnose.Evidence{LocalAddrs: addresses}}
	selectAddress := func(a netip.Addr) { p.evidence.Addr = netip.AddrPortFrom(a, 5555) }
	if len(addresses) > 0 {
		selectAddress(addresses[0].IP)
	}
	p.Harness = openContent(t, theme.VariantLight, func() fyne.CanvasObject {
		p.page = newTwoNetworksPage(
			func() *diagnose.Evidence { return p.evidence },
			func(a netip.Addr) {
				selectAddress(a)
				p.selected = append(p.selected, a)
			})
		return p.page.content
	})
	return p
}

func TestSelectingAnOptionSelectsItsAddress(t *testing.T) {
	p := openTwoNetworks(t, address(lan.WiFi, "wlan0", "192.168.1.23/24"), address(lan.Ethernet, "eth0", "10.0.0.7/24"), address(lan.VPN, "tun0", "10.8.0.6/24"))
	p.WaitForText("Friends connect to 192.168.1.23. That works for everybody")
	p.Click("10.0.0.7  Ethernet (eth0)")
	p.WaitForText("Friends connect to 10.0.0.7. That works for everybody")
	p.Click("10.8.0.6  VPN (tun0)")
	p.WaitForText("Friends connect to 10.8.0.6. That is the VPN tun0: only who is in the same VPN")
	want := []netip.Addr{netip.MustParseAddr("10.0.0.7"), netip.MustParseAddr("10.8.0.6")}
	if !slices.Equal(p.selected, want) {
		t.Errorf("the page selects %v, want %v", p.selected, want)
	}
}

func TestAnAddressIsSelectedByKeyboard(t *testing.T) {
	p := openTwoNetworks(t, address(lan.WiFi, "wlan0", "192.168.1.23/24"), address(lan.Ethernet, "eth0", "10.0.0.7/24"))
	for range 3 { // the reader, the first and the second option
		p.Window.Canvas().FocusNext()
	}
	p.TypeText(" ")
	if p.evidence.Addr.Addr() != netip.MustParseAddr("10.0.0.7") {
		t.Errorf("Space on the second option selects %s", p.evidence.Addr.Addr())
	}
}

func TestTheAdviceMatchesTheNetworks(t *testing.T) {
	home := address(lan.WiFi, "wlan0", "192.168.1.23/24")
	cable := address(lan.Ethernet, "eth0", "192.168.1.24/24")
	other := address(lan.Ethernet, "eth0", "10.0.0.7/24")
	tunnel := address(lan.VPN, "tun0", "10.8.0.6/24")
	boxes := address(lan.Virtual, "VirtualBox Host-Only Network", "192.168.56.1/24")
	iphone := address(lan.WiFi, "wlan0", "172.20.10.3/28")
	alone := address(lan.Ethernet, "eth0", "169.254.7.7/16")
	const (
		vpnOn      = "A VPN is on (tun0)."
		pickWiFi   = "friends at home cannot reach its address; choose Wi-Fi (wlan0)."
		onlyVPN    = "Connect to the Wi-Fi or the cable that they use."
		same       = "lead to the same network, so either address works."
		different  = "lead to different networks."
		hotspot    = "Friends have to join the same hotspot"
		machines   = "VirtualBox Host-Only Network belongs to a program for virtual computers"
		noRouter   = "An address that begins with 169.254 means"
		showCopied = "What you choose is the address that Porchlight shows and copies."
		nothing    = "Connect it to a Wi-Fi or plug in a cable"
	)
	all := []string{vpnOn, pickWiFi, onlyVPN, same, different, hotspot, machines, noRouter, showCopied, nothing}
	for name, row := range map[string]struct {
		addresses []lan.Address
		want      []string
		good      bool // friends on this network can use the first address
	}{
		"none":            {nil, []string{nothing}, false},
		"Wi-Fi":           {[]lan.Address{home}, nil, true},
		"VPN alone":       {[]lan.Address{tunnel}, []string{vpnOn, onlyVPN}, false},
		"VPN and Wi-Fi":   {[]lan.Address{tunnel, home}, []string{vpnOn, pickWiFi, showCopied}, false},
		"cable and Wi-Fi": {[]lan.Address{cable, home}, []string{same, showCopied}, true},
		"two networks":    {[]lan.Address{other, home}, []string{different, showCopied}, true},
		"hotspot":         {[]lan.Address{iphone}, []string{hotspot}, true},
		"machines":        {[]lan.Address{boxes, home}, []string{machines, showCopied}, false},
		"no router":       {[]lan.Address{alone}, []string{noRouter}, false},
		"all":             {[]lan.Address{home, other, tunnel, boxes, alone}, []string{vpnOn, pickWiFi, different, machines, noRouter, showCopied}, true},
	} {
		t.Run(name, func(t *testing.T) {
			p := openTwoNetworks(t, row.addresses...)
			p.Window.Resize(fyne.NewSize(480, 1200))
			for _, sentence := range all {
				if got, want := p.Shows(sentence), slices.Contains(row.want, sentence); got != want {
					t.Errorf("the page shows %q: %t, want %t, in %q", sentence, got, want, p.Texts())
				}
			}
			if len(row.addresses) > 0 && (p.page.usePanel.Color == kit.ColorNotice) != row.good {
				t.Errorf("the use of the selected address has the color %s", p.page.usePanel.Color)
			}
			if p.page.optionBox.Visible() != (len(row.addresses) > 1) {
				t.Errorf("%d addresses can be selected from: %t", len(row.addresses), p.page.optionBox.Visible())
			}
			p.CheckFits()
		})
	}
}

func TestOneNetworkOffersNoOptions(t *testing.T) {
	p := openTwoNetworks(t, address(lan.WiFi, "wlan0", "192.168.1.23/24"))
	p.WaitForText("This computer is on one network, so there is nothing to choose.")
	p.WaitForText("Friends connect to 192.168.1.23.")
}

func TestTwoNetworksShowsTheCurrentNetworksAndSelection(t *testing.T) {
	p := openTwoNetworks(t, address(lan.WiFi, "wlan0", "192.168.1.23/24"))
	p.evidence.LocalAddrs = []lan.Address{address(lan.Ethernet, "eth0", "10.0.0.7/24"), address(lan.WiFi, "wlan0", "192.168.1.23/24")}
	p.page.update()
	p.WaitForText("This computer has 2 addresses.")
	if got := p.page.options.Selected; got != "192.168.1.23  Wi-Fi (wlan0)" {
		t.Errorf("selected is %q", got)
	}
	p.evidence.Addr = netip.AddrPortFrom(p.evidence.LocalAddrs[0].IP, 5555) // in the main window
	p.page.update()
	p.WaitForText("Friends connect to 10.0.0.7.")
	if got := p.page.options.Selected; got != "10.0.0.7  Ethernet (eth0)" {
		t.Errorf("selected is %q", got)
	}
	p.evidence.LocalAddrs = nil
	p.page.update()
	p.WaitForText("This computer is on no network.")
	p.WaitForNoText("Friends connect to")
	p.WaitForNoText("What you choose")
	if len(p.selected) > 0 {
		t.Errorf("an update selects %v", p.selected)
	}
}

func TestAnAdapterWithALongNameDoesNotWidenThePage(t *testing.T) {
	long := address(lan.Virtual, strings.Repeat("VMware Network Adapter ", 4)+"VMnet8", "192.168.100.100/24")
	p := openTwoNetworks(t, long, address(lan.WiFi, "wlan0", "192.168.1.23/24"))
	p.WaitForText("192.168.100.100  Virtual (VMware Network…")
	p.CheckFits()
}

func TestTheAdviceIsReusedUntilTheNetworksChange(t *testing.T) {
	p := openTwoNetworks(t, address(lan.WiFi, "wlan0", "192.168.1.23/24"), address(lan.VPN, "tun0", "10.8.0.6/24"))
	advice := p.page.advice.Objects[0]
	p.page.update()
	if p.page.advice.Objects[0] != advice {
		t.Error("the advice is made anew although nothing has changed")
	}
	p.evidence.LocalAddrs = append(p.evidence.LocalAddrs, address(lan.Ethernet, "eth0", "10.0.0.7/24"))
	p.page.update()
	if len(p.page.options.Options) != 3 {
		t.Errorf("after a change the options are %q", p.page.options.Options)
	}
}
