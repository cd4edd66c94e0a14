package ui

import (
	"slices"
	"strings"
	"testing"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"porchlight/internal/lan"
)

// asks opens the page about one network on a computer with so many addresses.
func asks(t testing.TB, mine ...lan.Address) (*uitest.Harness, *sameNetworkPage) {
	t.Helper()
	var page *sameNetworkPage
	p := opens(t, theme.VariantDark, func() fyne.CanvasObject {
		page = newSameNetworkPage(func() []lan.Address { return mine })
		return page.content
	})
	return p, page
}

// Answers, as the page begins with them.
const (
	isSame    = "Yes, you are on the same network."
	isNot     = "No, you are on different networks."
	mostlyNot = "Most likely not."
	unknown   = "This address cannot tell."
)

func TestAFriendsAddressIsAnsweredAsItIsTyped(t *testing.T) {
	home := at(lan.WiFi, "wlan0", "192.168.1.23/24")
	school := at(lan.WiFi, "wlan0", "10.20.5.23/20")
	part := at(lan.Ethernet, "eth0", "192.168.1.23/25")
	tunnel := at(lan.VPN, "tun0", "10.8.0.6/24")
	docker := at(lan.Virtual, "docker0", "172.17.0.1/16")
	iphone := at(lan.WiFi, "wlan0", "172.20.10.3/28")
	alone := at(lan.Ethernet, "eth0", "169.254.7.7/16")
	mobile := at(lan.Ethernet, "wwan0", "100.72.1.2/30")
	for _, row := range []struct {
		typed  string
		mine   []lan.Address
		answer string
		why    string
	}{
		{"192.168.1.40", []lan.Address{home}, isSame, "Your network Wi-Fi (wlan0) reaches from 192.168.1.1 to 192.168.1.254"},
		{"http://192.168.1.40:5555/", []lan.Address{home}, isSame, "Friends connect to 192.168.1.23."},
		{"10.20.15.9", []lan.Address{school}, isSame, "is a large one"},
		{"172.20.10.5", []lan.Address{iphone}, isSame, "the same hotspot"},
		{"192.168.1.1", []lan.Address{home}, "It looks like it, but check the address.", "mostly the router's"},
		{"10.8.0.9", []lan.Address{home, tunnel}, "Yes, but only through a VPN.", "yours is tun0"},
		{"172.17.0.3", []lan.Address{home, docker}, "Only inside this computer.", "Virtual (docker0)"},
		{"192.168.2.40", []lan.Address{home}, isNot, "guest Wi-Fi"},
		{"192.168.43.5", []lan.Address{home}, isNot, "Your friend uses the hotspot of an Android phone, and you use Wi-Fi (wlan0)."},
		{"172.20.10.5", []lan.Address{home}, isNot, "Your friend uses the hotspot of an iPhone or iPad"},
		{"192.168.137.5", []lan.Address{home}, isNot, "Your friend uses the hotspot of a Windows computer"},
		{"192.168.1.40", []lan.Address{iphone}, isNot, "This computer uses the hotspot of an iPhone or iPad"},
		{"169.254.3.4", []lan.Address{home}, isNot, "got none from a router"},
		{"192.168.1.40", []lan.Address{alone}, isNot, "This computer has only 169.254.7.7"},
		{"192.168.1.40", nil, "No, this computer is on no network.", "Connect it to the Wi-Fi"},
		{"10.20.16.9", []lan.Address{school}, mostlyNot, "with several parts"},
		{"192.168.1.200", []lan.Address{part}, mostlyNot, "reaches only from 192.168.1.1 to 192.168.1.126"},
		{"100.64.9.9", []lan.Address{home}, mostlyNot, "such as Tailscale"},
		{"100.64.9.9", []lan.Address{mobile}, mostlyNot, "Your address 100.72.1.2 and that of your friend"},
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
			p, page := asks(t, row.mine...)
			p.TypeInto(page.friend, row.typed)
			p.WaitForText(row.answer)
			p.WaitForText(row.why)
			p.CheckFits()
		})
	}
}

func TestNoSentenceOfAnAnswerHasAHole(t *testing.T) {
	for r := lan.NoAddress; r <= lan.MineWithoutRouter; r++ {
		for v := lan.CannotTell; v <= lan.No; v++ {
			answer, why := answerTo(lan.Comparison{Verdict: v, Reason: r, Mine: at(lan.WiFi, "wlan0", "192.168.1.23/24")}, at(lan.WiFi, "", "192.168.7.7/24").IP)
			for _, s := range []string{answer, why} {
				if s == "" || strings.Contains(s, "{{") || strings.Contains(s, "no value") {
					t.Errorf("the verdict %d for the reason %d is told as %q", v, r, s)
				}
			}
		}
	}
}

func TestAnAddressThatIsNotCompleteIsCalledSoOnlyWhenAsked(t *testing.T) {
	p, page := asks(t, at(lan.WiFi, "wlan0", "192.168.1.23/24"))
	p.TypeInto(page.friend, "192.168.1.")
	if result(p, page) != nil {
		t.Errorf("while it is typed it shows %q", p.Texts())
	}
	p.Click("Compare")
	p.WaitForText("The address is not complete")
	p.ClickObject(page.friend)
	p.PressKey(fyne.KeyEnd)
	p.TypeText("40")
	p.WaitForText(isSame)
	p.PressKey(fyne.KeyBackspace)
	p.PressKey(fyne.KeyBackspace)
	if result(p, page) != nil {
		t.Errorf("the answer to an address that was taken back still stands in %q", p.Texts())
	}
}

func TestEnterCompares(t *testing.T) {
	p, page := asks(t)
	p.TypeInto(page.friend, "192")
	p.PressKey(fyne.KeyReturn)
	p.WaitForText("The address is not complete")
}

func TestWhatIsNoAddressIsToldInOneSentence(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "Type or paste your friend's address first.",
		"192.168":                      "The address is not complete",
		"192.168.1.400":                "No number in an address is larger than 255.",
		"255.255.255.0":                "That is a subnet mask",
		"Default Gateway: 192.168.1.1": "That is the address of a router",
		"my computer":                  "That is not an address.",
	} {
		t.Run(text, func(t *testing.T) {
			p, page := asks(t, at(lan.WiFi, "wlan0", "192.168.1.23/24"))
			p.TypeInto(page.friend, text)
			p.Click("Compare")
			p.LayOut()
			if got := result(p, page); len(got) != 1 || !strings.HasPrefix(got[0], want) {
				t.Errorf("it says %q, want %q alone", got, want)
			}
			p.CheckFits()
		})
	}
}

func TestTheNetworksOfThisComputerAreListedAsTheyAreNow(t *testing.T) {
	mine := []lan.Address{at(lan.WiFi, "wlan0", "192.168.1.23/24"), at(lan.VPN, "tun0", "10.8.0.6/32")}
	page := newSameNetworkPage(func() []lan.Address { return mine })
	p := opens(t, theme.VariantLight, func() fyne.CanvasObject { return page.content })
	p.Window.Resize(fyne.NewSize(480, 900))
	p.WaitForText("Wi-Fi (wlan0): 192.168.1.23, covers 192.168.1.1 to 192.168.1.254")
	p.WaitForText("VPN (tun0): 10.8.0.6, covers this computer alone")
	p.TypeInto(page.friend, "192.168.1.40")
	p.WaitForText(isSame)

	mine = nil
	page.turnedTo()
	p.WaitForText("This computer is on no network.")
	p.WaitForText("No, this computer is on no network.")
	p.WaitForNoText("wlan0")

	mine = []lan.Address{at(lan.Ethernet, "eth0", "192.168.1.7/24")}
	page.turnedTo()
	p.WaitForText("Ethernet (eth0): 192.168.1.7, covers 192.168.1.1 to 192.168.1.254")
	p.WaitForText(isSame)
}

func TestEveryControlOfThePageAboutOneNetworkIsReachedByKeyboard(t *testing.T) {
	p, page := asks(t)
	var reached []fyne.Focusable
	for range 3 {
		p.Window.Canvas().FocusNext()
		reached = append(reached, p.Window.Canvas().Focused())
	}
	if !slices.Contains(reached, fyne.Focusable(page.friend)) || !slices.Contains(reached, fyne.Focusable(page.compare)) {
		t.Errorf("the tab key reaches %v", reached)
	}
}

func TestTheListOfOwnNetworksIsMadeAnewOnlyWhenTheyChange(t *testing.T) {
	mine := []lan.Address{at(lan.WiFi, "wlan0", "192.168.1.23/24")}
	var page *sameNetworkPage
	opens(t, theme.VariantDark, func() fyne.CanvasObject {
		page = newSameNetworkPage(func() []lan.Address { return mine })
		return page.content
	})
	row := page.own.Objects[0]
	page.turnedTo()
	if page.own.Objects[0] != row {
		t.Error("the rows are made anew although nothing has changed")
	}
	mine = append(mine, at(lan.Ethernet, "eth0", "10.0.0.7/24"))
	page.turnedTo()
	if got := len(page.own.Objects); got != 2 {
		t.Errorf("after a change there are %d rows", got)
	}
}
