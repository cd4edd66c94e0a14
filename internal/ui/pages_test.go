package ui

import "fyne.io/fyne/v2"

// checkFits checks that a page keeps to the size that it has, and that nothing in it is cut off at the
// sides.
func (h *harness) checkFits() {
	h.t.Helper()
	for _, size := range []fyne.Size{fyne.NewSize(400, 300), pageSize, fyne.NewSize(900, 700)} {
		h.win.Resize(size)
		all := h.things()
		if got := h.win.Canvas().Size(); got != size {
			h.t.Errorf("the page grows from %v to %v", size, got)
		}
		for _, t := range all {
			if t.whole.left < 0 || t.whole.right > size.Width+0.5 {
				h.t.Errorf("in %v, a %T reaches from %v to %v", size, t.object, t.whole.left, t.whole.right)
			}
		}
	}
	h.win.Resize(pageSize)
}

// pageSize is what a help page has to do with.
var pageSize = fyne.NewSize(480, 420)
