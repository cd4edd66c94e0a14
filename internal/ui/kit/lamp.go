package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// LampState is what the lamp shows. It never claims more than Porchlight has observed.
type LampState uint8

// The states of the lamp.
const (
	LampOff LampState = iota
	LampStarting
	LampLit     // the host listens
	LampChecked // and this computer has connected to itself at the address shown
	LampReached // and another computer has connected to that address
	LampTrouble
)

// Lamp draws the porch light: dark when off, lit when listening, with a glow once checked, with rays once
// another computer has reached this one. A sentence beside it always says the same in words.
type Lamp struct {
	widget.BaseWidget
	State LampState
}

// NewLamp makes a lamp that is off.
func NewLamp() *Lamp {
	l := &Lamp{}
	l.ExtendBaseWidget(l)
	return l
}

// SetState changes what the lamp shows.
func (l *Lamp) SetState(s LampState) {
	if l.State != s {
		l.State = s
		l.Refresh()
	}
}

// lampSize is the side of the lamp in Fyne's pixels, including its glow.
const lampSize = 5.5 * Unit

// rays returns the lines of light of LampReached, in 48ths of the side.
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
func (l *Lamp) CreateRenderer() fyne.WidgetRenderer {
	glow := &canvas.RadialGradient{}
	hook, cap1, foot := &canvas.Rectangle{CornerRadius: 1}, &canvas.Rectangle{CornerRadius: 2}, &canvas.Rectangle{CornerRadius: 2}
	glass := &canvas.Rectangle{CornerRadius: 5}
	flame := canvas.NewCircle(nil)
	d := &Renderer{
		Parts: []fyne.CanvasObject{glow, hook, glass, flame, cap1, foot},
		Min:   func() fyne.Size { return fyne.NewSquareSize(lampSize) },
	}
	ends := rays()
	lines := make([]*canvas.Line, len(ends))
	for i := range lines {
		lines[i] = &canvas.Line{StrokeWidth: 2}
		d.Parts = append(d.Parts, lines[i])
	}
	d.Place = func(s fyne.Size) {
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
	d.Paint = func() {
		frame, lit, dark := ThemeColor(l, colorLampFrame), ThemeColor(l, colorLit), ThemeColor(l, colorDark)
		hook.FillColor, cap1.FillColor, foot.FillColor = frame, frame, frame
		glass.StrokeWidth, glass.StrokeColor = 1.5, frame
		glow.StartColor, glow.EndColor = rgba(0, 0), rgba(0, 0)
		flame.FillColor = color.Transparent
		glass.FillColor = dark
		switch l.State {
		case LampLit, LampChecked, LampReached:
			glass.FillColor = lit
			flame.FillColor = rgb(0xfff3d0)
		case LampStarting:
			flame.FillColor = lit
		case LampTrouble:
			flame.FillColor = ThemeColor(l, "error")
		case LampOff:
		}
		if l.State == LampChecked || l.State == LampReached {
			c := rgb(0xffb02e)
			glow.StartColor, glow.EndColor = ThemeColor(l, colorGlow), rgba(uint32(c.R)<<16|uint32(c.G)<<8|uint32(c.B), 0)
		}
		for _, line := range lines {
			line.StrokeColor = color.Transparent
			if l.State == LampReached {
				line.StrokeColor = ThemeColor(l, "primary")
			}
		}
	}
	d.Paint()
	return d
}
