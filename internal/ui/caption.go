package ui

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// caption is a line of small dim text, as stands over a field.
type caption struct {
	widget.BaseWidget
	text  *canvas.Text
	color fyne.ThemeColorName
	whole string // what there is to say
	cut   bool   // to the width there is, instead of taking the width that it needs
}

func newCaption(s string) *caption {
	c := &caption{text: canvas.NewText(s, color.Transparent), color: colorDim, whole: s}
	c.text.TextSize = 12
	c.ExtendBaseWidget(c)
	return c
}

// newCutCaption makes a caption whose end is cut off where there is no room for it.
func newCutCaption() *caption {
	c := newCaption("")
	c.cut = true
	return c
}

func (c *caption) set(s string, name fyne.ThemeColorName) {
	if c.whole != s || c.color != name {
		c.whole, c.color = s, name
		c.fit(c.Size())
		c.Refresh()
	}
}

// fit shows as much as there is room for.
func (c *caption) fit(size fyne.Size) {
	shown := c.whole
	wide := func(s string) bool {
		return fyne.MeasureText(s, c.text.TextSize, c.text.TextStyle).Width > size.Width
	}
	if c.cut && wide(shown) {
		runes := []rune(shown)
		n := sort.Search(len(runes), func(n int) bool { return wide(string(runes[:n+1]) + "…") })
		shown = string(runes[:n]) + "…"
	}
	setText(c.text, shown)
	c.text.Resize(size)
}

// CreateRenderer implements fyne.Widget.
func (c *caption) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{
		objects: []fyne.CanvasObject{c.text},
		minimum: func() fyne.Size {
			s := c.text.MinSize()
			if c.cut {
				s.Width = 0
			}
			return s
		},
		layout: c.fit,
		paint:  func() { c.text.Color = colorFor(c, c.color) },
	}
	d.paint()
	return d
}
