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
	p := open(t)
	p.WaitForText("Players show up here once you are hosting.")
	p.hosts()
	p.WaitForText("Nobody is here yet.")
	p.WaitForText("Players: 0 of 2")

	a := p.guest()
	p.WaitForText("Players: 1 of 2")
	p.WaitForText("Hosting. One player is here.")
	p.WaitForNoText("Nobody is here yet.")

	b := p.guest()
	p.WaitForText("Players: 2 of 2")
	p.WaitForText("Hosting. 2 players are here.")
	p.WaitFor("two rows", func() bool { return slices.Equal(p.seats(), []int{0, 1}) })

	_ = a.Close()
	p.WaitForText("Players: 1 of 2")
	p.WaitForText("Hosting. One player is here.")
	p.WaitFor("the row of seat 1 alone", func() bool { return slices.Equal(p.seats(), []int{1}) })

	_ = b.Close()
	p.WaitForText("Players: 0 of 2")
	p.WaitForText("Nobody is here.")
	p.WaitForNoText("Nobody is here yet.")

	p.Click("Stop hosting")
	p.WaitForText("Players show up here once you are hosting.")
	p.WaitFor("no rows", func() bool { return len(p.seats()) == 0 })
}

// seats returns the seats of the visible player rows, from the top down.
func (p *person) seats() []int {
	var list []int
	for _, t := range p.Objects() {
		if r, ok := t.Canvas.(*players.Row); ok && !t.Visible.IsEmpty() {
			list = append(list, r.Seat())
		}
	}
	return list
}

func TestKickSendsOutThatPlayerAlone(t *testing.T) {
	p := open(t)
	p.hosts()
	a, b := p.guest(), p.guest()
	p.ClickOne("Kick", 1, 2)
	b.hearsTheEnd()
	p.WaitForText("Player 1 was kicked.")
	p.WaitForText("Players: 1 of 2")
	p.WaitForText("was kicked")
	a.echoes("still here")
	p.ClickOne("Kick", 0, 1)
	a.hearsTheEnd()
	p.WaitForText("Players: 0 of 2")
}

// passes has so much time pass for the session and the list of players, where it then stands still.
func (p *person) passes(d time.Duration) {
	now := p.seen.time().Add(d)
	unlock := p.seen.lock()
	p.seen.now = now
	unlock()
	p.session.Poll()
	p.refresh(time.Now())
}

func TestAGameIsNotCalledFullOnceASeatIsFree(t *testing.T) {
	p := open(t, limit(1))
	p.hosts()
	g := p.guest()
	p.knock().hearsTheEnd()
	p.WaitForText("The game is full")
	p.session.ReportSettingsFailed(errNoRoom) // shown before it
	p.render()
	_ = g.Close()
	p.WaitFor("the end of the notice below", func() bool { return !p.snapshot().Has(session.GameFull) })
	p.isTold(settingsSentence)
}

func TestKickingNobodySaysNothing(t *testing.T) {
	p := open(t)
	p.hosts()
	p.session.Kick(3)
	p.render()
	if p.toast.Layer.Visible() {
		t.Errorf("it says something; the window shows %q", p.Texts())
	}
}

func TestAFullGameOffersToLetOneMoreIn(t *testing.T) {
	p := open(t)
	p.hosts()
	p.guest()
	p.guest()
	third := p.knock()
	third.hearsTheEnd()
	p.WaitForText("The game is full: somebody at 127.0.0.1 could not join.")
	p.WaitForText("127.0.0.1 was turned away: the game is full")
	p.Click("Allow 3 players")
	p.WaitForNoText("The game is full")
	if got := p.header.players.Text; got != "3" {
		t.Errorf("the entry says %q", got)
	}
	p.guest().echoes("thank you")
	p.WaitForText("Players: 3 of 3")
}

func TestALimitTypedWhileHostingHolds(t *testing.T) {
	p := open(t, limit(1))
	p.hosts()
	p.guest()
	p.knock().hearsTheEnd()
	p.WaitForText("The game is full")
	p.TypeInto(p.header.players, "2")
	p.WaitForNoText("The game is full")
	if !p.Shows("Players: 1 of 2") {
		t.Errorf("the title says nothing of it at once: %q", p.Texts())
	}
	p.guest().echoes("thank you")
}

func TestALowerLimitSendsNobodyOut(t *testing.T) {
	p := open(t, limit(3))
	p.hosts()
	a, b := p.guest(), p.guest()
	p.TypeInto(p.header.players, "1")
	p.WaitForText("Players: 2 of 1")
	a.echoes("still here")
	b.echoes("me too")
	p.knock().hearsTheEnd()
	p.WaitForText("The game is full")
}

func TestAnImpossibleLimitTypedWhileHostingChangesNothing(t *testing.T) {
	p := open(t, limit(2))
	p.hosts()
	for _, text := range []string{"", "-3", "many"} {
		p.TypeInto(p.header.players, text)
		p.WaitForText("A number of players, or “No limit”.")
		if got := p.Host.Limit(); got != 2 {
			t.Errorf("%q: the limit is %d", text, got)
		}
	}
}

func TestNoLimitLetsEverybodyIn(t *testing.T) {
	p := open(t, limit(1))
	p.hosts()
	p.ClickObject(p.header.players.ActionItem)
	p.Click("No limit")
	if got := p.Host.Limit(); got != 0 {
		t.Fatalf("the limit is %d", got)
	}
	for range 5 {
		p.guest().echoes("hello")
	}
	p.WaitForText("Players: 5")
	if p.Shows("Players: 5 of") {
		t.Errorf("a limit among %q", p.Texts())
	}
	p.TypeInto(p.header.players, "9")
	p.TypeInto(p.header.players, "NO LIMIT")
	if got := p.Host.Limit(); got != 0 {
		t.Errorf("in capitals: the limit is %d", got)
	}
}

func TestStoppingTakesTheFullNoticeBackForGood(t *testing.T) {
	p := open(t, limit(1))
	p.hosts()
	p.guest()
	p.knock().hearsTheEnd()
	p.WaitForText("The game is full")
	p.Click("Stop hosting")
	// Somebody is turned away after the window's last look and before the end.
	p.Journal.Event(noon, journal.Event{Kind: journal.Refused, Reason: journal.GameFull, Seat: -1, Addr: p.Host.Addr()})
	p.WaitForText("Start hosting")
	p.catchUp()
	if p.Shows("The game is full") {
		t.Error("a game that is over is called full")
	}
}

func TestARefusalOfTheHostingBeforeIsNotToldAgain(t *testing.T) {
	p := open(t, limit(1))
	p.hosts()
	p.guest()
	p.knock().hearsTheEnd()
	p.WaitForText("The game is full")
	p.Click("Stop hosting")
	p.WaitForText("Start hosting")
	p.hosts()
	p.catchUp()
	if p.Shows("The game is full") {
		t.Error("an empty game is called full")
	}
}
