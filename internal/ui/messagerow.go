package ui

import (
	"image/color"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/journal"
	"porchlight/internal/printable"
)

// chipInRow is the height of the seat's chip.
const chipInRow float32 = 17

// columns are where the parts of a message row stand. The caption over the list uses them too.
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

// messageRow is one row of the messages: time, seat, what came in, what went out and to how many.
type messageRow struct {
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

func newMessageRow() *messageRow {
	r := &messageRow{back: &canvas.Rectangle{CornerRadius: 4}, time: kit.NewMonoText(kit.TimeSize), in: kit.NewMonoText(kit.MonoSize), out: kit.NewMonoText(kit.MonoSize), chip: kit.NewSeatChip()}
	r.glyph = fyne.MeasureText("0", kit.MonoSize, r.in.TextStyle).Width
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *messageRow) CreateRenderer() fyne.WidgetRenderer {
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
				r.again()
			}
		},
		Paint: r.recolour,
	}
	d.Paint()
	return d
}

func (r *messageRow) recolour() {
	r.time.Color = kit.ThemeColor(r, kit.ColorDim)
	r.in.Color = kit.ThemeColor(r, theme.ColorNameForeground)
	r.again()
}

// again shows the record anew, for another width or other colours.
func (r *messageRow) again() {
	if r.filled = false; r.entry != nil {
		r.show(r.entry, r.hex, r.selected)
	}
}

// outAt is where the answer stands; what is no message begins where messages do.
func (r *messageRow) outAt() float32 {
	if r.entry != nil && !r.entry.HasBytes() {
		return r.columns.in
	}
	return r.columns.out
}

// show fills the row with a record. Nothing is drawn anew that stays as it was.
func (r *messageRow) show(e *journal.Entry, asHex, selected bool) {
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
	if e.Kind == journal.HostMessage {
		kit.SetText(r.in, "")
		r.showAnswer(e, asHex)
		return
	}
	if e.Kind != journal.Message {
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

func (r *messageRow) showAnswer(e *journal.Entry, asHex bool) {
	r.placeOut()
	answer, ink := r.answer(e, asHex)
	kit.SetColor(r.out, kit.ThemeColor(r, ink))
	kit.SetText(r.out, answer)
}

// markText tells beside a message what TCP did to it; the detail says it in words.
func markText(m journal.Mark) string {
	switch {
	case m&journal.FilledBuffer != 0:
		return " ⋯" // goes on in the next
	case m&journal.Coalesced != 0:
		return " +" // came with the one before
	}
	return ""
}

// answer is what the row says of the answer: the bytes, "the same" or that there was none, and to how
// many players it went.
func (r *messageRow) answer(e *journal.Entry, asHex bool) (string, fyne.ThemeColorName) {
	room := int(r.columns.outWidth / r.glyph)
	switch {
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

func (r *messageRow) placeOut() {
	if p := r.out.Position(); p.X != r.outAt() {
		r.out.Move(fyne.NewPos(r.outAt(), p.Y))
	}
}

// fit cuts the end of a sentence that is wider than its column.
func (r *messageRow) fit(s string, width float32) string {
	return kit.CutEnd(s, int(width/r.glyph))
}

// eventText tells what happened that was no message.
func eventText(e *journal.Entry) string {
	data := map[string]any{"Address": e.Addr().String(), "Host": e.Addr().Addr().String(), "Port": int(e.Addr().Port()), "Detail": printable.Escape(e.Detail)}
	switch e.Kind {
	case journal.Hosting:
		return lang.L("hosting started on port {{.Port}}", data)
	case journal.Stopped:
		return lang.L("hosting stopped")
	case journal.Named:
		return lang.L("is {{.Detail}}", data)
	case journal.Joined:
		return lang.L("joined from {{.Host}}", data)
	case journal.Pending:
		return lang.L("{{.Host}} waits at the door", data)
	case journal.PageServed:
		return lang.L("a phone or browser at {{.Host}} looked in", data)
	case journal.Slowed:
		data["Sent"] = tooMuchOf(e)
		return lang.L("sends {{.Sent}} a second, so it is listened to more slowly", data)
	case journal.Refused:
		if e.Reason == journal.GaveUp {
			return lang.L("{{.Host}} left the door before you answered", data)
		}
		why := whyRefused(e.Reason)
		if n := e.Count(); n > 1 {
			why += lang.L(" ({{.N}} times)", map[string]any{"N": kit.FormatCount(uint64(n))})
		}
		return lang.L("{{.Host}} was turned away: ", data) + why
	case journal.Left:
		switch e.Reason {
		case journal.ByPlayer:
			return lang.L("left")
		case journal.ConnectionLost:
			return lang.L("connection lost")
		case journal.Kicked:
			return lang.L("was kicked")
		case journal.TooSlow:
			return lang.L("was too slow to take its messages")
		case journal.NoMemory:
			return lang.L("was sent out: too many long messages came at the same time")
		case journal.HostStopped:
			return lang.L("left because hosting stopped")
		case journal.Banned:
			return lang.L("was banned")
		case journal.Browser:
			return lang.L("was a phone or browser that looked in")
		case journal.TooFast, journal.TooMuch:
			data["Sent"] = tooMuchOf(e)
			return lang.L("was sent out: it sent {{.Sent}} a second", data)
		case journal.CutOff:
			return lang.L("left in the middle of a message")
		case journal.BadMessage:
			return lang.L("was sent out: it sent what is no message in this game ({{.Detail}})", data)
		}
		return lang.L("left after an error inside Porchlight: {{.Detail}}", data)
	}
	if e.Reason == journal.NoDescriptors {
		return lang.L("nobody else fits in: this computer allows no more connections")
	}
	return printable.Escape(e.Detail)
}

// whyRefused says why somebody was turned away, as a part of a sentence.
func whyRefused(r journal.Reason) string {
	switch r {
	case journal.GameFull:
		return lang.L("the game is full")
	case journal.Banned:
		return lang.L("its address is banned")
	case journal.Outside:
		return lang.L("it comes from another network")
	case journal.TooMany:
		return lang.L("too many connections come from there")
	case journal.TooManyAttempts:
		return lang.L("it connects too often")
	case journal.Rejected:
		return lang.L("you said no")
	}
	return r.String()
}
