package messages

import (
	"bytes"
	"encoding/hex"
	"os/exec"
	"strings"
	"testing"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/journal"
	"porchlight/internal/ui/uitest"
)

// openDetail logs messages and selects one of them.
func (h *viewHarness) openDetail(which int, messages ...string) {
	h.T.Helper()
	h.log(messages...)
	h.WaitFor("the rows", func() bool { return len(h.rows()) == len(messages) })
	h.ClickObject(h.messageRows()[which])
	if !h.messages.detail.box.Visible() {
		h.T.Fatal("a selected message shows no detail")
	}
}

func TestDetailShowsTextDumpAndLength(t *testing.T) {
	p := open(t)
	p.openDetail(1, "before", "two\nlines", "after")
	d := p.messages.detail
	if got := d.text.Text; got != `two\nlines` {
		t.Errorf("the text is %q", got)
	}
	if got, want := strings.Join(d.dump.lines, "\n"), strings.TrimRight(hex.Dump([]byte("two\nlines")), "\n"); got != want {
		t.Errorf("the dump is %q, want %q", got, want)
	}
	p.WaitForText(d.dump.lines[0])
	p.WaitForText("Player 0, 12:00:00.123: 9 bytes, 0s after its last")
	if d.marks.Visible() {
		t.Errorf("an ordinary message is remarked upon: %q", d.marks.Text)
	}
}

func TestDetailShowsTheTimeSinceThePlayersLastMessage(t *testing.T) {
	p := open(t)
	j := p.Journal
	message := func(after time.Duration, seat int, text string) {
		j.Message(noon.Add(after), seat, []byte(text), []byte(text), 1, 0)
	}
	message(0, 0, "first of 0")
	message(100*time.Millisecond, 1, "first of 1")
	message(1500*time.Millisecond, 0, "second of 0")
	j.Event(noon.Add(2*time.Second), journal.Event{Kind: journal.Joined, Seat: 0})
	message(3*time.Second, 0, "first of another 0")
	p.WaitFor("the rows", func() bool { return len(p.rows()) == 5 })
	for _, c := range []struct{ text, title string }{
		{"first of 0", "Player 0, 12:00:00.123: 10 bytes"},
		{"first of 1", "Player 1, 12:00:00.223: 10 bytes"},
		{"second of 0", "Player 0, 12:00:01.623: 11 bytes, 1.5s after its last"},
		{"first of another 0", "Player 0, 12:00:03.123: 18 bytes"},
	} {
		p.messages.closeDetail()
		p.selectMessage(c.text)
		if got := p.messages.detail.title.Text; got != c.title {
			t.Errorf("%s: the title is %q, want %q", c.text, got, c.title)
		}
	}
}

func TestDetailCopiesTheMessageAsTextAndHex(t *testing.T) {
	for message, want := range map[string]struct{ text, hex string }{
		"50,50":      {"50,50", "35 30 2c 35 30"},
		"two\nlines": {"two\nlines", "74 77 6f 0a 6c 69 6e 65 73"},
		"\xffa":      {"\ufffda", "ff 61"},
		"é":          {"é", "c3 a9"},
	} {
		p := open(t)
		p.openDetail(0, message)
		p.Click("Text")
		if got := p.Clipboard(); got != want.text {
			t.Errorf("%q as text is %q", message, got)
		}
		p.WaitForText("Copied as Text.")
		p.ClickOne("Hex", 1, 2) // the other one is over the list
		if got := p.Clipboard(); got != want.hex {
			t.Errorf("%q as hex is %q", message, got)
		}
		p.WaitForText("Copied as Hex.")
	}
}

func TestDetailCopiesEveryByteAsPythonReadsIt(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Fatal("no Python here:", err)
	}
	p := open(t)
	// Twice, so that digits follow what is escaped.
	message := uitest.EveryByte() + "\x000\x011\"'\\n\\x41" + uitest.EveryByte()
	p.openDetail(0, message)
	p.Click("Python bytes")
	literal := p.Clipboard()
	got, err := exec.Command(python, "-c", "import sys; sys.stdout.buffer.write("+literal+")").Output()
	if err != nil {
		t.Fatalf("Python does not take %s: %v", literal, err)
	}
	if !bytes.Equal(got, []byte(message)) {
		t.Errorf("Python makes %q of it", got)
	}
}

func TestDetailIsHiddenByClose(t *testing.T) {
	p := open(t)
	p.openDetail(0, "hello")
	before := len(p.rows())
	p.Click("Close")
	if p.messages.detail.box.Visible() || p.Shows("Copy as") {
		t.Error("it is still there")
	}
	if p.messages.hasSelection || before != 1 {
		t.Error("the message is still selected")
	}
	p.ClickObject(p.messageRows()[0])
	if !p.messages.detail.box.Visible() {
		t.Error("it does not come again")
	}
}

func TestDetailEscapesInvisibleCharacters(t *testing.T) {
	for _, message := range []string{uitest.EveryByte(), uitest.EveryByte()[:128], "\u202eevil\u2066\u200b\u2028", "\x1b[31m\a\b\r\n\t\x7f"} {
		p := open(t)
		p.openDetail(0, message)
		for _, thing := range p.Objects() {
			text := ""
			switch o := thing.Canvas.(type) {
			case *widget.Label:
				text = o.Text
			case *canvas.Text:
				text = o.Text
			}
			if i := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }); i >= 0 {
				t.Errorf("%q is drawn with %q", message, text[i:])
			}
		}
	}
}

func TestDetailOfAnEventShowsItsWholeSentence(t *testing.T) {
	p := open(t)
	p.Window.Resize(fyne.NewSize(384, 200))
	p.log("a message")
	why := "header that is no length: expected 4 digits and spaces, got 2d 31 20 20 78"
	p.Journal.Event(noon, journal.Event{Kind: journal.Left, Reason: journal.BadMessage, Detail: why})
	p.WaitFor("the rows", func() bool { return len(p.rows()) == 2 })
	if said := p.rows()[1]; strings.Contains(said, why) {
		t.Fatalf("the row has room for all: %q", said)
	}
	p.ClickObject(p.messageRows()[1])
	p.WaitForText("was sent out: it sent what is no message in this game (" + why + ")")
	p.WaitForText("Player 0, 12:00:00.123")
	if p.Shows("Copy as") {
		t.Error("it offers to copy bytes that there are not")
	}
	p.Click("Close")
	p.ClickObject(p.messageRows()[0])
	p.WaitForText("Copy as")
	p.WaitForNoText("was sent out: it sent what is no message in this game (" + why + ")")
}

func TestTheDumpOfALargeMessageDrawsOnlyWhatIsInView(t *testing.T) {
	p := open(t)
	p.openDetail(0, strings.Repeat("0123456789abcdef", shownBytes/16))
	d := p.messages.detail
	p.Texts()
	if len(d.dump.lines) != shownBytes/16 || len(d.dump.texts) > 40 {
		t.Errorf("of %d lines %d are drawn", len(d.dump.lines), len(d.dump.texts))
	}
	for _, line := range []int{0, 500, shownBytes/16 - 1} {
		to := d.dump.Position().Y + float32(line)*d.dump.cell().Height - 20
		d.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, d.scroll.Offset.Y-to)}) // as by the wheel
		if want := d.dump.lines[line]; !p.Shows(want) {
			t.Errorf("line %d is not in sight", line)
		}
	}
}
