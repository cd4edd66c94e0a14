package kit

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Caption is a line of small, dim text, as above a field.
type Caption struct {
	widget.BaseWidget
	text      *canvas.Text
	color     fyne.ThemeColorName
	full      string // the text before it is truncated
	truncated bool   // to the width that it is given, instead of needing the width of its text
}

// NewCaption makes a caption that is as wide as its text.
func NewCaption(s string) *Caption {
	c := &Caption{text: canvas.NewText(s, color.Transparent), color: ColorDim, full: s}
	c.text.TextSize = 12
	c.ExtendBaseWidget(c)
	return c
}

// NewTruncatedCaption makes an empty caption that needs no width and ends with an ellipsis where it is too
// long.
func NewTruncatedCaption() *Caption {
	c := NewCaption("")
	c.truncated = true
	return c
}

// Set changes the text and its theme colour.
func (c *Caption) Set(s string, name fyne.ThemeColorName) {
	if c.full != s || c.color != name {
		c.full, c.color = s, name
		c.fit(c.Size())
		c.Refresh()
	}
}

// fit shows as much of the text as fits.
func (c *Caption) fit(size fyne.Size) {
	shown := c.full
	wide := func(s string) bool {
		return fyne.MeasureText(s, c.text.TextSize, c.text.TextStyle).Width > size.Width
	}
	if c.truncated && wide(shown) {
		runes := []rune(shown)
		n := sort.Search(len(runes), func(n int) bool { return wide(string(runes[:n+1]) + "…") })
		shown = string(runes[:n]) + "…"
	}
	SetText(c.text, shown)
	c.text.Resize(size)
}

// CreateRenderer implements fyne.Widget.
func (c *Caption) CreateRenderer() fyne.WidgetRenderer {
	d := &Renderer{
		Parts: []fyne.CanvasObject{c.text},
		Min: func() fyne.Size {
			s := c.text.MinSize()
			if c.truncated {
				s.Width = 0
			}
			return s
		},
		Place: c.fit,
		Paint: func() { c.text.Color = ThemeColor(c, c.color) },
	}
	d.Paint()
	return d
}
