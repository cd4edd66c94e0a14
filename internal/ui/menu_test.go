package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"porchlight/internal/diagnose"
	"porchlight/internal/lan"
	"porchlight/internal/ui/help"
)

// more is what the menu leads to, by its items from the top down.
var more = []struct {
	item  string
	opens func(*person) bool
}{
	{"Try it yourself", func(p *person) bool { return p.practices != nil }},
	{"Who may come in…", func(p *person) bool { return p.accessWindow != nil }},
	{"A friend can't connect?", func(p *person) bool { return p.showsHelp(help.TimesOut) }},
	{"Friends elsewhere", func(p *person) bool { return p.showsHelp(help.Elsewhere) }},
	{"About Porchlight", func(p *person) bool { return p.about != nil }},
}

// showsHelp reports whether the help window is open with a page.
func (p *person) showsHelp(page help.PageID) bool {
	return p.help != nil && p.help.Page() == page
}

func TestEveryItemOfTheMenuLeadsWhereItSays(t *testing.T) {
	for i, m := range more {
		p := open(t)
		p.Click("More")
		p.Click(m.item)
		if !m.opens(p) || p.window.Canvas().Overlays().Top() != nil {
			t.Errorf("by mouse, %q does not lead there", m.item)
		}

		p = open(t)
		p.TabTo("More", 0)
		p.PressKey(fyne.KeySpace)
		for range i + 1 {
			p.PressKey(fyne.KeyDown)
		}
		p.PressKey(fyne.KeyReturn)
		if !m.opens(p) || p.window.Canvas().Overlays().Top() != nil {
			t.Errorf("by keyboard, %q does not lead there", m.item)
		}
	}
}

func TestEscapeClosesTheMenu(t *testing.T) {
	p := open(t)
	p.Click("More")
	p.PressKey(fyne.KeyEscape)
	if p.window.Canvas().Overlays().Top() != nil {
		t.Error("the menu stays")
	}
}

func TestTheEvidenceIsWhatIs(t *testing.T) {
	p := open(t, everywhere, port(5555), limit(3))
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23"))
	p.WaitForText("10.0.0.7:5555")
	e := p.session.Evidence()
	if e.Hosting || e.Reachability != diagnose.Off || e.Addr.String() != "10.0.0.7:5555" || e.Players != 0 || e.Attempts != 0 || e.Game != p.snapshot().Plan.Game || e.SharedPort {
		t.Errorf("before the start it is %+v", e)
	}
	if !slices.Equal(e.LocalAddrs, []lan.Address{cable("10.0.0.7"), wifi("192.168.1.23")}) {
		t.Errorf("the addresses are %v", e.LocalAddrs)
	}
	p.TypeInto(p.header.port, "0")
	if e := p.session.Evidence(); e.Addr.Port() != 0 {
		t.Errorf("before there is a port the address is %v", e.Addr)
	}
	p.hosts()
	p.guest().echoes("hello")
	p.guest()
	p.catchUp()
	p.WaitForText("Checked:")
	e = p.session.Evidence()
	if !e.Hosting || e.Reachability != diagnose.Tested || e.Since != p.Host.Since() || e.Addr.Port() != p.Host.Addr().Port() || e.Limit != 3 {
		t.Errorf("while hosting it is %+v", e)
	}
	p.WaitFor("the messages", func() bool { return p.session.Evidence().Silent == 1 })
	if e := p.session.Evidence(); e.Players != 2 || e.Attempts != 0 || e.LastRejected != 0 {
		t.Errorf("with two players of this computer it is %+v", e)
	}
}
