package messages

import (
	"image/color"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/journal"
)

// chipInRow is the height of the seat's chip.
const chipInRow float32 = 17

// columns are the positions of the parts of a row. The column header uses them too.
type columns struct{ time, seat, in, inWidth, out, outWidth float32 }

func columnsFor(width float32) columns {
	var c columns
	c.time = kit.Unit
	c.seat = c.time + fyne.MeasureText("00:00:00.000", kit.TimeSize, fyne.TextStyle{Monospace: true}).Width + kit.Unit
	c.in = c.seat + kit.ChipWidth(chipInRow) + kit.Unit
	rest := max(width-c.in-2*kit.Unit, 0)
	c.inWidth = rest * 0.55
	c.out = c.in + c.inWidth + kit.Unit
	c.outWidth = rest - c.inWidth
	return c
}

// Row is one row of the list: time, seat, message, answer and the number of players that received it.
type Row struct {
	widget.BaseWidget
	kit.NoThemeOverride
	back          *canvas.Rectangle
	time, in, out *canvas.Text
	chip          *kit.SeatChip

	columns  columns
	glyph    float32        // width of a monospaced character
	entry    *journal.Entry // what is shown, valid as a row of the log is
	number   uint64
	filled   bool
	hex      bool
	selected bool
}

func newRow() *Row {
	r := &Row{back: &canvas.Rectangle{CornerRadius: 4}, time: kit.NewMonoText(kit.TimeSize), in: kit.NewMonoText(kit.MonoSize), out: kit.NewMonoText(kit.MonoSize), chip: kit.NewSeatChip()}
	r.glyph = fyne.MeasureText("0", kit.MonoSize, r.in.TextStyle).Width
	r.ExtendBaseWidget(r)
	return r
}

// Texts returns the texts of the row: time, seat, message, answer.
func (r *Row) Texts() [4]string {
	return [4]string{r.time.Text, r.chip.Text.Text, r.in.Text, r.out.Text}
}

// CreateRenderer implements fyne.Widget.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	d := &kit.Renderer{
		Parts: []fyne.CanvasObject{r.back, r.time, r.chip.Back, r.chip.Text, r.in, r.out},
		Min:   func() fyne.Size { return fyne.NewSize(30*kit.Unit, kit.RowHeight) },
		Place: func(s fyne.Size) {
			other := columnsFor(s.Width) != r.columns
			r.columns = columnsFor(s.Width)
			r.back.Resize(s)
			for t, x := range map[*canvas.Text]float32{r.time: r.columns.time, r.in: r.columns.in, r.out: r.outAt()} {
				h := t.MinSize().Height
				t.Move(fyne.NewPos(x, (s.Height-h)/2))
				t.Resize(fyne.NewSize(s.Width-x, h)) // a text without a size is not drawn when its row is half in sight
			}
			r.chip.Place(r.columns.seat, s.Height/2, chipInRow)
			if other {
				r.redraw()
			}
		},
		Paint: r.recolour,
	}
	d.Paint()
	return d
}

func (r *Row) recolour() {
	r.time.Color = kit.ThemeColor(r, kit.ColorDim)
	r.in.Color = kit.ThemeColor(r, theme.ColorNameForeground)
	r.redraw()
}

// redraw shows the record again, for another width or other colours.
func (r *Row) redraw() {
	if r.filled = false; r.entry != nil {
		r.setEntry(r.entry, r.hex, r.selected)
	}
}

// outAt returns the position of the answer. Events other than messages begin where messages do.
func (r *Row) outAt() float32 {
	if r.entry != nil && !r.entry.HasBytes() {
		return r.columns.in
	}
	return r.columns.out
}

// setEntry fills the row with a record. It draws only what has changed.
func (r *Row) setEntry(e *journal.Entry, asHex, selected bool) {
	r.entry, r.selected = e, selected
	back := kit.ThemeColor(r, kit.ColorRowSelected)
	if !selected {
		back = color.Transparent
	}
	if r.back.FillColor != back {
		r.back.FillColor = back
		r.back.Refresh()
	}
	if r.filled && r.number == e.Number && r.hex == asHex {
		return
	}
	r.number, r.hex, r.filled = e.Number, asHex, true
	kit.SetText(r.time, e.When().Format("15:04:05.000"))
	r.chip.SetSeat(int(e.Seat))
	if isOutputOnly(e) {
		kit.SetText(r.in, "")
		r.showAnswer(e, asHex)
		return
	}
	if !e.HasBytes() {
		kit.SetText(r.in, "")
		kit.SetColor(r.out, kit.ThemeColor(r, kit.ColorDim))
		r.placeOut()
		kit.SetText(r.out, r.fit(eventText(e), r.columns.inWidth+r.columns.outWidth))
		return
	}
	if e.Gone {
		kit.SetText(r.in, r.fit(lang.L("{{.N}} bytes, no longer kept", map[string]any{"N": e.InLen}), r.columns.inWidth))
	} else {
		mark := markText(e.Marks)
		kit.SetText(r.in, kit.PayloadText(e.In, e.InLen, asHex, int(r.columns.inWidth/r.glyph)-kit.Columns(mark))+mark)
	}
	r.showAnswer(e, asHex)
}

func (r *Row) showAnswer(e *journal.Entry, asHex bool) {
	r.placeOut()
	answer, ink := r.answer(e, asHex)
	kit.SetColor(r.out, kit.ThemeColor(r, ink))
	kit.SetText(r.out, answer)
}

// isOutputOnly reports whether a record has bytes that were sent, and no player's message: the host's own, or a server's
// behind it.
func isOutputOnly(e *journal.Entry) bool {
	return e.Kind == journal.HostMessage || e.Kind == journal.FromServer
}

// markText returns the mark behind a message that shows how TCP delivered it. The detail says it in words.
func markText(m journal.Mark) string {
	switch {
	case m&journal.FilledBuffer != 0:
		return " ⋯" // goes on in the next
	case m&journal.Coalesced != 0:
		return " +" // came with the one before
	}
	return ""
}

// answer returns the text for the answer and its colour: the bytes, "the same" or that there was none, and to
// how many players it went.
func (r *Row) answer(e *journal.Entry, asHex bool) (string, fyne.ThemeColorName) {
	room := int(r.columns.outWidth / r.glyph)
	switch {
	case e.Kind == journal.ToServer:
		return r.fit("→ "+lang.L("your server"), r.columns.outWidth), kit.ColorDim
	case e.To == 0:
		return r.fit(lang.L("no answer"), r.columns.outWidth), kit.ColorDim
	case e.IsEcho() && e.To == 1:
		return r.fit("→ "+lang.L("the same"), r.columns.outWidth), kit.ColorDim
	case e.IsEcho():
		return r.fit("→ "+lang.L("the same to {{.N}}", map[string]any{"N": e.To}), r.columns.outWidth), kit.ColorDim
	case e.Gone:
		return r.fit("→ "+lang.L("{{.N}} bytes", map[string]any{"N": e.OutLen}), r.columns.outWidth), kit.ColorDim
	case e.To == 1:
		return "→ " + kit.PayloadText(e.Out, e.OutLen, asHex, room-2), theme.ColorNameForeground
	}
	to := lang.L(" to {{.N}}", map[string]any{"N": e.To})
	return r.fit("→ "+kit.PayloadText(e.Out, e.OutLen, asHex, room-2-kit.Columns(to))+to, r.columns.outWidth), theme.ColorNameForeground
}

func (r *Row) placeOut() {
	if p := r.out.Position(); p.X != r.outAt() {
		r.out.Move(fyne.NewPos(r.outAt(), p.Y))
	}
}

// fit cuts the end of a sentence that is wider than its column.
func (r *Row) fit(s string, width float32) string {
	return kit.CutEnd(s, int(width/r.glyph))
}
