package ui

import (
	"testing"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
)

func TestTheFocusOnTheStartButtonIsPlainToSee(t *testing.T) {
	for name, variant := range uitest.Variants {
		t.Run(name, func(t *testing.T) {
			h := openIn(t, uitest.NewApp(variant))
			for _, label := range []string{"Start hosting", "Stop hosting"} {
				h.WaitForText(label)
				h.TabTo(label, 0) // the first time it is drawn anew, in this variant
				h.window.Canvas().Unfocus()
				place := h.Where(h.header.start).Visible
				before := h.window.Canvas().Capture()
				h.TabTo(label, 0)
				// A line of one point all around is what that criterion asks for.
				around := int(place.Right - place.Left + place.Bottom - place.Top)
				if n := uitest.ChangedPixels(before, h.window.Canvas().Capture(), place); n < around {
					t.Errorf("with the focus on %q %d points look clearly other, want %d", label, n, around)
				}
				if !h.isHosting() {
					h.PressKey(fyne.KeySpace)
					h.awaitHosting()
				}
			}
		})
	}
}

func TestTabPassesOverListsWithoutRows(t *testing.T) {
	h := open(t)
	c := h.window.Canvas()
	reached := func() bool {
		c.Unfocus()
		for range 40 {
			if c.FocusNext(); c.Focused() == fyne.Focusable(h.messages.List) {
				return true
			}
		}
		return false
	}
	if reached() {
		t.Error("the empty list of messages takes the focus, which nothing shows")
	}
	h.recordMessages("a message")
	h.WaitFor("the row", func() bool { return len(h.rows()) == 1 })
	if !reached() {
		t.Error("the list of messages is not reached by Tab")
	}
}
