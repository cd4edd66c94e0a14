package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// FormEntry is an entry with suggestions in a scrolled form: it scrolls into view when it gets the focus. It
// commits at Enter, when it loses the focus or when a suggestion is chosen, and not while the person types:
// the 5 on the way to 50 would apply a limit of 5.
type FormEntry struct {
	widget.SelectEntry
	reveal             func(fyne.CanvasObject)
	OnTyping, OnCommit func()
	typing             bool // the entry has the focus
}

// NewFormEntry makes an entry with a text. The suggestions end with NoLimit. Set OnTyping and OnCommit before
// it is shown.
func NewFormEntry(reveal func(fyne.CanvasObject), text string, choices ...string) *FormEntry {
	e := &FormEntry{reveal: reveal}
	e.Text = text
	e.Wrapping = fyne.TextWrapOff
	e.ExtendBaseWidget(e)
	e.SetOptions(append(choices, NoLimit()))
	e.OnChanged = func(string) {
		if e.typing {
			e.OnTyping()
		} else {
			e.OnCommit()
		}
	}
	e.OnSubmitted = func(string) { e.OnCommit() }
	return e
}

// FocusGained implements fyne.Focusable.
func (e *FormEntry) FocusGained() {
	e.typing = true
	e.SelectEntry.FocusGained()
	e.reveal(e)
}

// FocusLost implements fyne.Focusable.
func (e *FormEntry) FocusLost() {
	e.typing = false
	e.SelectEntry.FocusLost()
	e.OnCommit()
}
