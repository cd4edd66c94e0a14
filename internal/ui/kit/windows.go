package kit

import "fyne.io/fyne/v2"

// CloseOnEscape hides a window at the Escape key while no widget of it has the focus.
func CloseOnEscape(w fyne.Window) {
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			w.Hide()
		}
	})
}

// SetVisible shows an object, or hides it as Hide does.
func SetVisible(o fyne.CanvasObject, visible bool) {
	if visible {
		o.Show()
	} else {
		Hide(o)
	}
}

// SetEnabled enables or disables a widget.
func SetEnabled(w fyne.Disableable, yes bool) {
	if yes {
		w.Enable()
	} else {
		w.Disable()
	}
}
