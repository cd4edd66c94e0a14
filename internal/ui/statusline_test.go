package ui

import (
	"testing"
	"time"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"porchlight/internal/journal"
)

// figures returns what a status line shows: uptime, messages a second, bytes a second in and out.
func (s *statusLine) figures() [4]string {
	return [4]string{s.uptime.number.Text, s.messages.number.Text, s.in.number.Text, s.out.number.Text}
}

func TestTheUptimeIsInMinutes(t *testing.T) {
	uitest.NewApp(theme.VariantDark)
	for up, want := range map[time.Duration]string{
		0:                                 "< 1 min",
		999 * time.Millisecond:            "< 1 min",
		time.Second:                       "< 1 min",
		59999 * time.Millisecond:          "< 1 min",
		time.Minute:                       "1 min",
		12*time.Minute + 31*time.Second:   "12 min",
		59*time.Minute + 59*time.Second:   "59 min",
		time.Hour:                         "1 h 0 min",
		99*time.Hour + 59*time.Minute:     "99 h 59 min",
		1000*time.Hour + 1500*time.Minute: "1025 h 0 min",
	} {
		s := newStatusLine()
		s.update(noon.Add(up), noon, journal.Totals{})
		if got := s.figures()[0]; got != want {
			t.Errorf("after %v: %q, want %q", up, got, want)
		}
	}
}

func TestRatesAreTheIncreaseOfTheTotalsInASecond(t *testing.T) {
	uitest.NewApp(theme.VariantDark)
	s := newStatusLine()
	if got := s.figures(); got != [4]string{"–", "–", "–", "–"} {
		t.Errorf("off: %q", got)
	}
	at := func(passed time.Duration, messages, in, out uint64, want [4]string) {
		t.Helper()
		s.update(noon.Add(passed), noon, journal.Totals{Messages: messages, BytesIn: in, BytesOut: out})
		if got := s.figures(); got != want {
			t.Errorf("after %v: %q, want %q", passed, got, want)
		}
	}
	at(0, 500, 1000, 1000, [4]string{"< 1 min", "–", "–", "–"}) // of the hosting before
	at(900*time.Millisecond, 1500, 9000, 9000, [4]string{"< 1 min", "–", "–", "–"})
	at(time.Second, 1704, 39_000, 77_000, [4]string{"< 1 min", "1\u2009204", "38.0 kB/s", "76.0 kB/s"})
	at(1900*time.Millisecond, 9999, 99_999, 99_999, [4]string{"< 1 min", "1\u2009204", "38.0 kB/s", "76.0 kB/s"})
	at(3*time.Second, 1904, 39_000, 78_000, [4]string{"< 1 min", "100", "0 B/s", "500 B/s"})
	at(4*time.Second, 1904, 39_000, 78_000, [4]string{"< 1 min", "0", "0 B/s", "0 B/s"})
	s.off()
	if got := s.figures(); got != [4]string{"–", "–", "–", "–"} || s.bars.values != [20]uint64{} {
		t.Errorf("off again: %q, %v", got, s.bars.values)
	}
	s.update(noon.Add(time.Minute), noon.Add(time.Minute), journal.Totals{Messages: 5000})
	s.update(noon.Add(61*time.Second), noon.Add(time.Minute), journal.Totals{Messages: 5007})
	if got := s.figures()[1]; got != "7" {
		t.Errorf("hosting anew: %q messages a second, want 7", got)
	}
}

func TestTheBarsShowTheLastTwentySeconds(t *testing.T) {
	uitest.NewApp(theme.VariantDark)
	s := newStatusLine()
	for second := range 25 {
		s.update(noon.Add(time.Duration(second)*time.Second), noon, journal.Totals{Messages: uint64(second * (second + 1) / 2)})
	}
	for i := range s.bars.values {
		if got, want := s.bars.values[(s.bars.next+i)%20], uint64(5+i); got != want {
			t.Errorf("bar %d is %d, want %d", i, got, want)
		}
	}
}

func TestNothingMovesWhenFiguresChange(t *testing.T) {
	h := open(t, withPort(5555))
	places := func() (list []uitest.Area) {
		for _, o := range []fyne.CanvasObject{h.status.uptime, h.status.bars, h.status.messages, h.status.in, h.status.out} {
			list = append(list, h.Where(o).Bounds)
		}
		return list
	}
	before := places()
	var totals journal.Totals
	now := noon
	for _, n := range []uint64{0, 1, 99_951, 100_000, 999_999} {
		now = now.Add(time.Second)
		totals.Messages += n
		totals.BytesIn += n * 2048
		totals.BytesOut += n * 2048 * 99
		h.status.update(now, noon.Add(-99*time.Hour), totals)
		for i, a := range places() {
			if a != before[i] {
				t.Fatalf("at %d a second figure %d is at %v and was at %v", n, i, a, before[i])
			}
		}
		for _, f := range []*figure{h.status.uptime, h.status.messages, h.status.in, h.status.out} {
			if w := fyne.MeasureText(f.number.Text, f.number.TextSize, f.number.TextStyle).Width; w > f.number.Size().Width+0.5 {
				t.Errorf("%q is %v wide and has %v", f.number.Text, w, f.number.Size().Width)
			}
		}
	}
}

func TestTheStatusLineShowsRatesWhileHosting(t *testing.T) {
	h := open(t)
	h.startHosting()
	a := h.connect()
	h.WaitFor("the first figures", func() bool { return h.status.figures()[1] != "–" })
	h.WaitFor("a rate", func() bool {
		a.Echo("0123456789")
		return h.status.figures()[1] != "0" && h.status.figures()[2] != "0 B/s"
	})
	h.Click("Stop hosting")
	h.WaitForText("Start hosting")
	if got := h.status.figures(); got != [4]string{"–", "–", "–", "–"} {
		t.Errorf("off: %q", got)
	}
}
