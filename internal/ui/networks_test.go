package ui

import (
	"net/netip"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
)

func TestAChangeOfAddressIsShown(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.network.become(wifi("192.168.1.23"))
	p.WaitForText("192.168.1.23:5555")
	p.WaitForText("Wi-Fi (wlan0)")
	p.network.become(cable("10.0.0.7"))
	p.WaitForText("10.0.0.7:5555")
	p.WaitForText("Ethernet (eth0)")
	if p.Shows("192.168.1.23") {
		t.Errorf("the old address among %q", p.Texts())
	}
}

func TestAnAddressThatChangesWhileHostingIsShownWithThePort(t *testing.T) {
	p := open(t, everywhere)
	p.hosts()
	at := p.portText()
	p.network.become(wifi("127.0.0.2"))
	p.WaitForText("127.0.0.2:" + at)
	p.guest().echoes("hello")
}

func TestACopiedAddressThatNoLongerWorksIsToldWithTheButtonForTheNewOne(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.network.become(wifi("192.168.1.23"))
	p.WaitForText("192.168.1.23:5555")
	p.Click("Copy")
	p.network.become(wifi("192.168.7.9"))
	p.WaitForText("The address you gave out, 192.168.1.23:5555, no longer works.")
	p.Click("Copy the new one")
	if got := p.Clipboard(); got != "192.168.7.9:5555" {
		t.Errorf("the clipboard has %q", got)
	}
	p.WaitForNoText("no longer works")
}

func TestACopiedAddressThatComesBackIsNotCalledStale(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.network.become(wifi("192.168.1.23"))
	p.WaitForText("192.168.1.23:5555")
	p.Click("Copy")
	p.network.become(wifi("192.168.7.9"))
	p.WaitForText("no longer works")
	p.network.become(wifi("192.168.1.23"))
	p.WaitForNoText("no longer works")
}

func TestACopiedAddressThatStillLeadsHereIsNotCalledStale(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.network.become(wifi("192.168.1.23"))
	p.WaitForText("192.168.1.23:5555")
	p.Click("Copy")
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23")) // a better one beside it
	p.WaitForText("10.0.0.7:5555")
	if p.Shows("no longer works") {
		t.Errorf("among %q", p.Texts())
	}
}

func TestTypingAPortCallsNothingStaleBeforeTheStart(t *testing.T) {
	p := open(t, port(5555))
	p.Click("Copy")
	for _, text := range []string{"5556", "0"} {
		p.TypeInto(p.header.port, text)
		if p.Shows("no longer works") {
			t.Errorf("while the port is typed it shows %q", p.Texts())
		}
	}
	p.hosts()
	p.WaitForText("The address you gave out, 127.0.0.1:5555, no longer works.")
	p.Click("Stop hosting")
	p.WaitForText("Start hosting")
	if p.Shows("Copy the new one") {
		t.Errorf("an address without a port is offered in %q", p.Texts())
	}
}

func TestThePickedNetworkIsShownAndKept(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23"))
	p.WaitForText("10.0.0.7:5555")
	p.Click("Ethernet (eth0)  10.0.0.7")
	p.Click("Wi-Fi (wlan0)  192.168.1.23")
	p.WaitForText("192.168.1.23:5555")
	if got := p.App.Preferences().String("address"); got != "192.168.1.23" {
		t.Errorf("the preferences have %q", got)
	}

	p.network.become(cable("10.0.0.8"), wifi("192.168.1.23")) // the other changes
	p.WaitForText("192.168.1.23:5555")
	p.network.become(cable("10.0.0.8"), cable("10.0.0.9")) // the picked one is gone
	p.WaitForText("10.0.0.8:5555")
	p.network.become(cable("10.0.0.8"), wifi("192.168.1.23")) // and back
	p.WaitForText("192.168.1.23:5555")

	again := openIn(t, p.App, everywhere, port(5555))
	again.network.become(cable("10.0.0.8"), wifi("192.168.1.23"))
	again.WaitForText("192.168.1.23:5555")
}

func TestPickingWhatIsShownAlreadyIsKeptToo(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.App.Preferences().SetString("address", "192.168.1.23")
	p.network.become(cable("10.0.0.7"), cable("10.0.0.8"))
	p.WaitForText("10.0.0.7:5555")
	p.Click("Ethernet (eth0)  10.0.0.7")
	p.ClickOne("Ethernet (eth0)  10.0.0.7", 0, 1) // in the list
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23"))
	p.catchUpNetworks()
	if !p.Shows("10.0.0.7:5555") {
		t.Errorf("the person's last choice is not shown in %q", p.Texts())
	}
}

// catchUpNetworks has the window see the newest networks.
func (p *person) catchUpNetworks() {
	p.T.Helper()
	p.session.Poll()
	p.refresh(time.Now())
}

func TestOneNetworkIsNoChoice(t *testing.T) {
	p := open(t, everywhere)
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23"))
	p.WaitForText("Ethernet (eth0)  10.0.0.7")
	p.network.become(wifi("192.168.1.23"))
	p.WaitForNoText("192.168.1.23:5555x")
	p.WaitForText("Wi-Fi (wlan0)")
	if p.header.networksRow.Visible() {
		t.Error("there is a choice of one")
	}
}

func TestWithoutANetworkOnlyThisComputerCanJoin(t *testing.T) {
	const sentence = "This computer is not on a network. Only programs on this computer can join."
	p := open(t, everywhere)
	p.network.become()
	p.WaitForText(sentence)
	p.WaitForText("127.0.0.1:?")
	p.WaitForText("No network")
	p.hosts()
	p.WaitForText("Hosting, for this computer only.")
	p.WaitForText(sentence)
	p.guest().echoes("hello")
	p.Click("Copy")
	if got, want := p.Clipboard(), "127.0.0.1:"+p.portText(); got != want {
		t.Errorf("the clipboard has %q, want %q", got, want)
	}
	p.network.become(wifi("192.168.1.23"))
	p.WaitForText("192.168.1.23:" + p.portText())
	p.WaitForText("Hosting. One player is here.")
	p.WaitForNoText(sentence)
}

func TestAHostBoundToOneAddressShowsThatOne(t *testing.T) {
	p := open(t, func(p *setup) { p.Base.Addr = netip.MustParseAddr("127.0.0.9") })
	p.network.become(wifi("192.168.1.23"))
	p.catchUpNetworks()
	p.WaitForText("127.0.0.9:?")
	p.hosts()
	p.WaitForText("127.0.0.9:" + p.portText())
	if p.Shows("192.168.1.23") {
		t.Errorf("an address that does not lead here among %q", p.Texts())
	}
	if p.Shows("not on a network") {
		t.Errorf("a computer that is on a network is told it is not: %q", p.Texts())
	}
}

func TestACopyOfAPickedAddressIsThatAddress(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23"))
	p.WaitForText("10.0.0.7:5555")
	p.header.networks.SetSelectedIndex(1)
	test.Tap(p.header.copy)
	if got := p.Clipboard(); got != "192.168.1.23:5555" {
		t.Errorf("the clipboard has %q", got)
	}
}
