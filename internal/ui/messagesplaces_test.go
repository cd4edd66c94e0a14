package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"porchlight/internal/game"
	"porchlight/internal/journal"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"
)

func TestTheListGoesOnFollowingWhenItBecomesLower(t *testing.T) {
	p := open(t, limit(1))
	p.hosts()
	p.guest()
	p.logsMany(100)
	p.WaitFor("the end", func() bool { return p.last() == "m101" })
	p.knock().hearsTheEnd()
	p.WaitForText("The game is full") // over the list, which loses as much room
	p.WaitFor("the row about that", func() bool { return p.last() == "" })
	p.logsMany(5)
	p.WaitFor("the newest row", func() bool { return p.last() == "m107" })
}

func TestAListAtItsEndStaysThereWhenItsRoomChanges(t *testing.T) {
	p := open(t)
	p.hosts()
	p.guest()
	p.logsMany(100)
	p.WaitFor("the end", func() bool { return p.last() == "m101" })
	stays := func(when string) {
		t.Helper()
		if got := p.last(); got != "m101" {
			t.Errorf("%s the last row in sight is %q", when, got)
		}
	}
	size := p.window.Canvas().Size()
	p.window.Resize(size.SubtractWidthHeight(0, 100))
	stays("in a lower window")
	p.window.Resize(size)
	stays("in a higher window")
	p.banner.Show(kit.Notice{Trouble: true, Sentence: "Something is in the way of the last rows."})
	stays("below a banner")
	p.banner.Clear()
	stays("without the banner")
	p.Click("Stop hosting")
	p.WaitForText("Start hosting")
	p.seesRow("hosting stopped")

	p.scrolls(30 * kit.RowHeight)
	p.Texts()
	offset := p.messages.List.GetScrollOffset()
	p.banner.Show(kit.Notice{Trouble: true, Sentence: "Something is in the way of the last rows."})
	p.Texts()
	if got := p.messages.List.GetScrollOffset(); got != offset {
		t.Errorf("further up, the offset moved from %v to %v", offset, got)
	}
}

func TestCopyInAnEntryCopiesWhatIsSelectedThere(t *testing.T) {
	p := open(t, port(5555))
	p.logs("message")
	p.WaitFor("the row", func() bool { return len(p.rows()) == 1 })
	p.selects("message")
	p.ClickObject(p.header.port)
	p.header.port.TypedShortcut(&fyne.ShortcutSelectAll{})
	p.PressCopy()
	if got := p.Clipboard(); got != "5555" {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestDetailOfAMessageLongerThanTheBufferSaysSo(t *testing.T) {
	p := open(t, func(p *setup) { p.Base.ReadBuffer = 8 })
	p.hosts()
	g := p.guest()
	g.echoes("12345678abcdefgh....")
	p.WaitFor("the rows", func() bool { return slices.Contains(p.received(), "....") })
	if got := p.received(); !slices.Contains(got, "12345678 ⋯") || !slices.Contains(got, "abcdefgh ⋯") {
		t.Errorf("the rows are %q", got)
	}
	const note = "Longer than 8 bytes: the rest is the next message."
	p.selects("12345678")
	p.WaitForText(note)
	p.selects("....")
	p.WaitForNoText(note)
}

func TestDetailOfTwoLinesInOneWriteSaysSo(t *testing.T) {
	p := open(t, func(p *setup) {
		var err error
		if p.Game, err = p.Library.Find("Chat lines"); err != nil {
			t.Fatal(err)
		}
	})
	p.hosts()
	p.guest().says("one\ntwo\n")
	p.WaitFor("the rows", func() bool { return slices.Contains(p.received(), "two +") })
	if got := p.received(); !slices.Contains(got, "one") {
		t.Errorf("the rows are %q", got)
	}
	const note = "It came in one piece with the message before it."
	p.selects("two")
	p.WaitForText(note)
	p.selects("one")
	p.WaitForNoText(note)
}

func TestDetailShowsAndCopiesTheAnswerWhereThatIsWanted(t *testing.T) {
	p := open(t, rule(shouting{game.Sender}))
	p.hosts()
	g := p.guest()
	g.says("hello")
	g.hears("HELLO")
	p.seesRow("|0|hello|→ HELLO")
	p.selects("hello")
	p.Click("The answer")
	if got := len(p.Find("HELLO")); got != 1 { // the row says “→ HELLO”
		t.Errorf("the answer's text stands there %d times", got)
	}
	p.Click("Text")
	if got := p.Clipboard(); got != "HELLO" {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestDetailStaysInTheWindowAtEverySize(t *testing.T) {
	for name, message := range map[string]string{
		"short": "hello", "long": strings.Repeat(uitest.EveryByte(), 70), "wide": strings.Repeat("W", 5000),
	} {
		t.Run(name, func(t *testing.T) {
			p := openIn(t, uitest.NewApp(theme.VariantDark), everywhere, port(5555))
			b := []byte(message)
			p.Journal.Message(noon, 0, b, b, 1, journal.FilledBuffer|journal.Coalesced)
			p.WaitFor("the row", func() bool { return len(p.rows()) == 1 })
			for _, size := range sizes {
				p.window.Resize(size)
				p.Texts()
				if p.Shows("Copy as") {
					p.Click("Close")
				}
				p.ClickObject(p.messageRows()[0])
				p.Texts()
				if got := p.window.Canvas().Size(); got != size {
					t.Errorf("the window grew from %v to %v", size, got)
				}
				uitest.CheckInside(t, p.Harness)
				panel := p.Where(p.messages.Box).Bounds
				for _, text := range []string{"Close", "Python bytes", "The answer"} {
					found := p.Find(text)
					if len(found) != 1 || !found[0].Bounds.IsWithin(panel) {
						t.Errorf("at %v %q is not in the detail: %v", size, text, found)
					}
				}
			}
		})
	}
}
