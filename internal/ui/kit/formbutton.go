package kit

import "fyne.io/fyne/v2"

// FormButton is a Button in a scrolled form: it scrolls into view when it gets the focus.
type FormButton struct {
	Button
	reveal func(fyne.CanvasObject)
}

// NewFormButton makes a button that calls reveal with itself when it gets the focus, and do when it is
// pressed.
func NewFormButton(label string, reveal func(fyne.CanvasObject), do func()) *FormButton {
	b := &FormButton{reveal: reveal}
	b.Text, b.OnTapped = label, do
	b.ExtendBaseWidget(b)
	return b
}

// FocusGained implements fyne.Focusable.
func (b *FormButton) FocusGained() {
	b.Button.FocusGained()
	b.reveal(b)
}
