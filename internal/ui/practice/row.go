package practice

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/ui/kit"
)

// rowView draws one row of a practice player: time, direction, message.
type rowView struct {
	widget.BaseWidget
	kit.NoThemeOverride
	time, direction, text *canvas.Text
	glyph                 float32 // width of a monospaced character
	row                   *row
}

func newRowView() *rowView {
	v := &rowView{time: kit.NewMonoText(kit.TimeSize), direction: kit.NewMonoText(kit.TimeSize), text: kit.NewMonoText(kit.MonoSize)}
	v.glyph = fyne.MeasureText("0", kit.MonoSize, v.text.TextStyle).Width
	v.ExtendBaseWidget(v)
	return v
}

// directionText returns the text for the direction of a message.
func directionText(d direction) string {
	if d == sent {
		return "→ " + lang.L("sent")
	}
	return "← " + lang.L("received")
}

// columns returns the positions of the direction and of the message, which has room for the longer direction before
// it.
func (v *rowView) columns() (direction, text float32) {
	direction = kit.Unit + fyne.MeasureText("00:00:00.000", kit.TimeSize, v.time.TextStyle).Width + 1.5*kit.Unit
	longer := max(kit.Columns(directionText(sent)), kit.Columns(directionText(received)))
	return direction, direction + float32(longer)*v.glyph + kit.Unit
}

// CreateRenderer implements fyne.Widget.
func (v *rowView) CreateRenderer() fyne.WidgetRenderer {
	d := &kit.Renderer{
		Parts: []fyne.CanvasObject{v.time, v.direction, v.text},
		Min:   func() fyne.Size { return fyne.NewSize(30*kit.Unit, kit.RowHeight) },
		Place: func(s fyne.Size) {
			direction, text := v.columns()
			for t, x := range map[*canvas.Text]float32{v.time: kit.Unit, v.direction: direction, v.text: text} {
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

// fill shows the row, shortened to the current width.
func (v *rowView) fill() {
	if v.row == nil {
		return
	}
	_, at := v.columns()
	kit.SetText(v.time, v.row.time.Format("15:04:05.000"))
	kit.SetText(v.direction, directionText(v.row.direction))
	kit.SetText(v.text, kit.PayloadText(v.row.bytes, uint32(v.row.length), false, int((v.Size().Width-at-kit.Unit)/v.glyph)))
	kit.SetColor(v.text, kit.ThemeColor(v, theme.ColorNameForeground))
	ink := kit.ColorDim
	if v.row.direction == sent {
		ink = theme.ColorNamePrimary
	}
	kit.SetColor(v.direction, kit.ThemeColor(v, ink))
}
