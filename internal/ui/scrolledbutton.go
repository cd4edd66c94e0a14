package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// scrolledButton is a button in a scroller that comes into sight when it gets the focus.
type scrolledButton struct {
	widget.Button
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
	b.Button.FocusGained()
	b.reveal(b)
}
