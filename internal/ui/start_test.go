package ui

import (
	"strconv"
	"testing"

	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func TestTheAddressIsShownBeforeStartAndIsWhatCopyCopies(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.network.become(wifi("192.168.1.23"))
	p.WaitForText("192.168.1.23:5555")
	p.WaitForText("Not hosting.")
	p.Click("Copy")
	if got := p.Clipboard(); got != "192.168.1.23:5555" {
		t.Errorf("the clipboard has %q", got)
	}
	p.WaitForText("Copied 192.168.1.23:5555")
}

func TestWhatIsCopiedWhileHostingLeadsToTheHost(t *testing.T) {
	p := open(t)
	p.hosts()
	p.Click("Copy")
	if got, want := p.Clipboard(), p.Host.Addr().String(); got != want {
		t.Errorf("the clipboard has %q, the host is at %s", got, want)
	}
}

func TestAnAddressWithoutAPortCannotBeCopied(t *testing.T) {
	for _, text := range []string{"0", "", "many"} {
		p := open(t)
		p.TypeInto(p.header.port, text)
		if !p.Shows("127.0.0.1:?") {
			t.Errorf("port %q: no 127.0.0.1:? among %q", text, p.Texts())
		}
		p.Click("Copy")
		if got := p.Clipboard(); got != "" {
			t.Errorf("port %q: the clipboard has %q", text, got)
		}
	}
	p := open(t)
	p.hosts()
	p.Click("Stop hosting")
	p.WaitForText("Start hosting")
	p.Click("Copy")
	if got := p.Clipboard(); got != "" {
		t.Errorf("after a stop the clipboard has %q", got)
	}
	p.TypeInto(p.header.port, "5555")
	p.Click("Copy")
	if got := p.Clipboard(); got != "127.0.0.1:5555" {
		t.Errorf("with a port the clipboard has %q", got)
	}
}

func TestEnterInThePortEntryStarts(t *testing.T) {
	p := open(t)
	if p.window.Canvas().Focused() != fyne.Focusable(p.header.port) {
		t.Error("a new window has no focus on the port")
	}
	p.PressKey(fyne.KeyReturn)
	p.awaitHosting()
}

func TestEnterInThePlayersEntryStarts(t *testing.T) {
	p := open(t)
	p.TypeInto(p.header.players, "7")
	p.PressKey(fyne.KeyReturn)
	p.awaitHosting()
	if got := p.Host.Limit(); got != 7 {
		t.Errorf("the limit is %d", got)
	}
	p.WaitForText("Players: 0 of 7")
}

func TestTheButtonSaysWhatItDoesAndTheLampWhatIs(t *testing.T) {
	p := open(t)
	for range 2 { // a host starts again after a stop
		p.WaitForText("Start hosting")
		p.WaitForText("Not hosting.")
		if p.header.lamp.State != kit.LampOff {
			t.Errorf("before the start the lamp is %d", p.header.lamp.State)
		}
		p.Click("Start hosting")
		p.awaitHosting()
		p.WaitForText("Hosting. Waiting for players.")
		p.WaitForText("Checked: this computer reaches " + p.Host.Addr().String() + ". No other computer has yet.")
		if p.header.lamp.State != kit.LampChecked {
			t.Errorf("while hosting the lamp is %d", p.header.lamp.State)
		}
		p.Click("Stop hosting")
		p.WaitForText("Start hosting")
		if p.on() {
			t.Error("the button says Start, and the host is on")
		}
	}
}

func TestThePortIsLockedWhileHostingAndFreeAfter(t *testing.T) {
	p := open(t)
	p.hosts()
	p.TypeInto(p.header.port, "6000")
	if got := p.header.port.Text; got != "0" || !p.header.port.Disabled() {
		t.Errorf("while hosting the port became %q", got)
	}
	p.Click("Stop hosting")
	p.WaitForText("Start hosting")
	p.TypeInto(p.header.port, "6000")
	if got := p.header.port.Text; got != "6000" {
		t.Errorf("after hosting the port stayed %q", got)
	}
	p.WaitForText("127.0.0.1:6000")
}

func TestAnImpossiblePortStartsNothingAndSaysWhatAPortIs(t *testing.T) {
	const hint = "A port is a number from 1 to 65535."
	for _, text := range []string{"", " ", "abc", "-1", "70000", "65536", "5555x", "55 55", "1e3", "99999999999999999999"} {
		t.Run(text, func(t *testing.T) {
			p := open(t)
			p.TypeInto(p.header.port, text)
			if !p.Shows(hint) {
				t.Errorf("no hint among %q", p.Texts())
			}
			p.PressKey(fyne.KeyReturn)
			p.Click("Start hosting")
			if p.isBusy() || p.on() {
				t.Fatal("it starts")
			}
			if !p.Shows("Not hosting.") {
				t.Errorf("no “Not hosting.” among %q", p.Texts())
			}
			p.TypeInto(p.header.port, "5555")
			if p.Shows(hint) {
				t.Error("the hint stays beside a right port")
			}
		})
	}
}

func TestAPossiblePortThatIsUnusualIsExplained(t *testing.T) {
	for text, hint := range map[string]string{
		"80":   "Below 1024 may need an administrator.",
		"1023": "Below 1024 may need an administrator.",
		"0":    "0 takes any free port.",
	} {
		p := open(t, port(5555))
		p.TypeInto(p.header.port, text)
		if !p.Shows(hint) {
			t.Errorf("port %s: no %q among %q", text, hint, p.Texts())
		}
	}
	for _, text := range []string{"1024", "5555", "65535", " 5555 "} {
		p := open(t)
		p.TypeInto(p.header.port, text)
		for _, thing := range uitest.ScreenOf(t, p.Harness).In(p.header.hint) {
			if hint, ok := thing.Canvas.(*canvas.Text); ok && hint.Text != " " {
				t.Errorf("port %q has the hint %q", text, hint.Text)
			}
		}
	}
}

func TestImpossiblePlayersStartNothingAndSaySo(t *testing.T) {
	for _, text := range []string{"", "two", "-1", "1000001", "2.5"} {
		p := open(t)
		p.TypeInto(p.header.players, text)
		p.Click("Start hosting")
		if p.isBusy() || p.on() {
			t.Errorf("%q players: it starts", text)
		}
		if !p.Shows("A number of players, or “No limit”.") {
			t.Errorf("%q players: no hint among %q", text, p.Texts())
		}
	}
}

func TestPortNoughtHostsOnAFreePortAndShowsIt(t *testing.T) {
	p := open(t)
	p.hosts()
	p.WaitForText("127.0.0.1:" + strconv.Itoa(int(p.Host.Addr().Port())))
	p.guest().echoes("hello")
}

func TestStartFromTheCommandLineHosts(t *testing.T) {
	p := open(t)
	p.Start()
	p.awaitHosting()
}
