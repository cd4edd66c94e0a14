package ui

import (
	"strings"
	"testing"

	"porchlight/internal/ui/help"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/game"
)

// invites opens the invitation by its button, and puts a person before it.
func (p *person) invites() *uitest.Harness {
	p.T.Helper()
	p.Click("Invite…")
	if p.invite == nil {
		p.T.Fatal("no invitation opens")
	}
	v := p.ForTitle("Invite friends")
	v.Window.Resize(fyne.NewSize(900, 900))
	return v
}

// visible returns the one visible object of a type in a window.
func visible[T fyne.CanvasObject](h *uitest.Harness) T {
	h.T.Helper()
	var found []T
	for _, o := range h.Objects() {
		if w, ok := o.Canvas.(T); ok {
			found = append(found, w)
		}
	}
	if len(found) != 1 {
		h.T.Fatalf("%d objects of the type %T are visible, want one", len(found), *new(T))
	}
	return found[0]
}

// home shows one address and a port.
func home(t *testing.T, changes ...func(*setup)) *person {
	t.Helper()
	p := open(t, append([]func(*setup){everywhere, port(5555)}, changes...)...)
	p.network.become(wifi("192.168.1.23"))
	p.WaitForText("192.168.1.23:5555")
	return p
}

func TestAnInvitationHasTextLinesAndAPictureOfTheAddress(t *testing.T) {
	p := home(t)
	v := p.invites()
	v.WaitForText("Give your friends one of these, and press Start hosting before they try.")
	v.Click("Copy text")
	if got := p.Clipboard(); got != "Join my game! The address is 192.168.1.23 and the port is 5555. You need to be on the same network as me." {
		t.Errorf("the text is %q", got)
	}
	v.WaitForText("Copied.")
	v.Click("Copy lines")
	if got := p.Clipboard(); got != "server = \"192.168.1.23\"\nport = 5555" {
		t.Errorf("the lines are %q", got)
	}
	if got := uitest.ScanQR(t, visible[*kit.QRCode](v).Image(160, 160)); got != "http://192.168.1.23:5555/" {
		t.Errorf("a phone reads %q", got)
	}
	v.Click("Friends elsewhere…")
	if !p.showsHelp(help.Elsewhere) {
		t.Error("the help window does not open on friends elsewhere")
	}
}

func TestAnInvitationFollowsTheAddressAtOnce(t *testing.T) {
	p := home(t)
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23"))
	p.WaitForText("10.0.0.7:5555")
	v := p.invites()
	is := func(after, ip, port string) {
		t.Helper()
		if !v.Shows("The address is " + ip + " and the port is " + port + ".") {
			t.Errorf("after %s the texts are %q", after, v.Texts())
		}
		if got := uitest.ScanQR(t, visible[*kit.QRCode](p.ForTitle("Scan to join")).Image(300, 300)); got != "http://"+ip+":"+port+"/" {
			t.Errorf("after %s a phone reads %q", after, got)
		}
	}
	is("opening", "10.0.0.7", "5555")
	p.header.networks.SetSelected("Wi-Fi (wlan0)  192.168.1.23") // Fyne's test driver opens menus in the newest window
	is("a pick", "192.168.1.23", "5555")
	p.header.port.SetText("6000")
	is("another port", "192.168.1.23", "6000")
}

func TestWithoutAPortThereIsNothingToGive(t *testing.T) {
	p := home(t)
	v := p.invites()
	p.header.port.SetText("0")
	v.WaitForText("The port is chosen when you press Start hosting.")
	v.Click("Copy text")
	if got := p.Clipboard() + visible[*kit.QRCode](v).Text; got != "" {
		t.Errorf("it still gives %q", got)
	}
	p.hosts()
	v.WaitForText("Give your friends one of these.")
	v.Click("Copy lines")
	if got := p.Clipboard(); !strings.HasSuffix(got, "port = "+p.portText()) {
		t.Errorf("the lines are %q", got)
	}
}

func TestWhatWasGivenOutIsToldWhenItNoLongerWorks(t *testing.T) {
	for what, give := range map[string]func(*uitest.Harness){
		"text":      func(v *uitest.Harness) { v.Click("Copy text") },
		"a picture": func(v *uitest.Harness) { v.Click("Show it large") },
	} {
		p := home(t)
		give(p.invites())
		p.network.become(wifi("192.168.7.9"))
		p.WaitForText("The address you gave out, 192.168.1.23:5555, no longer works.")
		p.invites().Click("Copy text")
		if p.isTold(); !strings.Contains(p.Clipboard(), "192.168.7.9") {
			t.Errorf("after %s the clipboard has %q", what, p.Clipboard())
		}
	}
}

func TestAnAddressThatWorksAgainBesideTheOneShownIsNotCalledStale(t *testing.T) {
	p := home(t)
	p.Click("Copy")
	p.network.become(cable("10.0.0.7"))
	p.WaitForText("no longer works")
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23"))
	p.catchUpNetworks()
	p.isTold()
}

func TestTheInvitationSaysWhatAPhoneIsGoodForAndWhatCameOfIt(t *testing.T) {
	p := home(t)
	v := p.invites()
	v.WaitForText("While you host, a phone that scans this shows a page if your network lets it in.")
	p.hosts()
	v.WaitForText("Scan this with a phone on the same Wi-Fi.")
	v.ClickWords("Answer phones with a page")
	v.WaitForText("Phones get no page now: to this game they are players like any other.")
	if p.snapshot().Plan.Browsers || p.App.Preferences().BoolWithFallback("page-for-browsers", true) {
		t.Error("the switch is not kept")
	}
	v.ClickWords("Answer phones with a page")
	v.WaitForText("Scan this with a phone")
	p.reachedFrom("192.168.1.40", "192.168.1.23")
	p.guest()
	v.WaitForText("A friend reached you from 192.168.1.40 at 12:00.")
	p.Click("Stop hosting")
	v.WaitForText("While you host")
}

func TestAGameThatSpeaksAsBrowsersDoSaysThatPhonesGetNoPage(t *testing.T) {
	p := home(t)
	v := p.invites()
	web := game.Echo()
	web.Name, web.Rule, web.Reply = "Web page", game.RuleReply, "HTTP/1.1 200 OK\r\n\r\n"
	for _, g := range []*game.Game{game.Echo(), web, game.Echo()} {
		p.useGame(g)
		page := !g.SpeaksHTTP()
		if got := v.Shows("While you host"); got != page {
			t.Errorf("%s: a page is promised: %v, want %v", g.Name, got, page)
		}
		if got := v.Shows("can look like a phone's browser"); got == page {
			t.Errorf("%s: it is said why there is no page: %v", g.Name, got)
		}
	}
	if !web.SpeaksHTTP() {
		t.Error("no game here speaks as browsers do")
	}
}

func TestTheOwnerIsTheirsToChangeAndKept(t *testing.T) {
	p := home(t, func(p *setup) { p.Flags.Owner = "Mira" })
	owner := visible[*widget.Entry](p.invites())
	if p.snapshot().Plan.Owner != "Mira" || owner.Text != "Mira" {
		t.Errorf("at first it is %q, and the entry says %q", p.snapshot().Plan.Owner, owner.Text)
	}
	owner.SetText(" Class 7b ")
	if p.snapshot().Plan.Owner != "Class 7b" {
		t.Errorf("it is %q", p.snapshot().Plan.Owner)
	}
	again := openIn(t, p.App, func(p *setup) { p.Flags.Owner = "Mira" })
	if plan := again.snapshot().Plan; plan.Policy != usual || !plan.Browsers || plan.Owner != "Class 7b" {
		t.Errorf("next time it is %+v", plan)
	}
	visible[*widget.Entry](again.invites()).SetText(" ")
	if third := openIn(t, p.App, func(p *setup) { p.Flags.Owner = "Mira" }); third.snapshot().Plan.Owner != "" {
		t.Errorf("taken away, it is %q again", third.snapshot().Plan.Owner)
	}
}
