package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// scrolledEntry is an entry with choices, in a scroller, that comes into sight when it gets the focus.
// What is typed holds at Enter or when the focus goes: the 5 on the way to 50 would send players out.
type scrolledEntry struct {
	widget.SelectEntry
	reveal            func(fyne.CanvasObject)
	onTyping, onTyped func()
	typing            bool // it has the focus
}

// newScrolledEntry makes one with a text. No limit is the last of the choices.
func newScrolledEntry(reveal func(fyne.CanvasObject), text string, choices ...string) *scrolledEntry {
	e := &scrolledEntry{reveal: reveal}
	e.Text = text
	e.Wrapping = fyne.TextWrapOff
	e.ExtendBaseWidget(e)
	e.SetOptions(append(choices, noLimit()))
	e.OnChanged = func(string) {
		if e.typing {
			e.onTyping()
		} else {
			e.onTyped()
		}
	}
	e.OnSubmitted = func(string) { e.onTyped() }
	return e
}

// FocusGained implements fyne.Focusable.
func (e *scrolledEntry) FocusGained() {
	e.typing = true
	e.SelectEntry.FocusGained()
	e.reveal(e)
}

// FocusLost implements fyne.Focusable.
func (e *scrolledEntry) FocusLost() {
	e.typing = false
	e.SelectEntry.FocusLost()
	e.onTyped()
}
