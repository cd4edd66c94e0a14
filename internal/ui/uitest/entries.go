package uitest

import (
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// EntryBelow returns the first entry below a label, even if both are scrolled out of view. It fails the test if
// there is none.
func (h *Harness) EntryBelow(label string) *widget.Entry {
	h.T.Helper()
	isBelow := false
	for _, o := range h.Objects() {
		switch o := o.Canvas.(type) {
		case *canvas.Text:
			isBelow = isBelow || o.Text == label
		case *widget.Entry:
			if isBelow {
				return o
			}
		case *widget.SelectEntry:
			if isBelow {
				return &o.Entry
			}
		}
	}
	h.T.Fatalf("no entry stands below %q", label)
	return nil
}
