package ui

import "fyne.io/fyne/v2"

// scrolledButton is a button in a scroller that comes into sight when it gets the focus.
type scrolledButton struct {
	ringedButton
	reveal func(fyne.CanvasObject)
}

func newScrolledButton(label string, reveal func(fyne.CanvasObject), do func()) *scrolledButton {
	b := &scrolledButton{reveal: reveal}
	b.Text, b.OnTapped = label, do
	b.ExtendBaseWidget(b)
	return b
}

// FocusGained implements fyne.Focusable.
func (b *scrolledButton) FocusGained() {
	b.ringedButton.FocusGained()
	b.reveal(b)
}
