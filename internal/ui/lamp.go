package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// lampState is the one state of hosting that the window shows. Nothing is claimed that was not seen.
type lampState uint8

const (
	lampOff lampState = iota
	lampStarting
	lampLit     // it listens
	lampChecked // and has reached itself at the address that friends type
	lampReached // and somebody on another computer has reached it there
	lampTrouble
)

// lamp is the porch light: dark when off; lit; with a glow once it was checked; with rays once a
// friend has found the way. Its state is always told in words beside it too.
type lamp struct {
	widget.BaseWidget
	state lampState
}

func newLamp() *lamp {
	l := &lamp{}
	l.ExtendBaseWidget(l)
	return l
}

func (l *lamp) set(s lampState) {
	if l.state != s {
		l.state = s
		l.Refresh()
	}
}

// lampSize is the lamp's side in Fyne's pixels, its glow included.
const lampSize = 5.5 * unit

// rays are the lines of light of a lamp that somebody has found, in 48ths of its side.
func rays() [6][4]float32 {
	return [6][4]float32{
		{9, 16, 3, 13},
		{8, 24, 1, 24},
		{9, 32, 3, 35},
		{39, 16, 45, 13},
		{40, 24, 47, 24},
		{39, 32, 45, 35},
	}
}

// CreateRenderer implements fyne.Widget.
func (l *lamp) CreateRenderer() fyne.WidgetRenderer {
	glow := &canvas.RadialGradient{}
	hook, cap1, foot := &canvas.Rectangle{CornerRadius: 1}, &canvas.Rectangle{CornerRadius: 2}, &canvas.Rectangle{CornerRadius: 2}
	glass := &canvas.Rectangle{CornerRadius: 5}
	flame := canvas.NewCircle(nil)
	d := &drawing{
		objects: []fyne.CanvasObject{glow, hook, glass, flame, cap1, foot},
		minimum: func() fyne.Size { return fyne.NewSquareSize(lampSize) },
	}
	ends := rays()
	lines := make([]*canvas.Line, len(ends))
	for i := range lines {
		lines[i] = &canvas.Line{StrokeWidth: 2}
		d.objects = append(d.objects, lines[i])
	}
	d.layout = func(s fyne.Size) {
		u := min(s.Width, s.Height) / 48
		left, top := (s.Width-48*u)/2, (s.Height-48*u)/2
		place := func(o fyne.CanvasObject, x, y, w, h float32) {
			o.Move(fyne.NewPos(left+x*u, top+y*u))
			o.Resize(fyne.NewSize(w*u, h*u))
		}
		place(glow, 0, 0, 48, 48)
		place(hook, 22.5, 4, 3, 7)
		place(cap1, 12, 10, 24, 4)
		place(glass, 14.5, 13, 19, 23)
		place(flame, 19, 19, 10, 10)
		place(foot, 16, 35, 16, 4)
		for i, r := range ends {
			lines[i].Position1 = fyne.NewPos(left+r[0]*u, top+r[1]*u)
			lines[i].Position2 = fyne.NewPos(left+r[2]*u, top+r[3]*u)
		}
	}
	d.paint = func() {
		frame, lit, dark := colorFor(l, colorLampFrame), colorFor(l, colorLit), colorFor(l, colorDark)
		hook.FillColor, cap1.FillColor, foot.FillColor = frame, frame, frame
		glass.StrokeWidth, glass.StrokeColor = 1.5, frame
		glow.StartColor, glow.EndColor = rgba(0, 0), rgba(0, 0)
		flame.FillColor = color.Transparent
		glass.FillColor = dark
		switch l.state {
		case lampLit, lampChecked, lampReached:
			glass.FillColor = lit
			flame.FillColor = rgb(0xfff3d0)
		case lampStarting:
			flame.FillColor = lit
		case lampTrouble:
			flame.FillColor = colorFor(l, "error")
		case lampOff:
		}
		if l.state == lampChecked || l.state == lampReached {
			c := rgb(0xffb02e)
			glow.StartColor, glow.EndColor = colorFor(l, colorGlow), rgba(uint32(c.R)<<16|uint32(c.G)<<8|uint32(c.B), 0)
		}
		for _, line := range lines {
			line.StrokeColor = color.Transparent
			if l.state == lampReached {
				line.StrokeColor = colorFor(l, "primary")
			}
		}
	}
	d.paint()
	return d
}
