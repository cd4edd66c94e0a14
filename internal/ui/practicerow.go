package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// practiceRowView draws one row of a practice player: time, which way, message.
type practiceRowView struct {
	widget.BaseWidget
	ownTheme
	time, way, text *canvas.Text
	glyph           float32 // width of a monospaced character
	row             *practiceRow
}

func newPracticeRowView() *practiceRowView {
	v := &practiceRowView{time: newMono(timeSize), way: newMono(timeSize), text: newMono(monoSize)}
	v.glyph = fyne.MeasureText("0", monoSize, v.text.TextStyle).Width
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
func (v *practiceRowView) textAt() (way, text float32) {
	way = unit + fyne.MeasureText("00:00:00.000", timeSize, v.time.TextStyle).Width + 1.5*unit
	longer := max(columnsOf(wayText(sent)), columnsOf(wayText(received)))
	return way, way + float32(longer)*v.glyph + unit
}

// CreateRenderer implements fyne.Widget.
func (v *practiceRowView) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{
		objects: []fyne.CanvasObject{v.time, v.way, v.text},
		minimum: func() fyne.Size { return fyne.NewSize(30*unit, rowHeight) },
		layout: func(s fyne.Size) {
			way, text := v.textAt()
			for t, x := range map[*canvas.Text]float32{v.time: unit, v.way: way, v.text: text} {
				h := t.MinSize().Height
				t.Move(fyne.NewPos(x, (s.Height-h)/2))
				t.Resize(fyne.NewSize(max(s.Width-x, 0), h))
			}
			v.fill()
		},
		paint: func() {
			v.time.Color = colorFor(v, colorDim)
			v.fill()
		},
	}
	d.paint()
	return d
}

func (v *practiceRowView) show(row *practiceRow) {
	v.row = row
	v.fill()
}

// fill shows the row in the width there is.
func (v *practiceRowView) fill() {
	if v.row == nil {
		return
	}
	_, at := v.textAt()
	setText(v.time, v.row.when.Format("15:04:05.000"))
	setText(v.way, wayText(v.row.way))
	setText(v.text, payloadText(v.row.bytes, uint32(v.row.length), false, int((v.Size().Width-at-unit)/v.glyph)))
	setColor(v.text, colorFor(v, theme.ColorNameForeground))
	ink := colorDim
	if v.row.way == sent {
		ink = theme.ColorNamePrimary
	}
	setColor(v.way, colorFor(v, ink))
}
