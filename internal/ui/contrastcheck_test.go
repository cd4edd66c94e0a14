package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// checkContrast reckons what lies below each text in sight, and the contrast to that.
func checkContrast(t *testing.T, h *harness, variant fyne.ThemeVariant) {
	t.Helper()
	base := fyne.CurrentApp().Settings().Theme().Color(theme.ColorNameBackground, variant)
	things := h.things()
	for i, thing := range things {
		text, ok := thing.object.(*canvas.Text)
		if !ok || text.Text == "" || thing.seen.empty() {
			continue
		}
		below := base
		for _, other := range things[:i] {
			if r, ok := other.object.(*canvas.Rectangle); ok && r.FillColor != nil && other.seen.holds(thing.seen.middle()) {
				below = over(r.FillColor, below)
			}
		}
		if got := contrast(over(text.Color, below), below); got < readable {
			t.Errorf("%q is drawn %v on %v: a contrast of %.2f", text.Text, text.Color, below, got)
		}
	}
}
