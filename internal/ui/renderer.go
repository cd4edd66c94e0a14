package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// unit is the one spacing of the window, in Fyne's pixels.
const unit float32 = 8

// Sizes of rows of messages and of the texts in them, in Fyne's pixels.
const (
	rowHeight float32 = 24
	monoSize  float32 = 13
	timeSize  float32 = 12
)

// drawing is the renderer of our drawn widgets: fixed objects, placed by layout and coloured by paint.
type drawing struct {
	objects []fyne.CanvasObject
	minimum func() fyne.Size
	layout  func(fyne.Size)
	paint   func() // sets colours and texts from the widget's state
}

// MinSize implements fyne.WidgetRenderer.
func (d *drawing) MinSize() fyne.Size { return d.minimum() }

// Layout implements fyne.WidgetRenderer.
func (d *drawing) Layout(s fyne.Size) { d.layout(s) }

// Objects implements fyne.WidgetRenderer.
func (d *drawing) Objects() []fyne.CanvasObject { return d.objects }

// Destroy implements fyne.WidgetRenderer.
func (d *drawing) Destroy() {}

// Refresh implements fyne.WidgetRenderer.
func (d *drawing) Refresh() {
	d.paint()
	for _, o := range d.objects {
		o.Refresh()
	}
}

// setText changes a text only if it is another, since a change makes a new texture.
func setText(t *canvas.Text, s string) {
	if t.Text != s {
		t.Text = s
		t.Refresh()
	}
}

// setColor changes a text's colour only if it is another.
func setColor(t *canvas.Text, c color.Color) {
	if t.Color != c {
		t.Color = c
		t.Refresh()
	}
}

// newMono makes a line of monospaced text.
func newMono(size float32) *canvas.Text {
	t := canvas.NewText("", color.Transparent)
	t.TextSize = size
	t.TextStyle.Monospace = true
	return t
}
