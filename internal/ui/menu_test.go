package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"porchlight/internal/diagnose"
	"porchlight/internal/lan"
	"porchlight/internal/ui/about"
	"porchlight/internal/ui/help"
)

// menuItems are the items of the menu More, from the top down, with a check that each has opened its window.
var menuItems = []struct {
	item  string
	opens func(*windowHarness) bool
}{
	{"Try it yourself", func(h *windowHarness) bool { return h.practices != nil }},
	{"Who may come in…", func(h *windowHarness) bool { return h.accessWindow != nil }},
	{"A friend can't connect?", func(h *windowHarness) bool { return h.showsHelp(help.TimesOut) }},
	{"Friends elsewhere", func(h *windowHarness) bool { return h.showsHelp(help.Elsewhere) }},
	{"About Porchlight", func(h *windowHarness) bool { return h.about != nil }},
}

// showsHelp reports whether the help window is open with a page.
func (h *windowHarness) showsHelp(page help.PageID) bool {
	return h.help != nil && h.help.Page() == page
}

func TestEveryItemOfTheMenuOpensItsWindow(t *testing.T) {
	for i, m := range menuItems {
		h := open(t)
		h.Click("More")
		h.Click(m.item)
		if !m.opens(h) || h.window.Canvas().Overlays().Top() != nil {
			t.Errorf("by mouse, %q does not open its window", m.item)
		}

		h = open(t)
		h.TabTo("More", 0)
		h.PressKey(fyne.KeySpace)
		for range i + 1 {
			h.PressKey(fyne.KeyDown)
		}
		h.PressKey(fyne.KeyReturn)
		if !m.opens(h) || h.window.Canvas().Overlays().Top() != nil {
			t.Errorf("by keyboard, %q does not open its window", m.item)
		}
	}
}

func TestEscapeClosesTheMenu(t *testing.T) {
	h := open(t)
	h.Click("More")
	h.PressKey(fyne.KeyEscape)
	if h.window.Canvas().Overlays().Top() != nil {
		t.Error("the menu stays")
	}
}

func TestTheEvidenceMatchesTheState(t *testing.T) {
	h := open(t, onAllAddresses, withPort(5555), withLimit(3))
	h.network.set(cable("10.0.0.7"), wifi("192.168.1.23"))
	h.WaitForText("10.0.0.7:5555")
	e := h.session.Evidence()
	if e.Hosting || e.Reachability != diagnose.Off || e.Addr.String() != "10.0.0.7:5555" || e.Players != 0 || e.Attempts != 0 || e.Game != h.snapshot().Plan.Game || e.SharedPort {
		t.Errorf("before the start it is %+v", e)
	}
	if !slices.Equal(e.LocalAddrs, []lan.Address{cable("10.0.0.7"), wifi("192.168.1.23")}) {
		t.Errorf("the addresses are %v", e.LocalAddrs)
	}
	h.TypeInto(h.header.port, "0")
	if e := h.session.Evidence(); e.Addr.Port() != 0 {
		t.Errorf("before there is a port the address is %v", e.Addr)
	}
	h.startHosting()
	h.connect().Echo("hello")
	h.connect()
	h.catchUp()
	h.WaitForText("Checked:")
	e = h.session.Evidence()
	if !e.Hosting || e.Reachability != diagnose.Tested || e.Since != h.Host.Since() || e.Addr.Port() != h.Host.Addr().Port() || e.Limit != 3 {
		t.Errorf("while hosting it is %+v", e)
	}
	h.WaitFor("the messages", func() bool { return h.session.Evidence().Silent == 1 })
	if e := h.session.Evidence(); e.Players != 2 || e.Attempts != 0 || e.LastRejected != 0 {
		t.Errorf("with two players of this computer it is %+v", e)
	}
}

func TestAboutShowsTheBuildOfTheParams(t *testing.T) {
	h := open(t, func(s *setup) { s.About = about.Build{Version: "0.1.0", Folder: "/home/ada/p"} })
	h.Click("More")
	h.Click("About Porchlight")
	a := h.ForTitle("About Porchlight")
	a.WaitForText("Version 0.1.0")
	a.WaitForText("Your settings and games are kept in /home/ada/p")
}
