package uitest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// CheckContrast checks the contrast of each visible text to its background.
func CheckContrast(t *testing.T, h *Harness, variant fyne.ThemeVariant) {
	t.Helper()
	base := fyne.CurrentApp().Settings().Theme().Color(theme.ColorNameBackground, variant)
	objects := h.Objects()
	for i, o := range objects {
		text, ok := o.Canvas.(*canvas.Text)
		if !ok || text.Text == "" || o.Visible.IsEmpty() {
			continue
		}
		below := base
		for _, other := range objects[:i] {
			if r, ok := other.Canvas.(*canvas.Rectangle); ok && r.FillColor != nil && other.Visible.Contains(o.Visible.Centre()) {
				below = Blend(r.FillColor, below)
			}
		}
		if got := Contrast(Blend(text.Color, below), below); got < MinContrast {
			t.Errorf("%q is drawn %v on %v: a contrast of %.2f", text.Text, text.Color, below, got)
		}
	}
}
