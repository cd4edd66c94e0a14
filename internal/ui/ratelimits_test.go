package ui

import (
	"strings"
	"testing"

	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// usualPace is how much a player may send where nobody said anything.
var usualPace = host.RateLimit{Messages: host.DefaultMessages, Bytes: host.DefaultBytes}

func TestHowMuchAPlayerMaySendIsChangedAndKept(t *testing.T) {
	p := open(t)
	if p.snapshot().Plan.RateLimit != usualPace {
		t.Fatalf("at first it is %+v", p.snapshot().Plan.RateLimit)
	}
	who := p.opensWholeAccess()
	who.TypeInto(who.field(messagesField), "12")
	who.PressKey(fyne.KeyReturn)
	who.TypeInto(who.field(kilobytesField), "0,5")
	who.PressKey(fyne.KeyReturn)
	who.TypeInto(who.field(connectionsField), "3")
	who.PressKey(fyne.KeyReturn)
	who.ClickWords("Send the player out")
	want := host.RateLimit{Messages: 12, Bytes: 500, Drop: true}
	if p.snapshot().Plan.RateLimit != want || p.snapshot().Plan.Policy.PerSecond != 3 {
		t.Errorf("it is %+v with %d connections", p.snapshot().Plan.RateLimit, p.snapshot().Plan.Policy.PerSecond)
	}
	again := openIn(t, p.App)
	if again.snapshot().Plan.RateLimit != want || again.snapshot().Plan.Policy.PerSecond != 3 {
		t.Errorf("next time it is %+v with %d connections", again.snapshot().Plan.RateLimit, again.snapshot().Plan.Policy.PerSecond)
	}
	who = again.opensWholeAccess()
	if who.text(messagesField) != "12" || who.text(kilobytesField) != "0.5" || who.text(connectionsField) != "3" || !strings.HasSuffix(who.chosen(), "|Send the player out") {
		t.Errorf("next time the window says %q, %q, %q, %q", who.text(messagesField), who.text(kilobytesField), who.text(connectionsField), who.chosen())
	}
	for _, label := range []string{messagesField, kilobytesField, connectionsField} {
		who.TypeInto(who.field(label), "No limit")
		who.PressKey(fyne.KeyReturn)
	}
	who.ClickWords("Listen to the player more slowly")
	if third := openIn(t, p.App); third.snapshot().Plan.RateLimit != (host.RateLimit{}) || third.snapshot().Plan.Policy.PerSecond != 0 {
		t.Errorf("the third time it is %+v with %d connections", third.snapshot().Plan.RateLimit, third.snapshot().Plan.Policy.PerSecond)
	}
}

func TestAPlayerIsHeldToWhatTheWindowSays(t *testing.T) {
	p := open(t)
	p.hosts()
	first := p.guest()
	who := p.opensWholeAccess()
	who.ClickWords("Send the player out")
	who.TypeInto(who.field(kilobytesField), "1")
	first.echoes("a number that is typed holds once it is typed")
	who.PressKey(fyne.KeyReturn)
	p.floods(first)
	p.WaitForText("Player 0 at 127.0.0.1 was sent out, because it sent too many bytes a second.")
	p.WaitForText("was sent out: it sent too many bytes a second")
	p.Click("Stop hosting")
	p.WaitForText("Start hosting")
	p.isTold()
	p.hosts() // with the limit that is kept
	second := p.guest()
	who.ClickWords("Listen to the player more slowly")
	p.floods(second)
	p.WaitForText("Player 0 sends more than 1.0 kB a second, so Porchlight listens to it more slowly.")
	p.Click("Change the limit…")
	who.WaitForText("Too much at once")
	who.TypeInto(who.field(kilobytesField), "2")
	who.PressKey(fyne.KeyReturn)
	p.WaitForNoText("listens to it more slowly.")
}

// floods has a guest send far more than a second's worth of small limits.
func (p *person) floods(g *guest) {
	p.T.Helper()
	go func() { _, _ = g.Write([]byte(strings.Repeat("x", 50_000))) }()
}

func TestTheNewsOfAPlayerThatIsSlowedEndsWithIt(t *testing.T) {
	p := open(t)
	p.hosts()
	p.Journal.Event(noon, journal.Event{Kind: journal.Slowed, Reason: journal.TooFast, Conn: 7, Seat: 3, Count: 50_000})
	p.WaitForText("Player 3 sends more than 50\u2009000 messages a second, so Porchlight listens to it more slowly.")
	p.Journal.Event(noon, journal.Event{Kind: journal.Left, Reason: journal.ByPlayer, Conn: 6, Seat: 2, Addr: at203()})
	p.catchUp()
	p.WaitForText("Player 3 sends")
	p.Journal.Event(noon, journal.Event{Kind: journal.Left, Reason: journal.ByPlayer, Conn: 7, Seat: 3, Addr: at203()})
	p.catchUp()
	p.isTold()
}

func TestANumberOnItsWayIsNoLimit(t *testing.T) {
	p := open(t)
	who := p.opensWholeAccess()
	who.TypeInto(who.field(messagesField), "5")
	if p.snapshot().Plan.RateLimit != usualPace {
		t.Errorf("while it is typed it is %+v", p.snapshot().Plan.RateLimit)
	}
	who.TypeText("00")
	who.TypeInto(who.field(kilobytesField), "7") // the focus goes
	if p.snapshot().Plan.RateLimit.Messages != 500 || p.snapshot().Plan.RateLimit.Bytes != host.DefaultBytes {
		t.Errorf("then it is %+v", p.snapshot().Plan.RateLimit)
	}
	p.accessWindow.Hide()
	if p.snapshot().Plan.RateLimit.Bytes != 7000 {
		t.Errorf("when the window is closed it is %+v", p.snapshot().Plan.RateLimit)
	}
}

func TestWhatIsNoNumberIsNoLimitAndSaysSo(t *testing.T) {
	p := open(t)
	who := p.opensWholeAccess()
	for label, sentence := range map[string]string{
		messagesField:    "Type a number of messages, or “No limit”.",
		kilobytesField:   "Type a number of kilobytes, or “No limit”.",
		connectionsField: "Type a number of new connections, or “No limit”.",
	} {
		e, right := who.field(label), who.text(label)
		for _, text := range []string{"", "many", "-1", "1000001", "NaN", "Inf", "0.0001"} {
			who.TypeInto(e, text)
			who.WaitForText(sentence)
			who.PressKey(fyne.KeyReturn)
		}
		who.TypeInto(e, right)
		who.PressKey(fyne.KeyReturn)
		who.WaitForNoText(sentence)
	}
	if p.snapshot().Plan.RateLimit != usualPace || p.snapshot().Plan.Policy != usual {
		t.Errorf("it is %+v, %+v", p.snapshot().Plan.RateLimit, p.snapshot().Plan.Policy)
	}
}

func TestWhatTheCommandLineSaysOfHowMuchIsNotKept(t *testing.T) {
	a := uitest.NewApp(theme.VariantDark)
	p := openIn(t, a, func(p *setup) {
		p.Flags.RateLimit = func(host.RateLimit) host.RateLimit { return host.RateLimit{Messages: 7, Bytes: 1234, Drop: true} }
	})
	who := p.opensWholeAccess()
	if who.text(messagesField) != "7" || who.text(kilobytesField) != "1.234" || !strings.HasSuffix(who.chosen(), "|Send the player out") {
		t.Errorf("it says %q, %q, %q", who.text(messagesField), who.text(kilobytesField), who.chosen())
	}
	who.field(messagesField).SetText("8")
	if want := (host.RateLimit{Messages: 8, Bytes: 1234, Drop: true}); p.snapshot().Plan.RateLimit != want {
		t.Errorf("after one change it is %+v", p.snapshot().Plan.RateLimit)
	}
	if again := openIn(t, a); again.snapshot().Plan.RateLimit != (host.RateLimit{Messages: 8, Bytes: host.DefaultBytes}) {
		t.Errorf("next time it is %+v", again.snapshot().Plan.RateLimit)
	}
}

func TestValuesOfHowMuchThatMakeNoSenseFallBackToDefaults(t *testing.T) {
	for name, spoil := range map[string]func(fyne.Preferences){
		"negative": func(p fyne.Preferences) {
			p.SetInt("messages-a-second", -1)
			p.SetInt("bytes-a-second", -1)
			p.SetInt("connections-a-second", -1)
		},
		"too large": func(p fyne.Preferences) {
			p.SetInt("messages-a-second", kit.MaxLimit+1)
			p.SetInt("bytes-a-second", 1000*kit.MaxLimit+1)
			p.SetInt("connections-a-second", kit.MaxLimit+1)
		},
		"other types": func(p fyne.Preferences) {
			p.SetString("messages-a-second", "many")
			p.SetString("send-out-who-is-too-fast", "yes")
		},
	} {
		a := uitest.NewApp(theme.VariantDark)
		spoil(a.Preferences())
		s := openIn(t, a).snapshot().Plan
		if s.RateLimit != usualPace || s.Policy != usual {
			t.Errorf("%s: %+v, %+v", name, s.RateLimit, s.Policy)
		}
	}
}
