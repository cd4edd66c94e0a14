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

// clickInvite opens the invitation with its button.
func (h *windowHarness) clickInvite() *uitest.Harness {
	h.T.Helper()
	h.Click("Invite…")
	if h.invite == nil {
		h.T.Fatal("no invitation opens")
	}
	v := h.ForTitle("Invite friends")
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

// openOnWiFi opens a window that shows 192.168.1.23:5555.
func openOnWiFi(t *testing.T, changes ...func(*setup)) *windowHarness {
	t.Helper()
	h := open(t, append([]func(*setup){onAllAddresses, withPort(5555)}, changes...)...)
	h.network.set(wifi("192.168.1.23"))
	h.WaitForText("192.168.1.23:5555")
	return h
}

func TestAnInvitationHasTextCodeLinesAndAQRCode(t *testing.T) {
	h := openOnWiFi(t)
	v := h.clickInvite()
	v.WaitForText("Give your friends one of these, and press Start hosting before they try.")
	v.Click("Copy text")
	if got := h.Clipboard(); got != "Join my game! The address is 192.168.1.23 and the port is 5555. You need to be on the same network as me." {
		t.Errorf("the text is %q", got)
	}
	v.WaitForText("Copied.")
	v.Click("Copy lines")
	if got := h.Clipboard(); got != "server = \"192.168.1.23\"\nport = 5555" {
		t.Errorf("the lines are %q", got)
	}
	if got := uitest.ScanQR(t, visible[*kit.QRCode](v).Image(160, 160)); got != "http://192.168.1.23:5555/" {
		t.Errorf("a phone reads %q", got)
	}
	v.Click("Friends elsewhere…")
	if !h.showsHelp(help.Elsewhere) {
		t.Error("the help window does not open on friends elsewhere")
	}
}

func TestAnInvitationFollowsTheAddressAtOnce(t *testing.T) {
	h := openOnWiFi(t)
	h.network.set(cable("10.0.0.7"), wifi("192.168.1.23"))
	h.WaitForText("10.0.0.7:5555")
	v := h.clickInvite()
	is := func(after, ip, port string) {
		t.Helper()
		if !v.Shows("The address is " + ip + " and the port is " + port + ".") {
			t.Errorf("after %s the texts are %q", after, v.Texts())
		}
		if got := uitest.ScanQR(t, visible[*kit.QRCode](h.ForTitle("Scan to join")).Image(300, 300)); got != "http://"+ip+":"+port+"/" {
			t.Errorf("after %s a phone reads %q", after, got)
		}
	}
	is("opening", "10.0.0.7", "5555")
	h.header.networks.SetSelected("Wi-Fi (wlan0)  192.168.1.23") // Fyne's test driver opens menus in the newest window
	is("a pick", "192.168.1.23", "5555")
	h.header.port.SetText("6000")
	is("another port", "192.168.1.23", "6000")
}

func TestWithoutAPortAnInvitationIsEmpty(t *testing.T) {
	h := openOnWiFi(t)
	v := h.clickInvite()
	h.header.port.SetText("0")
	v.WaitForText("The port is chosen when you press Start hosting.")
	v.Click("Copy text")
	if got := h.Clipboard() + visible[*kit.QRCode](v).Text; got != "" {
		t.Errorf("it still gives %q", got)
	}
	h.startHosting()
	v.WaitForText("Give your friends one of these.")
	v.Click("Copy lines")
	if got := h.Clipboard(); !strings.HasSuffix(got, "port = "+h.portText()) {
		t.Errorf("the lines are %q", got)
	}
}

func TestAnAddressThatWasGivenOutIsReportedWhenItNoLongerWorks(t *testing.T) {
	for what, give := range map[string]func(*uitest.Harness){
		"text":      func(v *uitest.Harness) { v.Click("Copy text") },
		"a picture": func(v *uitest.Harness) { v.Click("Show it large") },
	} {
		h := openOnWiFi(t)
		give(h.clickInvite())
		h.network.set(wifi("192.168.7.9"))
		h.WaitForText("The address you gave out, 192.168.1.23:5555, no longer works.")
		h.clickInvite().Click("Copy text")
		if h.checkBanner(); !strings.Contains(h.Clipboard(), "192.168.7.9") {
			t.Errorf("after %s the clipboard has %q", what, h.Clipboard())
		}
	}
}

func TestAnAddressThatWorksAgainBesideTheOneShownIsNotCalledStale(t *testing.T) {
	h := openOnWiFi(t)
	h.Click("Copy")
	h.network.set(cable("10.0.0.7"))
	h.WaitForText("no longer works")
	h.network.set(cable("10.0.0.7"), wifi("192.168.1.23"))
	h.poll()
	h.checkBanner()
}

func TestTheInvitationExplainsThePageForPhonesAndShowsTheReachability(t *testing.T) {
	h := openOnWiFi(t)
	v := h.clickInvite()
	v.WaitForText("While you host, a phone that scans this shows a page if your network lets it in.")
	h.startHosting()
	v.WaitForText("Scan this with a phone on the same Wi-Fi.")
	v.ClickWords("Answer phones with a page")
	v.WaitForText("Phones get no page now: to this game they are players like any other.")
	if h.snapshot().Plan.Browsers || h.App.Preferences().BoolWithFallback("page-for-browsers", true) {
		t.Error("the switch is not saved")
	}
	v.ClickWords("Answer phones with a page")
	v.WaitForText("Scan this with a phone")
	h.simulateReached("192.168.1.40", "192.168.1.23")
	h.connect()
	v.WaitForText("A friend reached you from 192.168.1.40 at 12:00.")
	h.Click("Stop hosting")
	v.WaitForText("While you host")
}

func TestAGameThatSpeaksHTTPDisablesThePageForPhones(t *testing.T) {
	h := openOnWiFi(t)
	v := h.clickInvite()
	web := game.Echo()
	web.Name, web.Rule, web.Reply = "Web page", game.RuleReply, "HTTP/1.1 200 OK\r\n\r\n"
	for _, g := range []*game.Game{game.Echo(), web, game.Echo()} {
		h.useGame(g)
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

func TestAChangedOwnerIsSaved(t *testing.T) {
	h := openOnWiFi(t, func(s *setup) { s.Flags.Owner = "Mira" })
	owner := visible[*widget.Entry](h.clickInvite())
	if h.snapshot().Plan.Owner != "Mira" || owner.Text != "Mira" {
		t.Errorf("at first it is %q, and the entry says %q", h.snapshot().Plan.Owner, owner.Text)
	}
	owner.SetText(" Class 7b ")
	if h.snapshot().Plan.Owner != "Class 7b" {
		t.Errorf("it is %q", h.snapshot().Plan.Owner)
	}
	again := openIn(t, h.App, func(s *setup) { s.Flags.Owner = "Mira" })
	if plan := again.snapshot().Plan; plan.Policy != defaultPolicy || !plan.Browsers || plan.Owner != "Class 7b" {
		t.Errorf("next time it is %+v", plan)
	}
	visible[*widget.Entry](again.clickInvite()).SetText(" ")
	if third := openIn(t, h.App, func(s *setup) { s.Flags.Owner = "Mira" }); third.snapshot().Plan.Owner != "" {
		t.Errorf("taken away, it is %q again", third.snapshot().Plan.Owner)
	}
}
