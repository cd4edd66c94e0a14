package ui

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"porchlight/internal/lan"
)

// chooser is a computer with addresses of which one is chosen.
type chooser struct {
	*uitest.Harness
	page   *twoNetworksPage
	mine   []lan.Address
	chosen netip.Addr
	calls  []netip.Addr
}

// chooses opens the page about several networks; the first address is chosen.
func chooses(t testing.TB, mine ...lan.Address) *chooser {
	t.Helper()
	c := &chooser{mine: mine}
	if len(mine) > 0 {
		c.chosen = mine[0].IP
	}
	c.Harness = opens(t, theme.VariantLight, func() fyne.CanvasObject {
		c.page = newTwoNetworksPage(
			func() []lan.Address { return c.mine },
			func() netip.Addr { return c.chosen },
			func(a netip.Addr) {
				c.chosen = a
				c.calls = append(c.calls, a)
			})
		return c.page.content
	})
	return c
}

func TestChoosingANetworkChoosesItsAddress(t *testing.T) {
	c := chooses(t, at(lan.WiFi, "wlan0", "192.168.1.23/24"), at(lan.Ethernet, "eth0", "10.0.0.7/24"), at(lan.VPN, "tun0", "10.8.0.6/24"))
	c.WaitForText("Friends connect to 192.168.1.23. That works for everybody")
	c.Click("10.0.0.7  Ethernet (eth0)")
	c.WaitForText("Friends connect to 10.0.0.7. That works for everybody")
	c.Click("10.8.0.6  VPN (tun0)")
	c.WaitForText("Friends connect to 10.8.0.6. That is the VPN tun0: only who is in the same VPN")
	want := []netip.Addr{netip.MustParseAddr("10.0.0.7"), netip.MustParseAddr("10.8.0.6")}
	if !slices.Equal(c.calls, want) {
		t.Errorf("it chooses %v, want %v", c.calls, want)
	}
}

func TestANetworkIsChosenByKeyboard(t *testing.T) {
	c := chooses(t, at(lan.WiFi, "wlan0", "192.168.1.23/24"), at(lan.Ethernet, "eth0", "10.0.0.7/24"))
	for range 3 { // the page itself, which keys scroll, and the first and second choice
		c.Window.Canvas().FocusNext()
	}
	c.TypeText(" ")
	if c.chosen != netip.MustParseAddr("10.0.0.7") {
		t.Errorf("the second of the choice, chosen with the space key, gives %s", c.chosen)
	}
}

func TestTheAdviceIsAboutTheNetworksThatThereAre(t *testing.T) {
	home := at(lan.WiFi, "wlan0", "192.168.1.23/24")
	cable := at(lan.Ethernet, "eth0", "192.168.1.24/24")
	other := at(lan.Ethernet, "eth0", "10.0.0.7/24")
	tunnel := at(lan.VPN, "tun0", "10.8.0.6/24")
	boxes := at(lan.Virtual, "VirtualBox Host-Only Network", "192.168.56.1/24")
	iphone := at(lan.WiFi, "wlan0", "172.20.10.3/28")
	alone := at(lan.Ethernet, "eth0", "169.254.7.7/16")
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
		mine []lan.Address
		want []string
		good bool // the first address is one for friends nearby
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
			c := chooses(t, row.mine...)
			c.Window.Resize(fyne.NewSize(480, 1200))
			for _, sentence := range all {
				if got, want := c.Shows(sentence), slices.Contains(row.want, sentence); got != want {
					t.Errorf("that it says %q is %t, want %t, in %q", sentence, got, want, c.Texts())
				}
			}
			if len(row.mine) > 0 && (c.page.surface.Color == kit.ColorNotice) != row.good {
				t.Errorf("the chosen address is told in the colour %s", c.page.surface.Color)
			}
			if c.page.choices.Visible() != (len(row.mine) > 1) {
				t.Errorf("of %d addresses there is a choice: %t", len(row.mine), c.page.choices.Visible())
			}
			c.CheckFits()
		})
	}
}

func TestOneNetworkLeavesNothingToChoose(t *testing.T) {
	c := chooses(t, at(lan.WiFi, "wlan0", "192.168.1.23/24"))
	c.WaitForText("This computer is on one network, so there is nothing to choose.")
	c.WaitForText("Friends connect to 192.168.1.23.")
}

func TestThePageAboutTwoNetworksShowsThemAsTheyAreWhenItIsTurnedTo(t *testing.T) {
	c := chooses(t, at(lan.WiFi, "wlan0", "192.168.1.23/24"))
	c.mine = []lan.Address{at(lan.Ethernet, "eth0", "10.0.0.7/24"), at(lan.WiFi, "wlan0", "192.168.1.23/24")}
	c.page.turnedTo()
	c.WaitForText("This computer has 2 addresses.")
	if got := c.page.choice.Selected; got != "192.168.1.23  Wi-Fi (wlan0)" {
		t.Errorf("the choice shows %q", got)
	}
	c.chosen = c.mine[0].IP // elsewhere in the window
	c.page.turnedTo()
	c.WaitForText("Friends connect to 10.0.0.7.")
	if got := c.page.choice.Selected; got != "10.0.0.7  Ethernet (eth0)" {
		t.Errorf("the choice shows %q", got)
	}
	c.mine = nil
	c.page.turnedTo()
	c.WaitForText("This computer is on no network.")
	c.WaitForNoText("Friends connect to")
	c.WaitForNoText("What you choose")
	if len(c.calls) > 0 {
		t.Errorf("looking at the page chooses %v", c.calls)
	}
}

func TestAnAdapterWithALongNameDoesNotWidenThePage(t *testing.T) {
	long := at(lan.Virtual, strings.Repeat("VMware Network Adapter ", 4)+"VMnet8", "192.168.100.100/24")
	c := chooses(t, long, at(lan.WiFi, "wlan0", "192.168.1.23/24"))
	c.WaitForText("192.168.100.100  Virtual (VMware Network…")
	c.CheckFits()
}

func TestTheAdviceIsMadeAnewOnlyWhenTheNetworksChange(t *testing.T) {
	c := chooses(t, at(lan.WiFi, "wlan0", "192.168.1.23/24"), at(lan.VPN, "tun0", "10.8.0.6/24"))
	advice := c.page.advice.Objects[0]
	c.page.turnedTo()
	if c.page.advice.Objects[0] != advice {
		t.Error("the advice is made anew although nothing has changed")
	}
	c.mine = append(c.mine, at(lan.Ethernet, "eth0", "10.0.0.7/24"))
	c.page.turnedTo()
	if len(c.page.choice.Options) != 3 {
		t.Errorf("after a change the choice has %q", c.page.choice.Options)
	}
}
