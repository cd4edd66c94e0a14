package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// openSheet lays a sheet over the window, whose first button has the focus, and returns what takes it away.
func openSheet(canvas fyne.Canvas, content fyne.CanvasObject, first *sheetButton) (leave func()) {
	popUp := widget.NewModalPopUp(content, canvas)
	canvas.SetOnTypedKey(first.TypedKey) // where a click beside the buttons took their focus
	popUp.Show()
	canvas.Focus(first)
	return func() {
		canvas.SetOnTypedKey(nil)
		popUp.Hide()
	}
}

// sheetButton is a button of a sheet over the window, which Enter presses too. Escape leaves the sheet.
type sheetButton struct {
	ringedButton
	escape func()
}

func newSheetButton(label string, do, escape func()) *sheetButton {
	b := &sheetButton{escape: escape}
	b.Text, b.OnTapped = label, do
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey implements fyne.Focusable.
func (b *sheetButton) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.OnTapped()
	case fyne.KeyEscape:
		b.escape()
	}
}
