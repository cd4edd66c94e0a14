package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

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
