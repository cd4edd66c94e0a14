package ui

import (
	"net/netip"
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestAChangeOfAddressIsShown(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.network.become(wifi("192.168.1.23"))
	p.sees("192.168.1.23:5555")
	p.sees("Wi-Fi (wlan0)")
	p.network.become(cable("10.0.0.7"))
	p.sees("10.0.0.7:5555")
	p.sees("Ethernet (eth0)")
	if p.shows("192.168.1.23") {
		t.Errorf("the old address among %q", p.texts())
	}
}

func TestAnAddressThatChangesWhileHostingIsShownWithThePort(t *testing.T) {
	p := open(t, everywhere)
	p.hosts()
	at := p.portText()
	p.network.become(wifi("127.0.0.2"))
	p.sees("127.0.0.2:" + at)
	p.guest().echoes("hello")
}

func TestACopiedAddressThatNoLongerWorksIsToldWithTheButtonForTheNewOne(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.network.become(wifi("192.168.1.23"))
	p.sees("192.168.1.23:5555")
	p.press("Copy")
	p.network.become(wifi("192.168.7.9"))
	p.sees("The address you gave out, 192.168.1.23:5555, no longer works.")
	p.press("Copy the new one")
	if got := p.clipboard(); got != "192.168.7.9:5555" {
		t.Errorf("the clipboard has %q", got)
	}
	p.seesNo("no longer works")
}

func TestACopiedAddressThatComesBackIsNotCalledStale(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.network.become(wifi("192.168.1.23"))
	p.sees("192.168.1.23:5555")
	p.press("Copy")
	p.network.become(wifi("192.168.7.9"))
	p.sees("no longer works")
	p.network.become(wifi("192.168.1.23"))
	p.seesNo("no longer works")
}

func TestACopiedAddressThatStillLeadsHereIsNotCalledStale(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.network.become(wifi("192.168.1.23"))
	p.sees("192.168.1.23:5555")
	p.press("Copy")
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23")) // a better one beside it
	p.sees("10.0.0.7:5555")
	if p.shows("no longer works") {
		t.Errorf("among %q", p.texts())
	}
}

func TestTypingAPortCallsNothingStaleBeforeTheStart(t *testing.T) {
	p := open(t, port(5555))
	p.press("Copy")
	for _, text := range []string{"5556", "0"} {
		p.types(p.header.port, text)
		if p.shows("no longer works") {
			t.Errorf("while the port is typed it shows %q", p.texts())
		}
	}
	p.hosts()
	p.sees("The address you gave out, 127.0.0.1:5555, no longer works.")
	p.press("Stop hosting")
	p.sees("Start hosting")
	if p.shows("Copy the new one") {
		t.Errorf("an address without a port is offered in %q", p.texts())
	}
}

func TestThePickedNetworkIsShownAndKept(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23"))
	p.sees("10.0.0.7:5555")
	p.press("Ethernet (eth0)  10.0.0.7")
	p.press("Wi-Fi (wlan0)  192.168.1.23")
	p.sees("192.168.1.23:5555")
	if got := p.app.Preferences().String(keyAddress); got != "192.168.1.23" {
		t.Errorf("the preferences have %q", got)
	}

	p.network.become(cable("10.0.0.8"), wifi("192.168.1.23")) // the other changes
	p.sees("192.168.1.23:5555")
	p.network.become(cable("10.0.0.8"), cable("10.0.0.9")) // the picked one is gone
	p.sees("10.0.0.8:5555")
	p.network.become(cable("10.0.0.8"), wifi("192.168.1.23")) // and back
	p.sees("192.168.1.23:5555")

	again := openIn(t, p.app, everywhere, port(5555))
	again.network.become(cable("10.0.0.8"), wifi("192.168.1.23"))
	again.sees("192.168.1.23:5555")
}

func TestPickingWhatIsShownAlreadyIsKeptToo(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.app.Preferences().SetString(keyAddress, "192.168.1.23")
	p.network.become(cable("10.0.0.7"), cable("10.0.0.8"))
	p.sees("10.0.0.7:5555")
	p.press("Ethernet (eth0)  10.0.0.7")
	p.pressOne("Ethernet (eth0)  10.0.0.7", 0, 1) // in the list
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23"))
	p.catchUpNetworks()
	if !p.shows("10.0.0.7:5555") {
		t.Errorf("the person's last choice is not shown in %q", p.texts())
	}
}

// catchUpNetworks waits until the window has seen the newest networks.
func (p *person) catchUpNetworks() {
	p.t.Helper()
	p.await("the networks", func() bool { return p.networks == p.network.Version() })
}

func TestOneNetworkIsNoChoice(t *testing.T) {
	p := open(t, everywhere)
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23"))
	p.sees("Ethernet (eth0)  10.0.0.7")
	p.network.become(wifi("192.168.1.23"))
	p.seesNo("192.168.1.23:5555x")
	p.sees("Wi-Fi (wlan0)")
	if p.header.networksRow.Visible() {
		t.Error("there is a choice of one")
	}
}

func TestWithoutANetworkOnlyThisComputerCanJoin(t *testing.T) {
	const sentence = "This computer is not on a network. Only programs on this computer can join."
	p := open(t, everywhere)
	p.network.become()
	p.sees(sentence)
	p.sees("127.0.0.1:?")
	p.sees("No network")
	p.hosts()
	p.sees("Hosting, for this computer only.")
	p.sees(sentence)
	p.guest().echoes("hello")
	p.press("Copy")
	if got, want := p.clipboard(), "127.0.0.1:"+p.portText(); got != want {
		t.Errorf("the clipboard has %q, want %q", got, want)
	}
	p.network.become(wifi("192.168.1.23"))
	p.sees("192.168.1.23:" + p.portText())
	p.sees("Hosting. One player is here.")
	p.seesNo(sentence)
}

func TestAHostBoundToOneAddressShowsThatOne(t *testing.T) {
	p := open(t, func(p *Params) { p.Config.Addr = netip.MustParseAddr("127.0.0.9") })
	p.network.become(wifi("192.168.1.23"))
	p.catchUpNetworks()
	p.sees("127.0.0.9:?")
	p.hosts()
	p.sees("127.0.0.9:" + p.portText())
	if p.shows("192.168.1.23") {
		t.Errorf("an address that does not lead here among %q", p.texts())
	}
	if p.shows("not on a network") {
		t.Errorf("a computer that is on a network is told it is not: %q", p.texts())
	}
}

func TestACopyOfAPickedAddressIsThatAddress(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23"))
	p.sees("10.0.0.7:5555")
	p.header.networks.SetSelectedIndex(1)
	test.Tap(p.header.copy)
	if got := p.clipboard(); got != "192.168.1.23:5555" {
		t.Errorf("the clipboard has %q", got)
	}
}
