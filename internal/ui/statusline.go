package ui

import (
	"image/color"
	"time"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/journal"
)

// statusLine shows the uptime of the host and the rates of messages and bytes in the last second. UI goroutine only.
type statusLine struct {
	box                       fyne.CanvasObject
	uptime, messages, in, out *figure
	bars                      *bars
	since                     time.Time
	last                      journal.Totals
	lastAt                    time.Time // time of last
}

func newStatusLine() *statusLine {
	s := &statusLine{
		uptime:   newFigure(lang.L("up"), 11),
		messages: newFigure(lang.L("messages a second"), 7),
		in:       newFigure(lang.L("in"), 9),
		out:      newFigure(lang.L("out"), 9),
		bars:     newBars(),
	}
	s.box = kit.Inset(1.5, 0.5, container.NewHBox(s.uptime, layout.NewSpacer(), s.bars, s.messages, layout.NewSpacer(), s.in, kit.FixedWidth(kit.Unit, kit.NewCaption("")), s.out))
	s.off()
	return s
}

// off shows that hosting is off.
func (s *statusLine) off() {
	s.since = time.Time{}
	for _, f := range []*figure{s.uptime, s.messages, s.in, s.out} {
		f.set("–")
	}
	s.bars.clear()
}

// update shows the uptime, and the rates once a second.
func (s *statusLine) update(now, since time.Time, t journal.Totals) {
	if s.since != since {
		s.since, s.last, s.lastAt = since, t, since
	}
	s.uptime.set(uptimeText(now.Sub(since)))
	passed := now.Sub(s.lastAt).Seconds()
	if passed < 0.95 { // a poll may be a little early
		return
	}
	rate := func(now, before uint64) uint64 { return uint64(float64(now-before) / passed) }
	messages := rate(t.Messages, s.last.Messages)
	s.messages.set(kit.FormatCount(messages))
	s.in.set(kit.FormatSize(rate(t.BytesIn, s.last.BytesIn)) + "/s")
	s.out.set(kit.FormatSize(rate(t.BytesOut, s.last.BytesOut)) + "/s")
	s.bars.add(messages)
	s.last, s.lastAt = t, now
}

// uptimeText returns an uptime in minutes: in seconds it would redraw an idle window every second.
func uptimeText(up time.Duration) string {
	data := map[string]any{"H": int(up.Hours()), "M": int(up.Minutes()) % 60}
	switch {
	case up < time.Minute:
		return lang.L("< 1 min")
	case up < time.Hour:
		return lang.L("{{.M}} min", data)
	}
	return lang.L("{{.H}} h {{.M}} min", data)
}

// figure is a label with a changing number, right-aligned in a fixed width so that nothing moves.
type figure struct {
	widget.BaseWidget
	number, label *canvas.Text
	digits        int
}

func newFigure(label string, digits int) *figure {
	f := &figure{number: kit.NewMonoText(12), label: canvas.NewText(label, color.Transparent), digits: digits}
	f.label.TextSize = 12
	f.number.Alignment = fyne.TextAlignTrailing
	f.ExtendBaseWidget(f)
	return f
}

func (f *figure) set(s string) { kit.SetText(f.number, s) }

// CreateRenderer implements fyne.Widget.
func (f *figure) CreateRenderer() fyne.WidgetRenderer {
	column := fyne.MeasureText("0", f.number.TextSize, f.number.TextStyle)
	width := column.Width * float32(f.digits)
	d := &kit.Renderer{
		Parts: []fyne.CanvasObject{f.label, f.number},
		Min: func() fyne.Size {
			l := f.label.MinSize()
			return fyne.NewSize(l.Width+width, max(l.Height, column.Height))
		},
		Place: func(s fyne.Size) {
			l := f.label.MinSize()
			f.label.Resize(l)
			f.label.Move(fyne.NewPos(0, (s.Height-l.Height)/2))
			f.number.Move(fyne.NewPos(l.Width, (s.Height-column.Height)/2))
			f.number.Resize(fyne.NewSize(width, column.Height))
		},
		Paint: func() {
			f.label.Color = kit.ThemeColor(f, kit.ColorDim)
			f.number.Color = kit.ThemeColor(f, theme.ColorNameForeground)
		},
	}
	d.Paint()
	return d
}

// bars draw the rate of messages of each of the last twenty seconds.
type bars struct {
	widget.BaseWidget
	values [20]uint64
	next   int
}

func newBars() *bars {
	b := &bars{}
	b.ExtendBaseWidget(b)
	return b
}

func (b *bars) add(v uint64) {
	changed := v > 0 || b.values != [20]uint64{}
	b.values[b.next%len(b.values)] = v
	b.next++
	if changed {
		b.Refresh()
	}
}

func (b *bars) clear() {
	b.values, b.next = [20]uint64{}, 0
	b.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *bars) CreateRenderer() fyne.WidgetRenderer {
	const barWidth, barGap, height = 3, 1, 16
	rects := make([]*canvas.Rectangle, len(b.values))
	d := &kit.Renderer{Min: func() fyne.Size {
		return fyne.NewSize(float32(len(rects))*(barWidth+barGap), height)
	}}
	for i := range rects {
		rects[i] = &canvas.Rectangle{}
		d.Parts = append(d.Parts, rects[i])
	}
	place := func(s fyne.Size) {
		most := uint64(1)
		for _, v := range b.values {
			most = max(most, v)
		}
		bottom := (s.Height + height) / 2
		for i, r := range rects {
			v := b.values[(b.next+i)%len(b.values)]
			h := float32(1)
			if v > 0 {
				h = max(2, height*float32(v)/float32(most))
			}
			r.Resize(fyne.NewSize(barWidth, h))
			r.Move(fyne.NewPos(float32(i)*(barWidth+barGap), bottom-h))
		}
	}
	d.Place = place
	d.Paint = func() {
		c := kit.ThemeColor(b, theme.ColorNamePrimary)
		for _, r := range rects {
			r.FillColor = c
		}
		place(b.Size())
	}
	d.Paint()
	return d
}
