package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Unit is the grid of the window's spacing, in Fyne's pixels.
const Unit float32 = 8

// Sizes of rows of messages and of the texts in them, in Fyne's pixels.
const (
	RowHeight float32 = 24
	MonoSize  float32 = 13
	TimeSize  float32 = 12
)

// Renderer is the fyne.WidgetRenderer of Porchlight's drawn widgets: fixed parts, positioned by Place and
// coloured by Paint.
type Renderer struct {
	Parts []fyne.CanvasObject
	Min   func() fyne.Size
	Place func(fyne.Size)
	Paint func() // sets colours and texts from the widget's state
}

// MinSize implements fyne.WidgetRenderer.
func (d *Renderer) MinSize() fyne.Size { return d.Min() }

// Layout implements fyne.WidgetRenderer.
func (d *Renderer) Layout(s fyne.Size) { d.Place(s) }

// Objects implements fyne.WidgetRenderer.
func (d *Renderer) Objects() []fyne.CanvasObject { return d.Parts }

// Destroy implements fyne.WidgetRenderer.
func (d *Renderer) Destroy() {}

// Refresh implements fyne.WidgetRenderer.
func (d *Renderer) Refresh() {
	d.Paint()
	for _, o := range d.Parts {
		o.Refresh()
	}
}

// SetText changes a text if it differs, since every change makes a texture.
func SetText(t *canvas.Text, s string) {
	if t.Text != s {
		t.Text = s
		t.Refresh()
	}
}

// SetColor changes the colour of a text if it differs.
func SetColor(t *canvas.Text, c color.Color) {
	if t.Color != c {
		t.Color = c
		t.Refresh()
	}
}

// NewMonoText makes an empty line of monospaced text.
func NewMonoText(size float32) *canvas.Text {
	t := canvas.NewText("", color.Transparent)
	t.TextSize = size
	t.TextStyle.Monospace = true
	return t
}
