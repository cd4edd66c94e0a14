package ui

import (
	"slices"
	"testing"
	"time"

	"porchlight/internal/ui/players"

	"porchlight/internal/journal"
	"porchlight/internal/session"
)

func TestPlayersAppearAndLeave(t *testing.T) {
	h := open(t)
	h.WaitForText("Players show up here once you are hosting.")
	h.startHosting()
	h.WaitForText("Nobody is here yet.")
	h.WaitForText("Players: 0 of 2")

	a := h.connect()
	h.WaitForText("Players: 1 of 2")
	h.WaitForText("Hosting. One player is here.")
	h.WaitForNoText("Nobody is here yet.")

	b := h.connect()
	h.WaitForText("Players: 2 of 2")
	h.WaitForText("Hosting. 2 players are here.")
	h.WaitFor("two rows", func() bool { return slices.Equal(h.seats(), []int{0, 1}) })

	_ = a.Close()
	h.WaitForText("Players: 1 of 2")
	h.WaitForText("Hosting. One player is here.")
	h.WaitFor("the row of seat 1 alone", func() bool { return slices.Equal(h.seats(), []int{1}) })

	_ = b.Close()
	h.WaitForText("Players: 0 of 2")
	h.WaitForText("Nobody is here.")
	h.WaitForNoText("Nobody is here yet.")

	h.Click("Stop hosting")
	h.WaitForText("Players show up here once you are hosting.")
	h.WaitFor("no rows", func() bool { return len(h.seats()) == 0 })
}

// seats returns the seats of the visible player rows, from the top down.
func (h *windowHarness) seats() []int {
	var list []int
	for _, t := range h.Objects() {
		if r, ok := t.Canvas.(*players.Row); ok && !t.Visible.IsEmpty() {
			list = append(list, r.Seat())
		}
	}
	return list
}

func TestKickDisconnectsThatPlayerAlone(t *testing.T) {
	h := open(t)
	h.startHosting()
	a, b := h.connect(), h.connect()
	h.ClickOne("Kick", 1, 2)
	b.ReceiveEnd()
	h.WaitForText("Player 1 was kicked.")
	h.WaitForText("Players: 1 of 2")
	h.WaitForText("was kicked")
	a.Echo("still here")
	h.ClickOne("Kick", 0, 1)
	a.ReceiveEnd()
	h.WaitForText("Players: 0 of 2")
}

// advance moves the session's time forward by d, where it then stands still, and updates the window.
func (h *windowHarness) advance(d time.Duration) {
	now := h.overrides.time().Add(d)
	unlock := h.overrides.lock()
	h.overrides.now = now
	unlock()
	h.poll()
}

func TestAGameIsNotCalledFullOnceASeatIsFree(t *testing.T) {
	h := open(t, withLimit(1))
	h.startHosting()
	g := h.connect()
	h.dial().ReceiveEnd()
	h.WaitForText("The game is full")
	h.session.ReportSettingsFailed(errNoRoom) // shown before it
	h.render()
	_ = g.Close()
	h.WaitFor("the end of the notice below", func() bool { return !h.snapshot().Has(session.GameFull) })
	h.checkBanner(settingsSentence)
}

func TestKickingAnEmptySeatShowsNothing(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.session.Kick(3)
	h.render()
	if h.toast.Layer.Visible() {
		t.Errorf("it says something; the window shows %q", h.Texts())
	}
}

func TestAFullGameOffersAHigherLimit(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.connect()
	h.connect()
	third := h.dial()
	third.ReceiveEnd()
	h.WaitForText("The game is full: somebody at 127.0.0.1 could not join.")
	h.WaitForText("127.0.0.1 was turned away: the game is full")
	h.Click("Allow 3 players")
	h.WaitForNoText("The game is full")
	if got := h.header.players.Text; got != "3" {
		t.Errorf("the entry says %q", got)
	}
	h.connect().Echo("thank you")
	h.WaitForText("Players: 3 of 3")
}

func TestALimitTypedWhileHostingTakesEffect(t *testing.T) {
	h := open(t, withLimit(1))
	h.startHosting()
	h.connect()
	h.dial().ReceiveEnd()
	h.WaitForText("The game is full")
	h.TypeInto(h.header.players, "2")
	h.WaitForNoText("The game is full")
	if !h.Shows("Players: 1 of 2") {
		t.Errorf("the title says nothing of it at once: %q", h.Texts())
	}
	h.connect().Echo("thank you")
}

func TestALowerLimitDisconnectsNobody(t *testing.T) {
	h := open(t, withLimit(3))
	h.startHosting()
	a, b := h.connect(), h.connect()
	h.TypeInto(h.header.players, "1")
	h.WaitForText("Players: 2 of 1")
	a.Echo("still here")
	b.Echo("me too")
	h.dial().ReceiveEnd()
	h.WaitForText("The game is full")
}

func TestAnImpossibleLimitTypedWhileHostingChangesNothing(t *testing.T) {
	h := open(t, withLimit(2))
	h.startHosting()
	for _, text := range []string{"", "-3", "many"} {
		h.TypeInto(h.header.players, text)
		h.WaitForText("A number of players, or “No limit”.")
		if got := h.Host.Limit(); got != 2 {
			t.Errorf("%q: the limit is %d", text, got)
		}
	}
}

func TestWithoutALimitEveryConnectionIsAdmitted(t *testing.T) {
	h := open(t, withLimit(1))
	h.startHosting()
	h.ClickObject(h.header.players.ActionItem)
	h.Click("No limit")
	if got := h.Host.Limit(); got != 0 {
		t.Fatalf("the limit is %d", got)
	}
	for range 5 {
		h.connect().Echo("hello")
	}
	h.WaitForText("Players: 5")
	if h.Shows("Players: 5 of") {
		t.Errorf("a limit among %q", h.Texts())
	}
	h.TypeInto(h.header.players, "9")
	h.TypeInto(h.header.players, "NO LIMIT")
	if got := h.Host.Limit(); got != 0 {
		t.Errorf("in capitals: the limit is %d", got)
	}
}

func TestStoppingClearsTheNoticeThatTheGameIsFull(t *testing.T) {
	h := open(t, withLimit(1))
	h.startHosting()
	h.connect()
	h.dial().ReceiveEnd()
	h.WaitForText("The game is full")
	h.Click("Stop hosting")
	// A connection is rejected after the window's last poll and before hosting has stopped.
	h.Journal.Event(noon, journal.Event{Kind: journal.Refused, Reason: journal.GameFull, Seat: -1, Addr: h.Host.Addr()})
	h.WaitForText("Start hosting")
	h.catchUp()
	if h.Shows("The game is full") {
		t.Error("a game that is over is called full")
	}
}

func TestARejectionBeforeARestartIsNotReportedAgain(t *testing.T) {
	h := open(t, withLimit(1))
	h.startHosting()
	h.connect()
	h.dial().ReceiveEnd()
	h.WaitForText("The game is full")
	h.Click("Stop hosting")
	h.WaitForText("Start hosting")
	h.startHosting()
	h.catchUp()
	if h.Shows("The game is full") {
		t.Error("an empty game is called full")
	}
}
