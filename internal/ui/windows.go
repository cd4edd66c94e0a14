package ui

import "fyne.io/fyne/v2"

// closeByEscape has a window close by the Escape key too, where nothing in it has the focus.
func closeByEscape(w fyne.Window) {
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			w.Hide()
		}
	})
}

func show(o fyne.CanvasObject, visible bool) {
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}

func enable(w fyne.Disableable, yes bool) {
	if yes {
		w.Enable()
	} else {
		w.Disable()
	}
}
