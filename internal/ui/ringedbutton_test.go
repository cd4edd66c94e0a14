package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestTheFocusOnTheStartButtonIsPlainToSee(t *testing.T) {
	for name, variant := range variants {
		t.Run(name, func(t *testing.T) {
			p := openIn(t, newApp(variant))
			for _, label := range []string{"Start hosting", "Stop hosting"} {
				p.sees(label)
				p.tabsTo(label, 0) // the first time it is drawn anew, in this variant
				p.window.Canvas().Unfocus()
				place := p.where(p.header.start).seen
				before := p.window.Canvas().Capture()
				p.tabsTo(label, 0)
				// A line of one point all around is what that criterion asks for.
				around := int(place.right - place.left + place.bottom - place.top)
				if n := changed(before, p.window.Canvas().Capture(), place); n < around {
					t.Errorf("with the focus on %q %d points look clearly other, want %d", label, n, around)
				}
				if !p.on() {
					p.key(fyne.KeySpace)
					p.awaitHosting()
				}
			}
		})
	}
}

func TestTabPassesOverListsWithoutRows(t *testing.T) {
	p := open(t)
	c := p.window.Canvas()
	reached := func() bool {
		c.Unfocus()
		for range 40 {
			if c.FocusNext(); c.Focused() == fyne.Focusable(p.messages.list) {
				return true
			}
		}
		return false
	}
	if reached() {
		t.Error("the empty list of messages takes the focus, which nothing shows")
	}
	p.logs("a message")
	p.await("the row", func() bool { return len(p.rows()) == 1 })
	if !reached() {
		t.Error("the list of messages is not reached by Tab")
	}
}
