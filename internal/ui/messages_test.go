package ui

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2/canvas"

	"porchlight/internal/game"
	"porchlight/internal/journal"
)

// upperCaseRule answers in upper case to an audience.
type upperCaseRule struct{ audience game.Audience }

func (upperCaseRule) Join(int)  {}
func (upperCaseRule) Leave(int) {}

func (s upperCaseRule) Answer(_ *game.PlayerInfo, msg, scratch []byte) ([]byte, game.Audience) {
	return append(scratch, strings.ToUpper(string(msg))...), s.audience
}

// withRule makes the host use a rule.
func withRule(r game.Rule) func(*setup) {
	return func(s *setup) { s.Base.NewRule = func() game.Rule { return r } }
}

// recordMessages writes messages of seat 0 to the journal, each answered with itself.
func (h *windowHarness) recordMessages(messages ...string) {
	for _, m := range messages {
		b := []byte(m)
		h.Journal.Message(noon, 0, b, b, 1, 0)
	}
}

// received returns the received texts of the visible message rows, from the top down.
func (h *windowHarness) received() []string {
	var list []string
	for _, r := range h.rows() {
		list = append(list, strings.Split(r, "|")[2])
	}
	return list
}

// waitForRow waits for a visible message row whose text ends with end.
func (h *windowHarness) waitForRow(end string) {
	h.T.Helper()
	h.WaitFor("a row that ends with "+end, func() bool {
		return slices.ContainsFunc(h.rows(), func(r string) bool { return strings.HasSuffix(r, end) })
	})
}

func TestAMessageShowsItsTimeSeatTextAndAnswer(t *testing.T) {
	h := open(t, withRule(upperCaseRule{game.Sender}))
	h.startHosting()
	h.connect()
	b := h.connect()
	before := time.Now()
	b.Send("hello")
	b.Receive("HELLO")
	h.waitForRow("|1|hello|→ HELLO")
	after := time.Now()
	rows := h.rows()
	said, _, _ := strings.Cut(rows[len(rows)-1], "|")
	if !regexp.MustCompile(`^\d\d:\d\d:\d\d\.\d\d\d$`).MatchString(said) {
		t.Errorf("the time is %q", said)
	}
	const form = "15:04:05.000"
	if before.Format(form) <= after.Format(form) && (said < before.Format(form) || said > after.Format(form)) {
		t.Errorf("the time is %s, not from %s to %s", said, before.Format(form), after.Format(form))
	}
}

func TestEventsAreShownAsSentences(t *testing.T) {
	h := open(t, withLimit(1))
	h.startHosting()
	a := h.connect()
	h.dial().ReceiveEnd()
	_ = a.Close()
	h.WaitForText("Players: 0 of 1")
	b := h.connect()
	h.Click("Kick")
	b.ReceiveEnd()
	h.Click("Stop hosting")
	h.WaitForText("Start hosting")
	h.waitForRow("hosting stopped")
	for _, want := range []string{"||hosting started on port ", "|0||joined from 127.0.0.1", "||127.0.0.1 was turned away: the game is full", "|0||left", "|0||was kicked", "||hosting stopped"} {
		if !slices.ContainsFunc(h.rows(), func(r string) bool { return strings.Contains(r, want) }) {
			t.Errorf("no row with %q in\n%s", want, strings.Join(h.rows(), "\n"))
		}
	}
}

func TestBytesThatAreNotUTF8AreShownAsHex(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.connect().Echo("\xff\x00abc")
	h.waitForRow("|0|ff 00 61 62 63|→ the same")
}

func TestTheHexCheckboxShowsBytes(t *testing.T) {
	h := open(t, withRule(upperCaseRule{game.Sender}))
	h.startHosting()
	a := h.connect()
	a.Send("abc")
	a.Receive("ABC")
	h.waitForRow("|0|abc|→ ABC")
	h.Click("Hex")
	h.waitForRow("|0|61 62 63|→ 41 42 43")
	h.Click("Hex")
	h.waitForRow("|0|abc|→ ABC")
}

// unsafeTexts would change how a window or a terminal shows other text, if they were drawn.
var unsafeTexts = []string{
	"\x1b[31mred", "\x1b]0;title\a", "a\nb\r\nc\td", "\x00\x01\x7f", "\u009b31m",
	"abc\u202edcba", "\u2066x\u2069", "\u200fright", "line\u2028sep\u2029", "zero\u200bwidth", "\ufeffbom", "soft\u00adhyphen", "\ue000private",
}

func TestNoControlCharacterIsDrawn(t *testing.T) {
	h := open(t, withRule(upperCaseRule{game.Sender}))
	h.startHosting()
	a := h.connect()
	for _, s := range unsafeTexts {
		a.Send(s)
		a.Receive(strings.ToUpper(s))
	}
	h.Journal.Event(noon, journal.Event{Kind: journal.Trouble, Seat: -1, Detail: "\x1b[2J\nwiped\u202e"})
	h.waitForRow(`\x1b[2J\nwiped\u202e`)
	for _, hex := range []bool{false, true} {
		if hex {
			h.Click("Hex")
		}
		h.messages.List.ScrollToTop()
		for range 2 { // all rows are seen in two screens
			for _, thing := range h.Objects() {
				if o, ok := thing.Canvas.(*canvas.Text); ok {
					if i := strings.IndexFunc(o.Text, uitest.IsControl); i >= 0 {
						t.Errorf("%q is drawn", o.Text)
					}
				}
			}
			h.messages.List.ScrollToBottom()
		}
	}
}
