package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// OpenSheet opens a modal sheet over a window with the focus on its first button, and returns a function that
// closes it.
func OpenSheet(canvas fyne.Canvas, content fyne.CanvasObject, first *SheetButton) (leave func()) {
	popUp := widget.NewModalPopUp(content, canvas)
	canvas.SetOnTypedKey(first.TypedKey) // a click beside the buttons takes their focus
	popUp.Show()
	canvas.Focus(first)
	return func() {
		canvas.SetOnTypedKey(nil)
		popUp.Hide()
	}
}

// SheetButton is a button of a sheet. Enter presses it as Space does, and Escape leaves the sheet.
type SheetButton struct {
	Button
	escape func()
}

// NewSheetButton makes a button that calls do when it is pressed and escape at the Escape key.
func NewSheetButton(label string, do, escape func()) *SheetButton {
	b := &SheetButton{escape: escape}
	b.Text, b.OnTapped = label, do
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey implements fyne.Focusable.
func (b *SheetButton) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.OnTapped()
	case fyne.KeyEscape:
		b.escape()
	}
}
