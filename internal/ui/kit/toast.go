package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// toastTime is how long a toast stays. A toast with an action stays twice as long.
const toastTime = 3 * time.Second

// Toast shows a passing message over the bottom of a window: "Copied", "Saved to …". UI goroutine only.
type Toast struct {
	Layer    *fyne.Container // hidden while there is no message
	text     *widget.Label
	button   *Button
	shown    int // counts the messages, so that the timer of an old one does not hide a newer one
	dispatch func(func())
}

// NewToast makes a hidden toast. Add its Layer above the window's content. dispatch runs a function on the UI
// goroutine.
func NewToast(dispatch func(func())) *Toast {
	t := &Toast{text: widget.NewLabel(""), button: NewButton("", nil), dispatch: dispatch}
	card := NewPanel(theme.ColorNameMenuBackground, Inset(1, 0, container.NewHBox(t.text, t.button)))
	card.back.StrokeWidth = 1 // panels below may have the same colour
	t.Layer = container.New(bottomLayout{}, card)
	t.Layer.Hide()
	return t
}

// Show shows a sentence in place of the one before, with a button unless a is nil.
func (t *Toast) Show(sentence string, a *Action) {
	t.shown++
	this, stay := t.shown, toastTime
	t.text.SetText(sentence)
	Hide(t.button)
	if a != nil {
		stay *= 2
		t.button.SetAction(a.Label, func() {
			Hide(t.Layer)
			a.Do()
		})
		t.button.Show()
	}
	t.Layer.Show()
	t.Layer.Refresh()
	time.AfterFunc(stay, func() {
		t.dispatch(func() {
			if t.shown == this {
				Hide(t.Layer)
			}
		})
	})
}

// bottomLayout puts its one object at the middle of the bottom, above the status line.
type bottomLayout struct{}

// MinSize implements fyne.Layout.
func (bottomLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (bottomLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	m := objects[0].MinSize()
	objects[0].Resize(m)
	objects[0].Move(fyne.NewPos((s.Width-m.Width)/2, s.Height-m.Height-5*Unit))
}
