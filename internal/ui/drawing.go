package ui

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// unit is the one spacing of the window, in Fyne's pixels.
const unit float32 = 8

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

// panel is a surface with rounded corners for related things. What has round corners costs far more to
// draw, at each of its points, where there is no graphics card: so a panel is round only at its upper and
// lower end, unless it has a line around it.
type panel struct {
	widget.BaseWidget
	back, foot *canvas.Rectangle // its ends; with a line around, back is all of it
	middle     *canvas.Rectangle
	color      fyne.ThemeColorName
	content    fyne.CanvasObject
}

func newPanel(color fyne.ThemeColorName, content fyne.CanvasObject) *panel {
	p := &panel{
		back:   &canvas.Rectangle{CornerRadius: unit},
		foot:   &canvas.Rectangle{CornerRadius: unit},
		middle: &canvas.Rectangle{},
		color:  color, content: content,
	}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements fyne.Widget.
func (p *panel) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{
		objects: []fyne.CanvasObject{p.back, p.foot, p.middle, p.content},
		minimum: func() fyne.Size { return p.content.MinSize() },
		layout: func(s fyne.Size) {
			p.content.Resize(s)
			whole := p.back.StrokeWidth > 0 || s.Height < 4*unit
			p.foot.Hidden, p.middle.Hidden = whole, whole
			if whole {
				p.back.Resize(s)
				return
			}
			p.back.Resize(fyne.NewSize(s.Width, 2*unit))
			p.foot.Resize(fyne.NewSize(s.Width, 2*unit))
			p.foot.Move(fyne.NewPos(0, s.Height-2*unit))
			p.middle.Resize(fyne.NewSize(s.Width, s.Height-2*unit))
			p.middle.Move(fyne.NewPos(0, unit))
		},
		paint: func() {
			c := colorFor(p, p.color)
			p.back.FillColor, p.foot.FillColor, p.middle.FillColor = c, c, c
			p.back.StrokeColor = colorFor(p, theme.ColorNameInputBorder) // where it has a width
		},
	}
	d.paint()
	return d
}

// inset puts space around content: so many units left and right, and above and below.
func inset(across, down float32, content fyne.CanvasObject) fyne.CanvasObject {
	return container.New(insetLayout{across * unit, down * unit}, content)
}

type insetLayout struct{ across, down float32 }

// MinSize implements fyne.Layout.
func (l insetLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*l.across, 2*l.down)
}

// Layout implements fyne.Layout.
func (l insetLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Move(fyne.NewPos(l.across, l.down))
	objects[0].Resize(s.SubtractWidthHeight(2*l.across, 2*l.down))
}

// fixedWidth gives content a width of its own, whatever it says.
type fixedWidth float32

// MinSize implements fyne.Layout.
func (w fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(w), objects[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (w fixedWidth) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Resize(s)
}

func wide(width float32, content fyne.CanvasObject) fyne.CanvasObject {
	return container.New(fixedWidth(width), content)
}

// stack puts objects below each other with a gap of half a unit, each as wide as there is room.
type stackLayout float32

func stack(gap float32, objects ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(stackLayout(gap), objects...)
}

// MinSize implements fyne.Layout.
func (g stackLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			if s.Height > 0 {
				s.Height += float32(g)
			}
			s = fyne.NewSize(max(s.Width, m.Width), s.Height+m.Height)
		}
	}
	return s
}

// Layout implements fyne.Layout.
func (g stackLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	var y float32
	for _, o := range objects {
		if o.Visible() {
			h := o.MinSize().Height
			o.Move(fyne.NewPos(0, y))
			o.Resize(fyne.NewSize(s.Width, h))
			y += h + float32(g)
		}
	}
}
