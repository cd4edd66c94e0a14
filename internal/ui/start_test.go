package ui

import (
	"strconv"
	"testing"

	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func TestTheAddressIsShownAndCopiedBeforeTheStart(t *testing.T) {
	h := open(t, onAllAddresses, withPort(5555))
	h.network.set(wifi("192.168.1.23"))
	h.WaitForText("192.168.1.23:5555")
	h.WaitForText("Not hosting.")
	h.Click("Copy")
	if got := h.Clipboard(); got != "192.168.1.23:5555" {
		t.Errorf("the clipboard has %q", got)
	}
	h.WaitForText("Copied 192.168.1.23:5555")
}

func TestTheAddressThatIsCopiedWhileHostingIsTheHosts(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.Click("Copy")
	if got, want := h.Clipboard(), h.Host.Addr().String(); got != want {
		t.Errorf("the clipboard has %q, the host is at %s", got, want)
	}
}

func TestAnAddressWithoutAPortCannotBeCopied(t *testing.T) {
	for _, text := range []string{"0", "", "many"} {
		h := open(t)
		h.TypeInto(h.header.port, text)
		if !h.Shows("127.0.0.1:?") {
			t.Errorf("port %q: no 127.0.0.1:? among %q", text, h.Texts())
		}
		h.Click("Copy")
		if got := h.Clipboard(); got != "" {
			t.Errorf("port %q: the clipboard has %q", text, got)
		}
	}
	h := open(t)
	h.startHosting()
	h.Click("Stop hosting")
	h.WaitForText("Start hosting")
	h.Click("Copy")
	if got := h.Clipboard(); got != "" {
		t.Errorf("after a stop the clipboard has %q", got)
	}
	h.TypeInto(h.header.port, "5555")
	h.Click("Copy")
	if got := h.Clipboard(); got != "127.0.0.1:5555" {
		t.Errorf("with a port the clipboard has %q", got)
	}
}

func TestEnterInThePortEntryStarts(t *testing.T) {
	h := open(t)
	if h.window.Canvas().Focused() != fyne.Focusable(h.header.port) {
		t.Error("a new window has no focus on the port")
	}
	h.PressKey(fyne.KeyReturn)
	h.awaitHosting()
}

func TestEnterInThePlayersEntryStarts(t *testing.T) {
	h := open(t)
	h.TypeInto(h.header.players, "7")
	h.PressKey(fyne.KeyReturn)
	h.awaitHosting()
	if got := h.Host.Limit(); got != 7 {
		t.Errorf("the limit is %d", got)
	}
	h.WaitForText("Players: 0 of 7")
}

func TestTheButtonShowsTheActionAndTheLampTheState(t *testing.T) {
	h := open(t)
	for range 2 { // a host starts again after a stop
		h.WaitForText("Start hosting")
		h.WaitForText("Not hosting.")
		if h.header.lamp.State != kit.LampOff {
			t.Errorf("before the start the lamp is %d", h.header.lamp.State)
		}
		h.Click("Start hosting")
		h.awaitHosting()
		h.WaitForText("Hosting. Waiting for players.")
		h.WaitForText("Checked: this computer reaches " + h.Host.Addr().String() + ". No other computer has yet.")
		if h.header.lamp.State != kit.LampChecked {
			t.Errorf("while hosting the lamp is %d", h.header.lamp.State)
		}
		h.Click("Stop hosting")
		h.WaitForText("Start hosting")
		if h.isHosting() {
			t.Error("the button says Start, and the host is on")
		}
	}
}

func TestThePortIsLockedWhileHostingAndFreeAfter(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.TypeInto(h.header.port, "6000")
	if got := h.header.port.Text; got != "0" || !h.header.port.Disabled() {
		t.Errorf("while hosting the port became %q", got)
	}
	h.Click("Stop hosting")
	h.WaitForText("Start hosting")
	h.TypeInto(h.header.port, "6000")
	if got := h.header.port.Text; got != "6000" {
		t.Errorf("after hosting the port stayed %q", got)
	}
	h.WaitForText("127.0.0.1:6000")
}

func TestAnInvalidPortStartsNothingAndShowsAHint(t *testing.T) {
	const hint = "A port is a number from 1 to 65535."
	for _, text := range []string{"", " ", "abc", "-1", "70000", "65536", "5555x", "55 55", "1e3", "99999999999999999999"} {
		t.Run(text, func(t *testing.T) {
			h := open(t)
			h.TypeInto(h.header.port, text)
			if !h.Shows(hint) {
				t.Errorf("no hint among %q", h.Texts())
			}
			h.PressKey(fyne.KeyReturn)
			h.Click("Start hosting")
			if h.isBusy() || h.isHosting() {
				t.Fatal("it starts")
			}
			if !h.Shows("Not hosting.") {
				t.Errorf("no “Not hosting.” among %q", h.Texts())
			}
			h.TypeInto(h.header.port, "5555")
			if h.Shows(hint) {
				t.Error("the hint stays beside a right port")
			}
		})
	}
}

func TestAnUnusualPortIsExplained(t *testing.T) {
	for text, hint := range map[string]string{
		"80":   "Below 1024 may need an administrator.",
		"1023": "Below 1024 may need an administrator.",
		"0":    "0 takes any free port.",
	} {
		h := open(t, withPort(5555))
		h.TypeInto(h.header.port, text)
		if !h.Shows(hint) {
			t.Errorf("port %s: no %q among %q", text, hint, h.Texts())
		}
	}
	for _, text := range []string{"1024", "5555", "65535", " 5555 "} {
		h := open(t)
		h.TypeInto(h.header.port, text)
		for _, thing := range uitest.ScreenOf(t, h.Harness).In(h.header.hint) {
			if hint, ok := thing.Canvas.(*canvas.Text); ok && hint.Text != " " {
				t.Errorf("port %q has the hint %q", text, hint.Text)
			}
		}
	}
}

func TestAnInvalidLimitStartsNothingAndShowsAHint(t *testing.T) {
	for _, text := range []string{"", "two", "-1", "1000001", "2.5"} {
		h := open(t)
		h.TypeInto(h.header.players, text)
		h.Click("Start hosting")
		if h.isBusy() || h.isHosting() {
			t.Errorf("%q players: it starts", text)
		}
		if !h.Shows("A number of players, or “No limit”.") {
			t.Errorf("%q players: no hint among %q", text, h.Texts())
		}
	}
}

func TestPortZeroHostsOnAFreePortAndShowsIt(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.WaitForText("127.0.0.1:" + strconv.Itoa(int(h.Host.Addr().Port())))
	h.connect().Echo("hello")
}

func TestStartHosts(t *testing.T) {
	h := open(t)
	h.Start()
	h.awaitHosting()
}
