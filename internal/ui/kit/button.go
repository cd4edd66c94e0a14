package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Button is a button with a focus ring in the colour of its label: Fyne's shade for a focused button of high
// importance hardly differs from the accent colour.
type Button struct {
	widget.Button
	// LabelIsMeaning makes SetText give the button another meaning, as SetAction does. Set it before the button is shown.
	LabelIsMeaning bool

	focused bool
	guard   ClickGuard // against clicks that were meant for the meaning before
}

// NewButton makes a button that calls do on a tap, Space or Enter.
func NewButton(label string, do func()) *Button {
	b := &Button{}
	b.Text, b.OnTapped = label, do
	b.ExtendBaseWidget(b)
	return b
}

// SetAction gives the button another meaning, with another label. It cannot be pressed for ClickDelay, so that the
// second click of a pair does not do what the first was not meant for.
func (b *Button) SetAction(label string, do func()) {
	b.OnTapped = do
	b.guard.Changed()
	b.SetText(label)
}

// SetText changes the label.
func (b *Button) SetText(label string) {
	if b.LabelIsMeaning && b.Text != label {
		b.guard.Changed()
	}
	b.Button.SetText(label)
}

// Tapped implements fyne.Tappable.
func (b *Button) Tapped(e *fyne.PointEvent) {
	if b.guard.IsSettled() {
		b.Button.Tapped(e)
	}
}

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	if b.guard.IsSettled() {
		b.Button.TypedKey(e)
	}
}

// FocusGained implements fyne.Focusable.
func (b *Button) FocusGained() {
	b.focused = true
	b.Button.FocusGained()
}

// FocusLost implements fyne.Focusable.
func (b *Button) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	inner := b.Button.CreateRenderer()
	r := &buttonRenderer{inner, b, &canvas.Rectangle{FillColor: color.Transparent, CornerRadius: Unit / 2, StrokeWidth: 2}, nil}
	r.objects = append(slices.Clone(inner.Objects()), r.ring)
	r.paint()
	return r
}

// buttonRenderer draws the ring over Fyne's button.
type buttonRenderer struct {
	fyne.WidgetRenderer
	button  *Button
	ring    *canvas.Rectangle
	objects []fyne.CanvasObject
}

// Objects implements fyne.WidgetRenderer.
func (r *buttonRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Layout implements fyne.WidgetRenderer.
func (r *buttonRenderer) Layout(s fyne.Size) {
	const edge = 3 // distance of the ring from the button's edge
	r.WidgetRenderer.Layout(s)
	r.ring.Move(fyne.NewPos(edge, edge))
	r.ring.Resize(s.SubtractWidthHeight(2*edge, 2*edge))
}

// Refresh implements fyne.WidgetRenderer.
func (r *buttonRenderer) Refresh() {
	r.paint()
	r.WidgetRenderer.Refresh()
}

func (r *buttonRenderer) paint() {
	ink := theme.ColorNameForeground
	switch r.button.Importance {
	case widget.HighImportance:
		ink = theme.ColorNameForegroundOnPrimary
	case widget.DangerImportance:
		ink = theme.ColorNameForegroundOnError
	}
	r.ring.StrokeColor = color.Transparent
	if r.button.focused {
		r.ring.StrokeColor = ThemeColor(r.button, ink)
	}
	r.ring.Refresh()
}
