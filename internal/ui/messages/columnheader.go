package messages

import (
	"image/color"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// columnHeader names the columns above the list.
type columnHeader struct{ widget.BaseWidget }

func newColumnHeader() *columnHeader {
	h := &columnHeader{}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer implements fyne.Widget.
func (h *columnHeader) CreateRenderer() fyne.WidgetRenderer {
	name := func(s string) *canvas.Text {
		t := canvas.NewText(s, color.Transparent)
		t.TextSize = 12
		return t
	}
	time, in, out := name(lang.L("Time")), name(lang.L("Received")), name(lang.L("Answered"))
	line := &canvas.Rectangle{}
	height := time.MinSize().Height + kit.Unit/2
	d := &kit.Renderer{
		Parts: []fyne.CanvasObject{time, in, out, line},
		Min:   func() fyne.Size { return fyne.NewSize(0, height) },
		Place: func(s fyne.Size) {
			c := columnsFor(s.Width)
			time.Move(fyne.NewPos(c.time, 0))
			in.Move(fyne.NewPos(c.in, 0))
			out.Move(fyne.NewPos(c.out, 0))
			line.Move(fyne.NewPos(0, s.Height-1))
			line.Resize(fyne.NewSize(s.Width, 1))
		},
		Paint: func() {
			dim := kit.ThemeColor(h, kit.ColorDim)
			time.Color, in.Color, out.Color = dim, dim, dim
			line.FillColor = kit.ThemeColor(h, theme.ColorNameSeparator)
		},
	}
	d.Paint()
	return d
}
