package ui

import "porchlight/internal/ui/about"

// openAbout brings the window About to the front.
func (w *Window) openAbout() {
	if w.about == nil {
		w.about = about.New(w.App, w.About)
	}
	w.about.Show()
}
