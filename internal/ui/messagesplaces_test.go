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

func TestTheListFollowsAfterItsHeightShrinks(t *testing.T) {
	h := open(t, withLimit(1))
	h.startHosting()
	h.connect()
	h.recordNumbered(100)
	h.WaitFor("the end", func() bool { return h.lastReceived() == "m101" })
	h.dial().ReceiveEnd()
	h.WaitForText("The game is full") // the banner above the list makes it lower
	h.WaitFor("the row about that", func() bool { return h.lastReceived() == "" })
	h.recordNumbered(5)
	h.WaitFor("the newest row", func() bool { return h.lastReceived() == "m107" })
}

func TestAListAtItsEndStaysThereWhenItsHeightChanges(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.connect()
	h.recordNumbered(100)
	h.WaitFor("the end", func() bool { return h.lastReceived() == "m101" })
	stays := func(when string) {
		t.Helper()
		if got := h.lastReceived(); got != "m101" {
			t.Errorf("%s the last visible row is %q", when, got)
		}
	}
	size := h.window.Canvas().Size()
	h.window.Resize(size.SubtractWidthHeight(0, 100))
	stays("in a lower window")
	h.window.Resize(size)
	stays("in a higher window")
	h.banner.Show(kit.Notice{Trouble: true, Sentence: "Something is in the way of the last rows."})
	stays("below a banner")
	h.banner.Clear()
	stays("without the banner")
	h.Click("Stop hosting")
	h.WaitForText("Start hosting")
	h.waitForRow("hosting stopped")

	h.scroll(30 * kit.RowHeight)
	h.Texts()
	offset := h.messages.List.GetScrollOffset()
	h.banner.Show(kit.Notice{Trouble: true, Sentence: "Something is in the way of the last rows."})
	h.Texts()
	if got := h.messages.List.GetScrollOffset(); got != offset {
		t.Errorf("further up, the offset moved from %v to %v", offset, got)
	}
}

func TestCopyInAnEntryCopiesItsSelection(t *testing.T) {
	h := open(t, withPort(5555))
	h.recordMessages("message")
	h.WaitFor("the row", func() bool { return len(h.rows()) == 1 })
	h.selectRow("message")
	h.ClickObject(h.header.port)
	h.header.port.TypedShortcut(&fyne.ShortcutSelectAll{})
	h.PressCopy()
	if got := h.Clipboard(); got != "5555" {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestDetailOfAMessageLongerThanTheBufferSaysSo(t *testing.T) {
	h := open(t, func(s *setup) { s.Base.ReadBuffer = 8 })
	h.startHosting()
	g := h.connect()
	g.Echo("12345678abcdefgh....")
	h.WaitFor("the rows", func() bool { return slices.Contains(h.received(), "....") })
	if got := h.received(); !slices.Contains(got, "12345678 ⋯") || !slices.Contains(got, "abcdefgh ⋯") {
		t.Errorf("the rows are %q", got)
	}
	const note = "Longer than 8 bytes: the rest is the next message."
	h.selectRow("12345678")
	h.WaitForText(note)
	h.selectRow("....")
	h.WaitForNoText(note)
}

func TestDetailOfTwoLinesInOneWriteSaysSo(t *testing.T) {
	h := open(t, func(s *setup) {
		var err error
		if s.Game, err = s.Library.Find("Chat lines"); err != nil {
			t.Fatal(err)
		}
	})
	h.startHosting()
	h.connect().Send("one\ntwo\n")
	h.WaitFor("the rows", func() bool { return slices.Contains(h.received(), "two +") })
	if got := h.received(); !slices.Contains(got, "one") {
		t.Errorf("the rows are %q", got)
	}
	const note = "It came in one piece with the message before it."
	h.selectRow("two")
	h.WaitForText(note)
	h.selectRow("one")
	h.WaitForNoText(note)
}

func TestDetailShowsAndCopiesTheAnswer(t *testing.T) {
	h := open(t, withRule(upperCaseRule{game.Sender}))
	h.startHosting()
	g := h.connect()
	g.Send("hello")
	g.Receive("HELLO")
	h.waitForRow("|0|hello|→ HELLO")
	h.selectRow("hello")
	h.Click("The answer")
	if got := len(h.Find("HELLO")); got != 1 { // the row says “→ HELLO”
		t.Errorf("the answer's text stands there %d times", got)
	}
	h.Click("Text")
	if got := h.Clipboard(); got != "HELLO" {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestDetailStaysInTheWindowAtEverySize(t *testing.T) {
	for name, message := range map[string]string{
		"short": "hello", "long": strings.Repeat(uitest.EveryByte(), 70), "wide": strings.Repeat("W", 5000),
	} {
		t.Run(name, func(t *testing.T) {
			h := openIn(t, uitest.NewApp(theme.VariantDark), onAllAddresses, withPort(5555))
			b := []byte(message)
			h.Journal.Message(noon, 0, b, b, 1, journal.FilledBuffer|journal.Coalesced)
			h.WaitFor("the row", func() bool { return len(h.rows()) == 1 })
			for _, size := range sizes {
				h.window.Resize(size)
				h.Texts()
				if h.Shows("Copy as") {
					h.Click("Close")
				}
				h.ClickObject(h.messageRows()[0])
				h.Texts()
				if got := h.window.Canvas().Size(); got != size {
					t.Errorf("the window grew from %v to %v", size, got)
				}
				uitest.CheckInside(t, h.Harness)
				panel := h.Where(h.messages.Box).Bounds
				for _, text := range []string{"Close", "Python bytes", "The answer"} {
					found := h.Find(text)
					if len(found) != 1 || !found[0].Bounds.IsWithin(panel) {
						t.Errorf("at %v %q is not in the detail: %v", size, text, found)
					}
				}
			}
		})
	}
}
