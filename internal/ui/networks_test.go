package ui

import (
	"net/netip"
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestAChangeOfAddressIsShown(t *testing.T) {
	h := open(t, onAllAddresses, withPort(5555))
	h.network.set(wifi("192.168.1.23"))
	h.WaitForText("192.168.1.23:5555")
	h.WaitForText("Wi-Fi (wlan0)")
	h.network.set(cable("10.0.0.7"))
	h.WaitForText("10.0.0.7:5555")
	h.WaitForText("Ethernet (eth0)")
	if h.Shows("192.168.1.23") {
		t.Errorf("the old address among %q", h.Texts())
	}
}

func TestAnAddressThatChangesWhileHostingIsShownWithThePort(t *testing.T) {
	h := open(t, onAllAddresses)
	h.startHosting()
	at := h.portText()
	h.network.set(wifi("127.0.0.2"))
	h.WaitForText("127.0.0.2:" + at)
	h.connect().Echo("hello")
}

func TestACopiedAddressThatNoLongerWorksIsReportedWithANewOneToCopy(t *testing.T) {
	h := open(t, onAllAddresses, withPort(5555))
	h.network.set(wifi("192.168.1.23"))
	h.WaitForText("192.168.1.23:5555")
	h.Click("Copy")
	h.network.set(wifi("192.168.7.9"))
	h.WaitForText("The address you gave out, 192.168.1.23:5555, no longer works.")
	h.Click("Copy the new one")
	if got := h.Clipboard(); got != "192.168.7.9:5555" {
		t.Errorf("the clipboard has %q", got)
	}
	h.WaitForNoText("no longer works")
}

func TestACopiedAddressThatWorksAgainIsNotReported(t *testing.T) {
	h := open(t, onAllAddresses, withPort(5555))
	h.network.set(wifi("192.168.1.23"))
	h.WaitForText("192.168.1.23:5555")
	h.Click("Copy")
	h.network.set(wifi("192.168.7.9"))
	h.WaitForText("no longer works")
	h.network.set(wifi("192.168.1.23"))
	h.WaitForNoText("no longer works")
}

func TestACopiedAddressThatStillWorksIsNotReported(t *testing.T) {
	h := open(t, onAllAddresses, withPort(5555))
	h.network.set(wifi("192.168.1.23"))
	h.WaitForText("192.168.1.23:5555")
	h.Click("Copy")
	h.network.set(cable("10.0.0.7"), wifi("192.168.1.23")) // a better one beside it
	h.WaitForText("10.0.0.7:5555")
	if h.Shows("no longer works") {
		t.Errorf("among %q", h.Texts())
	}
}

func TestACopiedAddressIsNotReportedWhileAPortIsTyped(t *testing.T) {
	h := open(t, withPort(5555))
	h.Click("Copy")
	for _, text := range []string{"5556", "0"} {
		h.TypeInto(h.header.port, text)
		if h.Shows("no longer works") {
			t.Errorf("while the port is typed it shows %q", h.Texts())
		}
	}
	h.startHosting()
	h.WaitForText("The address you gave out, 127.0.0.1:5555, no longer works.")
	h.Click("Stop hosting")
	h.WaitForText("Start hosting")
	if h.Shows("Copy the new one") {
		t.Errorf("an address without a port is offered in %q", h.Texts())
	}
}

func TestASelectedNetworkIsShownAndSaved(t *testing.T) {
	h := open(t, onAllAddresses, withPort(5555))
	h.network.set(cable("10.0.0.7"), wifi("192.168.1.23"))
	h.WaitForText("10.0.0.7:5555")
	h.Click("Ethernet (eth0)  10.0.0.7")
	h.Click("Wi-Fi (wlan0)  192.168.1.23")
	h.WaitForText("192.168.1.23:5555")
	if got := h.App.Preferences().String("address"); got != "192.168.1.23" {
		t.Errorf("the preferences have %q", got)
	}

	h.network.set(cable("10.0.0.8"), wifi("192.168.1.23")) // the other one changes
	h.WaitForText("192.168.1.23:5555")
	h.network.set(cable("10.0.0.8"), cable("10.0.0.9")) // the selected one is gone
	h.WaitForText("10.0.0.8:5555")
	h.network.set(cable("10.0.0.8"), wifi("192.168.1.23")) // and back
	h.WaitForText("192.168.1.23:5555")

	again := openIn(t, h.App, onAllAddresses, withPort(5555))
	again.network.set(cable("10.0.0.8"), wifi("192.168.1.23"))
	again.WaitForText("192.168.1.23:5555")
}

func TestSelectingTheShownNetworkIsSavedToo(t *testing.T) {
	h := open(t, onAllAddresses, withPort(5555))
	h.App.Preferences().SetString("address", "192.168.1.23")
	h.network.set(cable("10.0.0.7"), cable("10.0.0.8"))
	h.WaitForText("10.0.0.7:5555")
	h.Click("Ethernet (eth0)  10.0.0.7")
	h.ClickOne("Ethernet (eth0)  10.0.0.7", 0, 1) // in the list
	h.network.set(cable("10.0.0.7"), wifi("192.168.1.23"))
	h.poll()
	if !h.Shows("10.0.0.7:5555") {
		t.Errorf("the person's last choice is not shown in %q", h.Texts())
	}
}

func TestOneNetworkOffersNoSelection(t *testing.T) {
	h := open(t, onAllAddresses)
	h.network.set(cable("10.0.0.7"), wifi("192.168.1.23"))
	h.WaitForText("Ethernet (eth0)  10.0.0.7")
	h.network.set(wifi("192.168.1.23"))
	h.WaitForNoText("192.168.1.23:5555x")
	h.WaitForText("Wi-Fi (wlan0)")
	if h.header.networksRow.Visible() {
		t.Error("there is a choice of one")
	}
}

func TestWithoutANetworkOnlyThisComputerCanJoin(t *testing.T) {
	const sentence = "This computer is not on a network. Only programs on this computer can join."
	h := open(t, onAllAddresses)
	h.network.set()
	h.WaitForText(sentence)
	h.WaitForText("127.0.0.1:?")
	h.WaitForText("No network")
	h.startHosting()
	h.WaitForText("Hosting, for this computer only.")
	h.WaitForText(sentence)
	h.connect().Echo("hello")
	h.Click("Copy")
	if got, want := h.Clipboard(), "127.0.0.1:"+h.portText(); got != want {
		t.Errorf("the clipboard has %q, want %q", got, want)
	}
	h.network.set(wifi("192.168.1.23"))
	h.WaitForText("192.168.1.23:" + h.portText())
	h.WaitForText("Hosting. One player is here.")
	h.WaitForNoText(sentence)
}

func TestAHostBoundToOneAddressShowsIt(t *testing.T) {
	h := open(t, func(s *setup) { s.Base.Addr = netip.MustParseAddr("127.0.0.9") })
	h.network.set(wifi("192.168.1.23"))
	h.poll()
	h.WaitForText("127.0.0.9:?")
	h.startHosting()
	h.WaitForText("127.0.0.9:" + h.portText())
	if h.Shows("192.168.1.23") {
		t.Errorf("an address that does not lead here among %q", h.Texts())
	}
	if h.Shows("not on a network") {
		t.Errorf("a computer that is on a network is said not to be: %q", h.Texts())
	}
}

func TestCopyCopiesTheSelectedAddress(t *testing.T) {
	h := open(t, onAllAddresses, withPort(5555))
	h.network.set(cable("10.0.0.7"), wifi("192.168.1.23"))
	h.WaitForText("10.0.0.7:5555")
	h.header.networks.SetSelectedIndex(1)
	test.Tap(h.header.copy)
	if got := h.Clipboard(); got != "192.168.1.23:5555" {
		t.Errorf("the clipboard has %q", got)
	}
}
