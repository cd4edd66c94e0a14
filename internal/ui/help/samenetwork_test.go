package help

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/diagnose"
	"porchlight/internal/lan"
	"porchlight/internal/ui/uitest"
)

// sameNetworkTest is the page SameNetwork in a window of its own.
type sameNetworkTest struct {
	*uitest.Harness
	page     *sameNetworkPage
	evidence *diagnose.Evidence
}

// openSameNetwork opens the page on a computer with the given addresses.
func openSameNetwork(t testing.TB, variant fyne.ThemeVariant, addresses ...lan.Address) *sameNetworkTest {
	t.Helper()
	p := &sameNetworkTest{evidence: &diagnose.Evidence{LocalAddrs: addresses}}
	p.Harness = openContent(t, variant, func() fyne.CanvasObject {
		p.page = newSameNetworkPage(func() *diagnose.Evidence { return p.evidence })
		return p.page.content
	})
	return p
}

// sentences returns the answer and its reason, as far as they are visible.
func (p *sameNetworkTest) sentences() (list []string) {
	for _, l := range []*widget.Label{p.page.answer, p.page.reason} {
		if p.page.answerBox.Visible() && l.Visible() {
			list = append(list, l.Text)
		}
	}
	return list
}

// Answers of the page.
const (
	yes       = "Yes, you are on the same network."
	no        = "No, you are on different networks."
	likelyNot = "Most likely not."
	unknown   = "This address cannot tell."
)

func TestAFriendsAddressIsComparedWhileItIsTyped(t *testing.T) {
	home := address(lan.WiFi, "wlan0", "192.168.1.23/24")
	school := address(lan.WiFi, "wlan0", "10.20.5.23/20")
	part := address(lan.Ethernet, "eth0", "192.168.1.23/25")
	tunnel := address(lan.VPN, "tun0", "10.8.0.6/24")
	docker := address(lan.Virtual, "docker0", "172.17.0.1/16")
	iphone := address(lan.WiFi, "wlan0", "172.20.10.3/28")
	alone := address(lan.Ethernet, "eth0", "169.254.7.7/16")
	mobile := address(lan.Ethernet, "wwan0", "100.72.1.2/30")
	for _, row := range []struct {
		typed     string
		addresses []lan.Address
		answer    string
		reason    string
	}{
		{"192.168.1.40", []lan.Address{home}, yes, "Your network Wi-Fi (wlan0) reaches from 192.168.1.1 to 192.168.1.254"},
		{"http://192.168.1.40:5555/", []lan.Address{home}, yes, "Friends connect to 192.168.1.23."},
		{"10.20.15.9", []lan.Address{school}, yes, "is a large one"},
		{"172.20.10.5", []lan.Address{iphone}, yes, "the same hotspot"},
		{"192.168.1.1", []lan.Address{home}, "It looks like it, but check the address.", "mostly the router's"},
		{"10.8.0.9", []lan.Address{home, tunnel}, "Yes, but only through a VPN.", "yours is tun0"},
		{"172.17.0.3", []lan.Address{home, docker}, "Only inside this computer.", "Virtual (docker0)"},
		{"192.168.2.40", []lan.Address{home}, no, "guest Wi-Fi"},
		{"192.168.43.5", []lan.Address{home}, no, "Your friend uses the hotspot of an Android phone, and you use Wi-Fi (wlan0)."},
		{"172.20.10.5", []lan.Address{home}, no, "Your friend uses the hotspot of an iPhone or iPad"},
		{"192.168.137.5", []lan.Address{home}, no, "Your friend uses the hotspot of a Windows computer"},
		{"192.168.1.40", []lan.Address{iphone}, no, "This computer uses the hotspot of an iPhone or iPad"},
		{"169.254.3.4", []lan.Address{home}, no, "got none from a router"},
		{"192.168.1.40", []lan.Address{alone}, no, "This computer has only 169.254.7.7"},
		{"192.168.1.40", nil, "No, this computer is on no network.", "Connect it to the Wi-Fi"},
		{"10.20.16.9", []lan.Address{school}, likelyNot, "with several parts"},
		{"192.168.1.200", []lan.Address{part}, likelyNot, "reaches only from 192.168.1.1 to 192.168.1.126"},
		{"100.64.9.9", []lan.Address{home}, likelyNot, "such as Tailscale"},
		{"100.64.9.9", []lan.Address{mobile}, likelyNot, "Your address 100.72.1.2 and that of your friend"},
		{"192.168.1.23", []lan.Address{home}, unknown, "this computer's own address"},
		{"172.17.0.1", []lan.Address{home, docker}, unknown, "use the same one everywhere"},
		{"192.168.1.255", []lan.Address{home}, unknown, "stands for all of your network Wi-Fi (wlan0)"},
		{"127.0.0.1", []lan.Address{home}, unknown, "what every computer calls itself"},
		{"0.0.0.0", []lan.Address{home}, unknown, "a program that listens everywhere"},
		{"224.0.0.251", []lan.Address{home}, unknown, "No computer has the address 224.0.0.251."},
		{"93.184.216.34", []lan.Address{home}, unknown, "an address on the internet"},
		{"fe80::1%12", []lan.Address{home}, unknown, "That is an IPv6 address"},
		{"2a02:810d::1", []lan.Address{home}, unknown, "That is an IPv6 address"},
		{"169.254.3.4", []lan.Address{alone}, unknown, "one cable joins the two"},
	} {
		t.Run(row.typed+" "+row.answer, func(t *testing.T) {
			p := openSameNetwork(t, theme.VariantDark, row.addresses...)
			p.TypeInto(p.page.entry, row.typed)
			p.WaitForText(row.answer)
			p.WaitForText(row.reason)
			p.CheckFits()
		})
	}
}

func TestEveryAnswerAndReasonIsComplete(t *testing.T) {
	for r := lan.NoAddress; r <= lan.MineWithoutRouter; r++ {
		for v := lan.CannotTell; v <= lan.No; v++ {
			c := lan.Comparison{Verdict: v, Reason: r, Mine: address(lan.WiFi, "wlan0", "192.168.1.23/24")}
			for _, s := range []string{answerSentence(c), reasonSentence(c, address(lan.WiFi, "", "192.168.7.7/24").IP)} {
				if s == "" || strings.Contains(s, "{{") || strings.Contains(s, "no value") {
					t.Errorf("verdict %d with reason %d reads %q", v, r, s)
				}
			}
		}
	}
}

func TestAnIncompleteAddressIsReportedOnlyByCompare(t *testing.T) {
	p := openSameNetwork(t, theme.VariantDark, address(lan.WiFi, "wlan0", "192.168.1.23/24"))
	p.TypeInto(p.page.entry, "192.168.1.")
	if p.sentences() != nil {
		t.Errorf("while the address is typed the page shows %q", p.Texts())
	}
	p.Click("Compare")
	p.WaitForText("The address is not complete")
	p.ClickObject(p.page.entry)
	p.PressKey(fyne.KeyEnd)
	p.TypeText("40")
	p.WaitForText(yes)
	p.PressKey(fyne.KeyBackspace)
	p.PressKey(fyne.KeyBackspace)
	if p.sentences() != nil {
		t.Errorf("after the address was deleted its answer is still in %q", p.Texts())
	}
}

func TestEnterComparesTheAddress(t *testing.T) {
	p := openSameNetwork(t, theme.VariantDark)
	p.TypeInto(p.page.entry, "192")
	p.PressKey(fyne.KeyReturn)
	p.WaitForText("The address is not complete")
}

func TestInvalidInputIsReportedInOneSentence(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "Type or paste your friend's address first.",
		"192.168":                      "The address is not complete",
		"192.168.1.400":                "No number in an address is larger than 255.",
		"255.255.255.0":                "That is a subnet mask",
		"Default Gateway: 192.168.1.1": "That is the address of a router",
		"my computer":                  "That is not an address.",
	} {
		t.Run(text, func(t *testing.T) {
			p := openSameNetwork(t, theme.VariantDark, address(lan.WiFi, "wlan0", "192.168.1.23/24"))
			p.TypeInto(p.page.entry, text)
			p.Click("Compare")
			p.LayOut()
			if got := p.sentences(); len(got) != 1 || !strings.HasPrefix(got[0], want) {
				t.Errorf("the page shows %q, want %q alone", got, want)
			}
			p.CheckFits()
		})
	}
}

func TestTheNetworksOfThisComputerAreCurrent(t *testing.T) {
	p := openSameNetwork(t, theme.VariantLight, address(lan.WiFi, "wlan0", "192.168.1.23/24"), address(lan.VPN, "tun0", "10.8.0.6/32"))
	p.Window.Resize(fyne.NewSize(480, 900))
	p.WaitForText("Wi-Fi (wlan0): 192.168.1.23, covers 192.168.1.1 to 192.168.1.254")
	p.WaitForText("VPN (tun0): 10.8.0.6, covers this computer alone")
	p.TypeInto(p.page.entry, "192.168.1.40")
	p.WaitForText(yes)

	p.evidence.LocalAddrs = nil
	p.page.update()
	p.WaitForText("This computer is on no network.")
	p.WaitForText("No, this computer is on no network.")
	p.WaitForNoText("wlan0")

	p.evidence.LocalAddrs = []lan.Address{address(lan.Ethernet, "eth0", "192.168.1.7/24")}
	p.page.update()
	p.WaitForText("Ethernet (eth0): 192.168.1.7, covers 192.168.1.1 to 192.168.1.254")
	p.WaitForText(yes)
}

func TestTabReachesEveryControlOfSameNetwork(t *testing.T) {
	p := openSameNetwork(t, theme.VariantDark)
	var reached []fyne.Focusable
	for range 3 {
		p.Window.Canvas().FocusNext()
		reached = append(reached, p.Window.Canvas().Focused())
	}
	if !slices.Contains(reached, fyne.Focusable(p.page.entry)) || !slices.Contains(reached, fyne.Focusable(p.page.compare)) {
		t.Errorf("Tab reaches %v", reached)
	}
}

func TestTheRowsOfNetworksAreReusedUntilTheNetworksChange(t *testing.T) {
	p := openSameNetwork(t, theme.VariantDark, address(lan.WiFi, "wlan0", "192.168.1.23/24"))
	row := p.page.networks.Objects[0]
	p.page.update()
	if p.page.networks.Objects[0] != row {
		t.Error("the rows are made anew although nothing has changed")
	}
	p.evidence.LocalAddrs = append(p.evidence.LocalAddrs, address(lan.Ethernet, "eth0", "10.0.0.7/24"))
	p.page.update()
	if got := len(p.page.networks.Objects); got != 2 {
		t.Errorf("after a change there are %d rows", got)
	}
}
