package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"porchlight/internal/game"
	"porchlight/internal/host"
)

// invites opens the invitation by its button, and puts a person before it.
func (p *person) invites() *person {
	p.t.Helper()
	p.press("Invite…")
	if p.invite == nil {
		p.t.Fatal("no invitation opens")
	}
	p.invite.window.Resize(fyne.NewSize(900, 900))
	return p.before(p.invite.window)
}

// home shows one address and a port.
func home(t *testing.T, changes ...func(*Params)) *person {
	t.Helper()
	p := open(t, append([]func(*Params){everywhere, port(5555)}, changes...)...)
	p.network.become(wifi("192.168.1.23"))
	p.sees("192.168.1.23:5555")
	return p
}

func TestAnInvitationHasTextLinesAndAPictureOfTheAddress(t *testing.T) {
	p := home(t)
	v := p.invites()
	v.sees("Give your friends one of these, and press Start hosting before they try.")
	v.press("Copy text")
	if got := p.clipboard(); got != "Join my game! The address is 192.168.1.23 and the port is 5555. You need to be on the same network as me." {
		t.Errorf("the text is %q", got)
	}
	v.sees("Copied.")
	v.press("Copy lines")
	if got := p.clipboard(); got != "server = \"192.168.1.23\"\nport = 5555" {
		t.Errorf("the lines are %q", got)
	}
	if got := scanned(t, p.invite.picture.draw(160, 160)); got != "http://192.168.1.23:5555/" {
		t.Errorf("a phone reads %q", got)
	}
	v.press("Friends elsewhere…")
	if p.help == nil || p.help.pages[p.help.at].id != pageElsewhere {
		t.Error("the help window does not open on friends elsewhere")
	}
}

func TestTheLargePictureSaysTheSame(t *testing.T) {
	p := home(t)
	v := p.invites()
	v.press("Show it large")
	large := p.before(p.invite.large)
	large.sees("192.168.1.23:5555")
	if got := scanned(t, p.invite.big.draw(480, 480)); got != "http://192.168.1.23:5555/" {
		t.Errorf("a phone reads %q", got)
	}
}

func TestAnInvitationFollowsTheAddressAtOnce(t *testing.T) {
	p := home(t)
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23"))
	p.sees("10.0.0.7:5555")
	p.invites()
	is := func(after, ip, port string) {
		t.Helper()
		if got := p.invite.text.Text; !strings.Contains(got, "The address is "+ip+" and the port is "+port+".") {
			t.Errorf("after %s the text is %q", after, got)
		}
		if got := scanned(t, p.invite.big.draw(300, 300)); got != "http://"+ip+":"+port+"/" {
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
	v.sees("The port is chosen when you press Start hosting.")
	for _, b := range p.invite.buttons {
		if !b.Disabled() {
			t.Errorf("%q can be pressed", b.Text)
		}
	}
	v.press("Copy text")
	if got := p.clipboard() + p.invite.picture.text + p.invite.big.text + p.invite.phone.Text; got != "" {
		t.Errorf("it still gives %q", got)
	}
	p.hosts()
	v.sees("Give your friends one of these.")
	v.press("Copy lines")
	if got := p.clipboard(); !strings.HasSuffix(got, "port = "+p.portText()) {
		t.Errorf("the lines are %q", got)
	}
}

func TestWhatWasGivenOutIsToldWhenItNoLongerWorks(t *testing.T) {
	for what, give := range map[string]func(*person){
		"text":      func(v *person) { v.press("Copy text") },
		"a picture": func(v *person) { v.press("Show it large") },
	} {
		p := home(t)
		give(p.invites())
		p.network.become(wifi("192.168.7.9"))
		p.sees("The address you gave out, 192.168.1.23:5555, no longer works.")
		p.invites().press("Copy text")
		if p.isTold(); !strings.Contains(p.clipboard(), "192.168.7.9") {
			t.Errorf("after %s the clipboard has %q", what, p.clipboard())
		}
	}
}

func TestAnAddressThatWorksAgainBesideTheOneShownIsNotCalledStale(t *testing.T) {
	p := home(t)
	p.press("Copy")
	p.network.become(cable("10.0.0.7"))
	p.sees("no longer works")
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23"))
	p.catchUpNetworks()
	p.isTold()
}

func TestTheInvitationSaysWhatAPhoneIsGoodForAndWhatCameOfIt(t *testing.T) {
	p := home(t)
	v := p.invites()
	v.sees("While you host, a phone that scans this shows a page if your network lets it in.")
	p.hosts()
	v.sees("Scan this with a phone on the same Wi-Fi.")
	v.ticks("Answer phones with a page")
	v.sees("Phones get no page now: to this game they are players like any other.")
	if p.entry.Browsers || (preferences{p.app.Preferences()}).entry("").Browsers {
		t.Error("the switch is not kept")
	}
	v.ticks("Answer phones with a page")
	v.sees("Scan this with a phone")
	p.reachedFrom("192.168.1.40", "192.168.1.23")
	p.guest()
	v.sees("A friend reached you from 192.168.1.40 at 12:00.")
	p.press("Stop hosting")
	v.sees("While you host")
}

func TestAGameThatSpeaksAsBrowsersDoSaysThatPhonesGetNoPage(t *testing.T) {
	p := home(t)
	v := p.invites()
	web := game.Echo()
	web.Name, web.Rule, web.Reply = "Web page", game.RuleReply, "HTTP/1.1 200 OK\r\n\r\n"
	for _, g := range []*game.Game{game.Echo(), web, game.Echo()} {
		p.useGame(g)
		page := !g.SpeaksHTTP()
		if got := v.shows("While you host"); got != page {
			t.Errorf("%s: a page is promised: %v, want %v", g.Name, got, page)
		}
		if got := v.shows("can look like a phone's browser"); got == page {
			t.Errorf("%s: it is said why there is no page: %v", g.Name, got)
		}
	}
	if !web.SpeaksHTTP() {
		t.Error("no game here speaks as browsers do")
	}
}

func TestTheOwnerIsTheirsToChangeAndKept(t *testing.T) {
	p := home(t, func(p *Params) { p.Owner = "Mira" })
	p.invites()
	if p.entry.Owner != "Mira" || p.invite.owner.Text != "Mira" {
		t.Errorf("at first it is %q, and the entry says %q", p.entry.Owner, p.invite.owner.Text)
	}
	p.invite.owner.SetText(" Class 7b ")
	if p.entry.Owner != "Class 7b" {
		t.Errorf("it is %q", p.entry.Owner)
	}
	again := openIn(t, p.app, func(p *Params) { p.Owner = "Mira" })
	if again.entry != (host.AccessPolicy{PerAddress: host.DefaultPerAddress, PerSecond: host.DefaultPerSecond, Browsers: true, Owner: "Class 7b"}) {
		t.Errorf("next time it is %+v", again.entry)
	}
	again.invites()
	again.invite.owner.SetText(" ")
	if third := openIn(t, p.app, func(p *Params) { p.Owner = "Mira" }); third.entry.Owner != "" {
		t.Errorf("taken away, it is %q again", third.entry.Owner)
	}
}
