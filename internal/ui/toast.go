package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// toastTime is how long passing news stays; with something to undo it stays twice as long.
const toastTime = 3 * time.Second

// toast shows passing news over the bottom of the window: "Copied", "Saved to …". UI goroutine only.
type toast struct {
	layer    *fyne.Container
	text     *widget.Label
	undo     *widget.Button
	shown    int // counts the news, so that an old timer does not hide newer ones
	dispatch func(func())
}

func newToast(dispatch func(func())) *toast {
	t := &toast{text: widget.NewLabel(""), undo: widget.NewButton("", nil), dispatch: dispatch}
	card := newPanel(theme.ColorNameMenuBackground, inset(1, 0, container.NewHBox(t.text, t.undo)))
	card.back.StrokeWidth = 1 // panels below may have the same colour
	t.layer = container.New(bottomLayout{}, card)
	t.layer.Hide()
	return t
}

// show shows a sentence, and a button where r is not nil.
func (t *toast) show(sentence string, r *remedy) {
	t.shown++
	this, stay := t.shown, toastTime
	t.text.SetText(sentence)
	t.undo.Hide()
	if r != nil {
		stay *= 2
		t.undo.SetText(r.label)
		t.undo.OnTapped = func() {
			t.layer.Hide()
			r.do()
		}
		t.undo.Show()
	}
	t.layer.Show()
	t.layer.Refresh()
	time.AfterFunc(stay, func() {
		t.dispatch(func() {
			if t.shown == this {
				t.layer.Hide()
			}
		})
	})
}

// bottomLayout puts its one object at the middle of the bottom, over the status line.
type bottomLayout struct{}

// MinSize implements fyne.Layout.
func (bottomLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (bottomLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	m := objects[0].MinSize()
	objects[0].Resize(m)
	objects[0].Move(fyne.NewPos((s.Width-m.Width)/2, s.Height-m.Height-5*unit))
}
