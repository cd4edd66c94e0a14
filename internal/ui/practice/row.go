package practice

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/ui/kit"
)

// practiceRowView draws one row of a practice player: time, which way, message.
type rowView struct {
	widget.BaseWidget
	kit.NoThemeOverride
	time, way, text *canvas.Text
	glyph           float32 // width of a monospaced character
	row             *row
}

func newRowView() *rowView {
	v := &rowView{time: kit.NewMonoText(kit.TimeSize), way: kit.NewMonoText(kit.TimeSize), text: kit.NewMonoText(kit.MonoSize)}
	v.glyph = fyne.MeasureText("0", kit.MonoSize, v.text.TextStyle).Width
	v.ExtendBaseWidget(v)
	return v
}

// wayText is which way a message went, in words.
func wayText(way direction) string {
	if way == sent {
		return "→ " + lang.L("sent")
	}
	return "← " + lang.L("received")
}

// textAt is where the message stands: behind the longer of the two words.
func (v *rowView) textAt() (way, text float32) {
	way = kit.Unit + fyne.MeasureText("00:00:00.000", kit.TimeSize, v.time.TextStyle).Width + 1.5*kit.Unit
	longer := max(kit.Columns(wayText(sent)), kit.Columns(wayText(received)))
	return way, way + float32(longer)*v.glyph + kit.Unit
}

// CreateRenderer implements fyne.Widget.
func (v *rowView) CreateRenderer() fyne.WidgetRenderer {
	d := &kit.Renderer{
		Parts: []fyne.CanvasObject{v.time, v.way, v.text},
		Min:   func() fyne.Size { return fyne.NewSize(30*kit.Unit, kit.RowHeight) },
		Place: func(s fyne.Size) {
			way, text := v.textAt()
			for t, x := range map[*canvas.Text]float32{v.time: kit.Unit, v.way: way, v.text: text} {
				h := t.MinSize().Height
				t.Move(fyne.NewPos(x, (s.Height-h)/2))
				t.Resize(fyne.NewSize(max(s.Width-x, 0), h))
			}
			v.fill()
		},
		Paint: func() {
			v.time.Color = kit.ThemeColor(v, kit.ColorDim)
			v.fill()
		},
	}
	d.Paint()
	return d
}

func (v *rowView) show(row *row) {
	v.row = row
	v.fill()
}

// fill shows the row in the width there is.
func (v *rowView) fill() {
	if v.row == nil {
		return
	}
	_, at := v.textAt()
	kit.SetText(v.time, v.row.when.Format("15:04:05.000"))
	kit.SetText(v.way, wayText(v.row.way))
	kit.SetText(v.text, kit.PayloadText(v.row.bytes, uint32(v.row.length), false, int((v.Size().Width-at-kit.Unit)/v.glyph)))
	kit.SetColor(v.text, kit.ThemeColor(v, theme.ColorNameForeground))
	ink := kit.ColorDim
	if v.row.way == sent {
		ink = theme.ColorNamePrimary
	}
	kit.SetColor(v.way, kit.ThemeColor(v, ink))
}
