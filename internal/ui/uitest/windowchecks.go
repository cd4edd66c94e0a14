package uitest

import (
	"testing"

	"fyne.io/fyne/v2"
)

// windowSizes are the sizes in which CheckWindow checks a window.
var windowSizes = []fyne.Size{fyne.NewSize(535, 400), fyne.NewSize(640, 420), fyne.NewSize(1280, 800)}

// CheckWindow checks in several sizes, light and dark, that a window does not grow, that nothing in it is cut off or
// covered, and that its texts have enough contrast.
func CheckWindow(t *testing.T, h *Harness) {
	t.Helper()
	for _, variant := range Variants {
		h.App.SetVariant(variant)
		for _, size := range windowSizes {
			h.Window.Resize(size)
			s := ScreenOf(t, h)
			if got := h.Window.Canvas().Size(); got != size {
				t.Errorf("the window grew from %v to %v", size, got)
			}
			s.CheckInside()
			s.CheckTexts()
			s.CheckApart(h.Window.Content())
			CheckContrast(t, h, variant)
		}
	}
}

// CheckTabReaches checks that Tab reaches every enabled control of a window.
func CheckTabReaches(t testing.TB, h *Harness) {
	t.Helper()
	reached := map[fyne.Focusable]bool{}
	for range 200 {
		h.Window.Canvas().FocusNext()
		reached[h.Window.Canvas().Focused()] = true
	}
	for _, o := range h.Objects() {
		f, ok := o.Canvas.(fyne.Focusable)
		if d, can := f.(fyne.Disableable); can && d.Disabled() {
			continue
		}
		if ok && !reached[f] {
			t.Errorf("Tab does not reach a %T %q", f, LabelOf(f))
		}
	}
}

// CheckEscapeHides checks that Escape hides a window of an App and that another key does not.
func CheckEscapeHides(t testing.TB, h *Harness) {
	t.Helper()
	w, ok := h.Window.(*Window)
	if !ok {
		t.Fatalf("a %T does not record whether it is hidden", h.Window)
	}
	h.PressWindowKey(fyne.KeyA)
	if w.Hidden {
		t.Error("another key hides the window")
	}
	h.PressWindowKey(fyne.KeyEscape)
	if !w.Hidden {
		t.Error("Escape does not hide the window")
	}
}
