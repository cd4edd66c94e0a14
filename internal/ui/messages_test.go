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

// shouting answers in capitals, to everybody else where it is told to.
type shouting struct{ to game.Audience }

func (shouting) Join(int)  {}
func (shouting) Leave(int) {}

func (s shouting) Answer(_ *game.PlayerInfo, msg, scratch []byte) ([]byte, game.Audience) {
	return append(scratch, strings.ToUpper(string(msg))...), s.to
}

// rule has the window host with a rule.
func rule(r game.Rule) func(*setup) {
	return func(p *setup) { p.Base.NewRule = func() game.Rule { return r } }
}

// logs writes messages of seat 0, answered with themselves, into the journal.
func (p *person) logs(messages ...string) {
	for _, m := range messages {
		b := []byte(m)
		p.Journal.Message(noon, 0, b, b, 1, 0)
	}
}

// received is what the message rows in sight received, from the top down.
func (p *person) received() []string {
	var list []string
	for _, r := range p.rows() {
		list = append(list, strings.Split(r, "|")[2])
	}
	return list
}

// seesRow waits for a message row that ends so.
func (p *person) seesRow(end string) {
	p.T.Helper()
	p.WaitFor("a row that ends with "+end, func() bool {
		return slices.ContainsFunc(p.rows(), func(r string) bool { return strings.HasSuffix(r, end) })
	})
}

func TestAMessageShowsItsTimeSeatTextAndAnswer(t *testing.T) {
	p := open(t, rule(shouting{game.Sender}))
	p.hosts()
	p.guest()
	b := p.guest()
	before := time.Now()
	b.says("hello")
	b.hears("HELLO")
	p.seesRow("|1|hello|→ HELLO")
	after := time.Now()
	rows := p.rows()
	said, _, _ := strings.Cut(rows[len(rows)-1], "|")
	if !regexp.MustCompile(`^\d\d:\d\d:\d\d\.\d\d\d$`).MatchString(said) {
		t.Errorf("the time is %q", said)
	}
	const form = "15:04:05.000"
	if before.Format(form) <= after.Format(form) && (said < before.Format(form) || said > after.Format(form)) {
		t.Errorf("the time is %s, not from %s to %s", said, before.Format(form), after.Format(form))
	}
}

func TestWhatIsNoMessageIsToldInWords(t *testing.T) {
	p := open(t, limit(1))
	p.hosts()
	a := p.guest()
	p.knock().hearsTheEnd()
	_ = a.Close()
	p.WaitForText("Players: 0 of 1")
	b := p.guest()
	p.Click("Kick")
	b.hearsTheEnd()
	p.Click("Stop hosting")
	p.WaitForText("Start hosting")
	p.seesRow("hosting stopped")
	for _, want := range []string{"||hosting started on port ", "|0||joined from 127.0.0.1", "||127.0.0.1 was turned away: the game is full", "|0||left", "|0||was kicked", "||hosting stopped"} {
		if !slices.ContainsFunc(p.rows(), func(r string) bool { return strings.Contains(r, want) }) {
			t.Errorf("no row with %q in\n%s", want, strings.Join(p.rows(), "\n"))
		}
	}
}

func TestWhatIsNotUTF8ShowsAsHex(t *testing.T) {
	p := open(t)
	p.hosts()
	p.guest().echoes("\xff\x00abc")
	p.seesRow("|0|ff 00 61 62 63|→ the same")
}

func TestTheHexCheckShowsBytes(t *testing.T) {
	p := open(t, rule(shouting{game.Sender}))
	p.hosts()
	a := p.guest()
	a.says("abc")
	a.hears("ABC")
	p.seesRow("|0|abc|→ ABC")
	p.Click("Hex")
	p.seesRow("|0|61 62 63|→ 41 42 43")
	p.Click("Hex")
	p.seesRow("|0|abc|→ ABC")
}

// evil are texts that would change how a window or a terminal shows others, if they were drawn.
var evil = []string{
	"\x1b[31mred", "\x1b]0;title\a", "a\nb\r\nc\td", "\x00\x01\x7f", "\u009b31m",
	"abc\u202edcba", "\u2066x\u2069", "\u200fright", "line\u2028sep\u2029", "zero\u200bwidth", "\ufeffbom", "soft\u00adhyphen", "\ue000private",
}

func TestNoTextOnTheScreenHoldsACharacterThatIsObeyed(t *testing.T) {
	p := open(t, rule(shouting{game.Sender}))
	p.hosts()
	a := p.guest()
	for _, s := range evil {
		a.says(s)
		a.hears(strings.ToUpper(s))
	}
	p.Journal.Event(noon, journal.Event{Kind: journal.Trouble, Seat: -1, Detail: "\x1b[2J\nwiped\u202e"})
	p.seesRow(`\x1b[2J\nwiped\u202e`)
	for _, hex := range []bool{false, true} {
		if hex {
			p.Click("Hex")
		}
		p.messages.List.ScrollToTop()
		for range 2 { // all rows are seen in two screens
			for _, thing := range p.Objects() {
				if o, ok := thing.Canvas.(*canvas.Text); ok {
					if i := strings.IndexFunc(o.Text, uitest.IsControl); i >= 0 {
						t.Errorf("%q is drawn", o.Text)
					}
				}
			}
			p.messages.List.ScrollToBottom()
		}
	}
}
