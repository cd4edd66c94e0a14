package uitest

import "fyne.io/fyne/v2"

// CheckFits checks in several sizes that a help page does not grow the window and that nothing on it is cut off at the
// sides.
func (h *Harness) CheckFits() {
	h.T.Helper()
	for _, size := range []fyne.Size{fyne.NewSize(400, 300), PageSize, fyne.NewSize(900, 700)} {
		h.Window.Resize(size)
		all := h.Objects()
		if got := h.Window.Canvas().Size(); got != size {
			h.T.Errorf("the page grows from %v to %v", size, got)
		}
		for _, t := range all {
			if t.Bounds.Left < 0 || t.Bounds.Right > size.Width+0.5 {
				h.T.Errorf("in %v, a %T extends from %v to %v", size, t.Canvas, t.Bounds.Left, t.Bounds.Right)
			}
		}
	}
	h.Window.Resize(PageSize)
}

// PageSize is the usual size of a help page.
var PageSize = fyne.NewSize(480, 420)
