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

// defaultRateLimit is the rate limit without preferences and flags.
var defaultRateLimit = host.RateLimit{Messages: host.DefaultMessages, Bytes: host.DefaultBytes}

func TestChangedRateLimitsAreSaved(t *testing.T) {
	h := open(t)
	if h.snapshot().Plan.RateLimit != defaultRateLimit {
		t.Fatalf("at first it is %+v", h.snapshot().Plan.RateLimit)
	}
	w := h.openTallAccess()
	w.TypeInto(w.field(messagesField), "12")
	w.PressKey(fyne.KeyReturn)
	w.TypeInto(w.field(kilobytesField), "0,5")
	w.PressKey(fyne.KeyReturn)
	w.TypeInto(w.field(connectionsField), "3")
	w.PressKey(fyne.KeyReturn)
	w.ClickWords("Send the player out")
	want := host.RateLimit{Messages: 12, Bytes: 500, Drop: true}
	if h.snapshot().Plan.RateLimit != want || h.snapshot().Plan.Policy.PerSecond != 3 {
		t.Errorf("it is %+v with %d connections", h.snapshot().Plan.RateLimit, h.snapshot().Plan.Policy.PerSecond)
	}
	again := openIn(t, h.App)
	if again.snapshot().Plan.RateLimit != want || again.snapshot().Plan.Policy.PerSecond != 3 {
		t.Errorf("next time it is %+v with %d connections", again.snapshot().Plan.RateLimit, again.snapshot().Plan.Policy.PerSecond)
	}
	w = again.openTallAccess()
	if w.text(messagesField) != "12" || w.text(kilobytesField) != "0.5" || w.text(connectionsField) != "3" || !strings.HasSuffix(w.selected(), "|Send the player out") {
		t.Errorf("next time the window says %q, %q, %q, %q", w.text(messagesField), w.text(kilobytesField), w.text(connectionsField), w.selected())
	}
	for _, label := range []string{messagesField, kilobytesField, connectionsField} {
		w.TypeInto(w.field(label), "No limit")
		w.PressKey(fyne.KeyReturn)
	}
	w.ClickWords("Listen to the player more slowly")
	if third := openIn(t, h.App); third.snapshot().Plan.RateLimit != (host.RateLimit{}) || third.snapshot().Plan.Policy.PerSecond != 0 {
		t.Errorf("the third time it is %+v with %d connections", third.snapshot().Plan.RateLimit, third.snapshot().Plan.Policy.PerSecond)
	}
}

func TestARateLimitOfTheWindowTakesEffect(t *testing.T) {
	h := open(t)
	h.startHosting()
	first := h.connect()
	w := h.openTallAccess()
	w.ClickWords("Send the player out")
	w.TypeInto(w.field(kilobytesField), "1")
	first.Echo("a number that is typed holds once it is typed")
	w.PressKey(fyne.KeyReturn)
	h.flood(first)
	h.WaitForText("Player 0 at 127.0.0.1 was sent out, because it sent too many bytes a second.")
	h.WaitForText("was sent out: it sent too many bytes a second")
	h.Click("Stop hosting")
	h.WaitForText("Start hosting")
	h.checkBanner()
	h.startHosting() // with the saved limit
	second := h.connect()
	w.ClickWords("Listen to the player more slowly")
	h.flood(second)
	h.WaitForText("Player 0 sends more than 1.0 kB a second, so Porchlight listens to it more slowly.")
	h.Click("Change the limit…")
	w.WaitForText("Too much at once")
	w.TypeInto(w.field(kilobytesField), "2")
	w.PressKey(fyne.KeyReturn)
	h.WaitForNoText("listens to it more slowly.")
}

// flood makes a client send far more than a small limit admits in a second.
func (h *windowHarness) flood(g *client) {
	h.T.Helper()
	go func() { _, _ = g.Write([]byte(strings.Repeat("x", 50_000))) }()
}

func TestTheNoticeOfASlowedPlayerEndsWhenItLeaves(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.Journal.Event(noon, journal.Event{Kind: journal.Slowed, Reason: journal.TooFast, Conn: 7, Seat: 3, Count: 50_000})
	h.WaitForText("Player 3 sends more than 50\u2009000 messages a second, so Porchlight listens to it more slowly.")
	h.Journal.Event(noon, journal.Event{Kind: journal.Left, Reason: journal.ByPlayer, Conn: 6, Seat: 2, Addr: strangerAddr()})
	h.catchUp()
	if !h.Shows("Player 3 sends") {
		t.Error("the notice ended with another player")
	}
	h.Journal.Event(noon, journal.Event{Kind: journal.Left, Reason: journal.ByPlayer, Conn: 7, Seat: 3, Addr: strangerAddr()})
	h.WaitForNoText("Player 3 sends")
	h.checkBanner()
}

func TestANumberTakesEffectOnceTheEntryLosesTheFocus(t *testing.T) {
	h := open(t)
	w := h.openTallAccess()
	w.TypeInto(w.field(messagesField), "5")
	if h.snapshot().Plan.RateLimit != defaultRateLimit {
		t.Errorf("while it is typed it is %+v", h.snapshot().Plan.RateLimit)
	}
	w.TypeText("00")
	w.TypeInto(w.field(kilobytesField), "7") // takes the focus away
	if h.snapshot().Plan.RateLimit.Messages != 500 || h.snapshot().Plan.RateLimit.Bytes != host.DefaultBytes {
		t.Errorf("then it is %+v", h.snapshot().Plan.RateLimit)
	}
	h.accessWindow.Hide()
	if h.snapshot().Plan.RateLimit.Bytes != 7000 {
		t.Errorf("when the window is closed it is %+v", h.snapshot().Plan.RateLimit)
	}
}

func TestAnInvalidRateLimitChangesNothingAndShowsAHint(t *testing.T) {
	h := open(t)
	w := h.openTallAccess()
	for label, sentence := range map[string]string{
		messagesField:    "Type a number of messages, or “No limit”.",
		kilobytesField:   "Type a number of kilobytes, or “No limit”.",
		connectionsField: "Type a number of new connections, or “No limit”.",
	} {
		e, right := w.field(label), w.text(label)
		for _, text := range []string{"", "many", "-1", "1000001", "NaN", "Inf", "0.0001"} {
			w.TypeInto(e, text)
			w.WaitForText(sentence)
			w.PressKey(fyne.KeyReturn)
		}
		w.TypeInto(e, right)
		w.PressKey(fyne.KeyReturn)
		w.WaitForNoText(sentence)
	}
	if h.snapshot().Plan.RateLimit != defaultRateLimit || h.snapshot().Plan.Policy != defaultPolicy {
		t.Errorf("it is %+v, %+v", h.snapshot().Plan.RateLimit, h.snapshot().Plan.Policy)
	}
}

func TestTheRateLimitOfTheCommandLineIsNotSaved(t *testing.T) {
	a := uitest.NewApp(theme.VariantDark)
	h := openIn(t, a, func(s *setup) {
		s.Flags.RateLimit = func(host.RateLimit) host.RateLimit { return host.RateLimit{Messages: 7, Bytes: 1234, Drop: true} }
	})
	w := h.openTallAccess()
	if w.text(messagesField) != "7" || w.text(kilobytesField) != "1.234" || !strings.HasSuffix(w.selected(), "|Send the player out") {
		t.Errorf("it says %q, %q, %q", w.text(messagesField), w.text(kilobytesField), w.selected())
	}
	w.field(messagesField).SetText("8")
	if want := (host.RateLimit{Messages: 8, Bytes: 1234, Drop: true}); h.snapshot().Plan.RateLimit != want {
		t.Errorf("after one change it is %+v", h.snapshot().Plan.RateLimit)
	}
	if again := openIn(t, a); again.snapshot().Plan.RateLimit != (host.RateLimit{Messages: 8, Bytes: host.DefaultBytes}) {
		t.Errorf("next time it is %+v", again.snapshot().Plan.RateLimit)
	}
}

func TestInvalidRateLimitPreferencesFallBackToDefaults(t *testing.T) {
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
		if s.RateLimit != defaultRateLimit || s.Policy != defaultPolicy {
			t.Errorf("%s: %+v, %+v", name, s.RateLimit, s.Policy)
		}
	}
}
