package ui

import (
	"testing"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
)

func TestTheFocusOnTheStartButtonIsPlainToSee(t *testing.T) {
	for name, variant := range uitest.Variants {
		t.Run(name, func(t *testing.T) {
			p := openIn(t, uitest.NewApp(variant))
			for _, label := range []string{"Start hosting", "Stop hosting"} {
				p.WaitForText(label)
				p.TabTo(label, 0) // the first time it is drawn anew, in this variant
				p.window.Canvas().Unfocus()
				place := p.Where(p.header.start).Visible
				before := p.window.Canvas().Capture()
				p.TabTo(label, 0)
				// A line of one point all around is what that criterion asks for.
				around := int(place.Right - place.Left + place.Bottom - place.Top)
				if n := uitest.ChangedPixels(before, p.window.Canvas().Capture(), place); n < around {
					t.Errorf("with the focus on %q %d points look clearly other, want %d", label, n, around)
				}
				if !p.on() {
					p.PressKey(fyne.KeySpace)
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
			if c.FocusNext(); c.Focused() == fyne.Focusable(p.messages.List) {
				return true
			}
		}
		return false
	}
	if reached() {
		t.Error("the empty list of messages takes the focus, which nothing shows")
	}
	p.logs("a message")
	p.WaitFor("the row", func() bool { return len(p.rows()) == 1 })
	if !reached() {
		t.Error("the list of messages is not reached by Tab")
	}
}
