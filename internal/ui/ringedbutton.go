package ui

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ringedButton is a button that has a ring in the colour of its words while it has the focus: the shade
// that Fyne gives such a button is hardly another than the accent's own.
type ringedButton struct {
	widget.Button
	focused bool
}

func newRingedButton(label string, do func()) *ringedButton {
	b := &ringedButton{}
	b.Text, b.OnTapped = label, do
	b.ExtendBaseWidget(b)
	return b
}

// FocusGained implements fyne.Focusable.
func (b *ringedButton) FocusGained() {
	b.focused = true
	b.Button.FocusGained()
}

// FocusLost implements fyne.Focusable.
func (b *ringedButton) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
}

// CreateRenderer implements fyne.Widget.
func (b *ringedButton) CreateRenderer() fyne.WidgetRenderer {
	inner := b.Button.CreateRenderer()
	r := &ringedRenderer{inner, b, &canvas.Rectangle{FillColor: color.Transparent, CornerRadius: unit / 2, StrokeWidth: 2}, nil}
	r.objects = append(slices.Clone(inner.Objects()), r.ring)
	r.paint()
	return r
}

// ringedRenderer draws the ring over what Fyne draws.
type ringedRenderer struct {
	fyne.WidgetRenderer
	button  *ringedButton
	ring    *canvas.Rectangle
	objects []fyne.CanvasObject
}

// Objects implements fyne.WidgetRenderer.
func (r *ringedRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Layout implements fyne.WidgetRenderer.
func (r *ringedRenderer) Layout(s fyne.Size) {
	const edge = 3 // of the button's own colour, around the ring
	r.WidgetRenderer.Layout(s)
	r.ring.Move(fyne.NewPos(edge, edge))
	r.ring.Resize(s.SubtractWidthHeight(2*edge, 2*edge))
}

// Refresh implements fyne.WidgetRenderer.
func (r *ringedRenderer) Refresh() {
	r.paint()
	r.WidgetRenderer.Refresh()
}

func (r *ringedRenderer) paint() {
	ink := theme.ColorNameForeground
	switch r.button.Importance {
	case widget.HighImportance:
		ink = theme.ColorNameForegroundOnPrimary
	case widget.DangerImportance:
		ink = theme.ColorNameForegroundOnError
	}
	r.ring.StrokeColor = color.Transparent
	if r.button.focused {
		r.ring.StrokeColor = colorFor(r.button, ink)
	}
	r.ring.Refresh()
}
