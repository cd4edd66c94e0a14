package ui

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"porchlight/internal/host"
	"porchlight/internal/journal"
)

func TestPlayersAppearAndLeave(t *testing.T) {
	p := open(t)
	p.sees("Players show up here once you are hosting.")
	p.hosts()
	p.sees("Nobody is here yet.")
	p.sees("Players: 0 of 2")

	a := p.guest()
	p.sees("Players: 1 of 2")
	p.sees("Hosting. One player is here.")
	p.seesNo("Nobody is here yet.")

	b := p.guest()
	p.sees("Players: 2 of 2")
	p.sees("Hosting. 2 players are here.")
	p.await("two rows", func() bool { return slices.Equal(p.seats(), []int{0, 1}) })

	_ = a.Close()
	p.sees("Players: 1 of 2")
	p.sees("Hosting. One player is here.")
	p.await("the row of seat 1 alone", func() bool { return slices.Equal(p.seats(), []int{1}) })

	_ = b.Close()
	p.sees("Players: 0 of 2")
	p.sees("Nobody is here.")
	p.seesNo("Nobody is here yet.")

	p.press("Stop hosting")
	p.sees("Players show up here once you are hosting.")
	p.await("no rows", func() bool { return len(p.seats()) == 0 })
}

// seats are those of the player rows in sight, from the top down.
func (p *person) seats() []int {
	var list []int
	for _, t := range p.things() {
		if r, ok := t.object.(*playerRow); ok && !t.seen.empty() {
			list = append(list, r.seat)
		}
	}
	return list
}

func TestARowSaysWhereAPlayerIsAndCountsItsMessages(t *testing.T) {
	p := open(t)
	p.hosts()
	a, b := p.guest(), p.guest()
	a.echoes("one")
	a.echoes("two")
	b.echoes("three")
	p.sees("in 2  out 2")
	p.sees("in 1  out 1")
	if got := len(p.find("127.0.0.1")); got != 2 {
		t.Errorf("%d rows say 127.0.0.1", got)
	}
	p.window.Resize(fyne.NewSize(1280, 800)) // there the rows have room for more
	b.echoes("four")
	p.sees("in 2 (6 B)  out 2 (6 B)")
	p.sees("in 2 (9 B)  out 2 (9 B)")
}

func TestARowHasItsSizesAsSoonAsTheWindowIsWide(t *testing.T) {
	p := open(t)
	p.hosts()
	p.guest().echoes("hello")
	p.sees("in 1  out 1")
	p.catchUp()
	p.window.Resize(fyne.NewSize(1280, 800))
	if !p.shows("in 1 (5 B)  out 1 (5 B)") {
		t.Errorf("no sizes among %q", p.texts())
	}
}

func TestKickSendsOutThatPlayerAlone(t *testing.T) {
	p := open(t)
	p.hosts()
	a, b := p.guest(), p.guest()
	p.pressOne("Kick", 1, 2)
	b.hearsTheEnd()
	p.sees("Player 1 was kicked.")
	p.sees("Players: 1 of 2")
	p.sees("was kicked")
	a.echoes("still here")
	p.passes(settleTime)
	p.pressOne("Kick", 0, 1)
	a.hearsTheEnd()
	p.sees("Players: 0 of 2")
}

// passes has so much time pass for the list of players, where it then stands still.
func (p *person) passes(d time.Duration) {
	now := p.players.clock().Add(d)
	p.players.clock = func() time.Time { return now }
	p.refresh(time.Now())
}

func TestASecondClickOnKickHitsNobodyElse(t *testing.T) {
	p := open(t, limit(3))
	p.hosts()
	a, b, c := p.guest(), p.guest(), p.guest()
	p.passes(0)
	p.pressOne("Kick", 0, 3)
	p.pressOne("Kick", 0, 3)
	a.hearsTheEnd()
	p.await("two rows", func() bool { return slices.Equal(p.seats(), []int{1, 2}) })
	p.pressOne("Kick", 0, 2)
	p.passes(settleTime - 1)
	p.pressOne("Kick", 0, 2)
	b.echoes("still here")
	p.passes(1)
	p.pressOne("Kick", 0, 2)
	b.hearsTheEnd()
	c.echoes("still here")
}

func TestOnlyRowsThatMovedCannotBeKickedAtOnce(t *testing.T) {
	p := open(t, limit(3))
	p.hosts()
	a, b, c := p.guest(), p.guest(), p.guest()
	p.window.Resize(sizes[1]) // there each row has Ban, too
	p.passes(0)
	_ = b.Close()
	p.await("two rows", func() bool { return slices.Equal(p.seats(), []int{0, 2}) })
	p.pressOne("Kick", 1, 2)
	p.pressOne("Ban", 1, 2)
	c.echoes("still here")
	p.pressOne("Kick", 0, 2)
	a.hearsTheEnd()
	c.echoes("and still")
}

func TestAGameIsNotCalledFullOnceASeatIsFree(t *testing.T) {
	p := open(t, limit(1))
	p.hosts()
	g := p.guest()
	p.knock().hearsTheEnd()
	p.sees("The game is full")
	p.banner.trouble("other", "Something else.", nil)
	_ = g.Close()
	p.await("the end of that news, which waited", func() bool { return !p.banner.tells(aboutFull) })
	p.isTold("Something else.")
}

func TestKickingNobodySaysNothing(t *testing.T) {
	p := open(t)
	p.hosts()
	p.kick(host.Player{ID: 3, Seat: 3})
	if p.toast.layer.Visible() {
		t.Errorf("it says %q", p.toast.text.Text)
	}
}

func TestAFullGameOffersToLetOneMoreIn(t *testing.T) {
	p := open(t)
	p.hosts()
	p.guest()
	p.guest()
	third := p.knock()
	third.hearsTheEnd()
	p.sees("The game is full: somebody at 127.0.0.1 could not join.")
	p.sees("127.0.0.1 was turned away: the game is full")
	p.press("Allow 3 players")
	p.seesNo("The game is full")
	if got := p.header.players.Text; got != "3" {
		t.Errorf("the entry says %q", got)
	}
	p.guest().echoes("thank you")
	p.sees("Players: 3 of 3")
}

func TestALimitTypedWhileHostingHolds(t *testing.T) {
	p := open(t, limit(1))
	p.hosts()
	p.guest()
	p.knock().hearsTheEnd()
	p.sees("The game is full")
	p.types(p.header.players, "2")
	p.seesNo("The game is full")
	if !p.shows("Players: 1 of 2") {
		t.Errorf("the title says nothing of it at once: %q", p.players.title.Text)
	}
	p.guest().echoes("thank you")
}

func TestALowerLimitSendsNobodyOut(t *testing.T) {
	p := open(t, limit(3))
	p.hosts()
	a, b := p.guest(), p.guest()
	p.types(p.header.players, "1")
	p.sees("Players: 2 of 1")
	a.echoes("still here")
	b.echoes("me too")
	p.knock().hearsTheEnd()
	p.sees("The game is full")
}

func TestAnImpossibleLimitTypedWhileHostingChangesNothing(t *testing.T) {
	p := open(t, limit(2))
	p.hosts()
	for _, text := range []string{"", "-3", "many"} {
		p.types(p.header.players, text)
		p.sees("A number of players, or “No limit”.")
		if got := p.Host.Limit(); got != 2 {
			t.Errorf("%q: the limit is %d", text, got)
		}
	}
}

func TestNoLimitLetsEverybodyIn(t *testing.T) {
	p := open(t, limit(1))
	p.hosts()
	p.tap(p.header.players.ActionItem)
	p.press("No limit")
	if got := p.Host.Limit(); got != 0 {
		t.Fatalf("the limit is %d", got)
	}
	for range 5 {
		p.guest().echoes("hello")
	}
	p.sees("Players: 5")
	if p.shows("Players: 5 of") {
		t.Errorf("a limit among %q", p.texts())
	}
	p.types(p.header.players, "9")
	p.types(p.header.players, "NO LIMIT")
	if got := p.Host.Limit(); got != 0 {
		t.Errorf("in capitals: the limit is %d", got)
	}
}

func TestStoppingTakesTheFullNoticeBackForGood(t *testing.T) {
	p := open(t, limit(1))
	p.hosts()
	p.guest()
	p.knock().hearsTheEnd()
	p.sees("The game is full")
	p.press("Stop hosting")
	// Somebody is turned away after the window's last look and before the end.
	p.Journal.Event(noon, journal.Event{Kind: journal.Refused, Reason: journal.GameFull, Seat: -1, Addr: p.Host.Addr()})
	p.sees("Start hosting")
	p.catchUp()
	if p.shows("The game is full") {
		t.Error("a game that is over is called full")
	}
}

func TestARefusalOfTheHostingBeforeIsNotToldAgain(t *testing.T) {
	p := open(t, limit(1))
	p.hosts()
	p.guest()
	p.knock().hearsTheEnd()
	p.sees("The game is full")
	p.press("Stop hosting")
	p.sees("Start hosting")
	p.hosts()
	p.catchUp()
	if p.shows("The game is full") {
		t.Error("an empty game is called full")
	}
}

func TestTheNextLimitIsAlwaysHigher(t *testing.T) {
	for limit, want := range map[int]int{1: 2, 2: 3, 3: 4, 4: 6, 8: 12, 30: 45} {
		if got := nextLimit(limit); got != want {
			t.Errorf("after %d comes %d, want %d", limit, got, want)
		}
	}
}
