package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Panel is a surface with rounded corners behind related objects. Rounded corners are expensive to draw
// without a graphics card, for every pixel of the rectangle. So only the upper and lower ends of a panel are
// rounded rectangles, unless it has a line around it.
type Panel struct {
	widget.BaseWidget
	back, foot *canvas.Rectangle // the upper and the lower end; with a line around it, back is the whole panel
	middle     *canvas.Rectangle
	Color      fyne.ThemeColorName
	content    fyne.CanvasObject
}

// NewPanel makes a panel with a theme colour. Refresh it after a change of Color.
func NewPanel(color fyne.ThemeColorName, content fyne.CanvasObject) *Panel {
	p := &Panel{
		back:   &canvas.Rectangle{CornerRadius: Unit},
		foot:   &canvas.Rectangle{CornerRadius: Unit},
		middle: &canvas.Rectangle{},
		Color:  color, content: content,
	}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements fyne.Widget.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	d := &Renderer{
		Parts: []fyne.CanvasObject{p.back, p.foot, p.middle, p.content},
		Min:   func() fyne.Size { return p.content.MinSize() },
		Place: func(s fyne.Size) {
			p.content.Resize(s)
			whole := p.back.StrokeWidth > 0 || s.Height < 4*Unit
			p.foot.Hidden, p.middle.Hidden = whole, whole
			if whole {
				p.back.Resize(s)
				return
			}
			p.back.Resize(fyne.NewSize(s.Width, 2*Unit))
			p.foot.Resize(fyne.NewSize(s.Width, 2*Unit))
			p.foot.Move(fyne.NewPos(0, s.Height-2*Unit))
			p.middle.Resize(fyne.NewSize(s.Width, s.Height-2*Unit))
			p.middle.Move(fyne.NewPos(0, Unit))
		},
		Paint: func() {
			c := ThemeColor(p, p.Color)
			p.back.FillColor, p.foot.FillColor, p.middle.FillColor = c, c, c
			p.back.StrokeColor = ThemeColor(p, theme.ColorNameInputBorder) // visible if StrokeWidth is set
		},
	}
	d.Paint()
	return d
}
