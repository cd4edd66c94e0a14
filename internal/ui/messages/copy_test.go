package messages

import (
	"strings"
	"testing"

	"porchlight/internal/ui/kit"

	"porchlight/internal/journal"
)

// selectMessage clicks the visible row whose message begins with a text.
func (h *viewHarness) selectMessage(text string) {
	h.T.Helper()
	for _, r := range h.messageRows() {
		if strings.HasPrefix(r.in.Text, text) {
			h.ClickObject(r)
			return
		}
	}
	h.T.Fatalf("no row begins with %q among %q", text, h.received())
}

func TestCopyPutsTheWholeMessageOnTheClipboard(t *testing.T) {
	long := "long " + strings.Repeat("0123456789", 500)[:4990] + " end"
	for name, c := range map[string]struct{ message, want string }{
		"short":            {"50,50", "50,50"},
		"cut in its row":   {"cut " + strings.Repeat("x", 200) + " end", "cut " + strings.Repeat("x", 200) + " end"},
		"of 5000 bytes":    {long, long},
		"with a line end":  {"two\nlines", `two\nlines`},
		"that is no UTF-8": {"\xff\xfe", "ff fe"},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.log("before", c.message, "after")
			p.WaitFor("the rows", func() bool { return len(p.rows()) == 3 })
			p.ClickObject(p.messageRows()[1])
			p.PressCopy()
			if got := p.Clipboard(); got != c.want {
				t.Errorf("the clipboard has %q, want %q", got, c.want)
			}
			p.WaitForText("Copied the message.")
		})
	}
}

func TestCopyWithHexCopiesHex(t *testing.T) {
	p := open(t)
	p.log("abc")
	p.WaitFor("the row", func() bool { return len(p.rows()) == 1 })
	p.Click("Hex")
	p.selectMessage("61")
	p.PressCopy()
	if got := p.Clipboard(); got != "61 62 63" {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestCopyOfAnEventCopiesItsSentence(t *testing.T) {
	p := open(t)
	p.Journal.Event(noon, journal.Event{Kind: journal.Left, Reason: journal.Kicked, Seat: 0})
	p.WaitFor("the row", func() bool { return len(p.rows()) == 1 })
	p.Click("was kicked")
	p.PressCopy()
	if got := p.Clipboard(); got != "was kicked" {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestTheSelectionStaysWithItsMessage(t *testing.T) {
	p := open(t)
	p.logMany(5)
	p.WaitFor("the rows", func() bool { return len(p.rows()) == 5 })
	p.selectMessage("m3")
	for range 3 {
		p.logMany(1000)
		p.catchUp()
	}
	p.PressCopy()
	if got := p.Clipboard(); got != "m3" {
		t.Errorf("the clipboard has %q", got)
	}
	p.messages.List.ScrollToTop()
	for _, r := range p.messageRows() {
		marked := r.back.FillColor == kit.ThemeColor(r, kit.ColorRowSelected)
		if marked != (r.in.Text == "m3") {
			t.Errorf("row %s is marked: %v", r.in.Text, marked)
		}
	}
}

func TestASecondClickClearsTheSelection(t *testing.T) {
	p := open(t)
	p.log("one", "two")
	p.WaitFor("the rows", func() bool { return len(p.rows()) == 2 })
	p.selectMessage("one")
	p.selectMessage("two")
	p.selectMessage("two")
	p.PressCopy()
	if got := p.Clipboard(); got != "" {
		t.Errorf("with nothing selected the clipboard has %q", got)
	}
}

func TestAMessageThatTheJournalLostIsCopiedFromItsRow(t *testing.T) {
	p := open(t, func(p *Params) { p.Journal = journal.New(journal.Options{Records: 64, Bytes: 4096, Events: 8}) })
	long := "long" + strings.Repeat("x", 992) + "end!"
	p.log("short", long)
	p.WaitFor("the rows", func() bool { return len(p.rows()) == 2 })
	p.log(strings.Repeat("y", 4096))
	p.WaitFor("the third", func() bool { return len(p.rows()) == 3 })
	p.selectMessage("short")
	p.PressCopy()
	if got := p.Clipboard(); got != "short" {
		t.Errorf("the clipboard has %q", got)
	}
	p.selectMessage("long")
	p.PressCopy()
	if got := p.Clipboard(); !strings.HasPrefix(got, "longxxx") || !strings.HasSuffix(got, "xend! (1000)") || !strings.Contains(got, "x…x") {
		t.Errorf("the clipboard has %q", got)
	}
}
