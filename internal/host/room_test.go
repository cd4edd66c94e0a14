package host_test

import (
	"fmt"
	"strings"
	"testing"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

func TestNothingCrossesFromRoomToRoom(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	g.Rule, g.Room = game.RuleRelay, 2
	h := open(t, host.Config{Game: g})
	guests := make([]*guest, 6)
	for i := range guests {
		guests[i] = h.guest()
	}
	for i, g := range guests {
		g.says(fmt.Sprint("from ", i))
		guests[i^1].hears(fmt.Sprint("from ", i))
	}
	for i, g := range guests {
		// Whatever had crossed would have come before this.
		guests[i^1].says("last")
		g.hears("last")
	}
}

func TestAPlayerIsGreetedBeforeAnythingElseReachesIt(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	g.Rule, g.Greeting = game.RuleBroadcast, []string{"you are {seat} of {players} in {room}"}
	h := open(t, host.Config{Game: g})
	talker := h.guest()
	talker.hears("you are 0 of 1 in 0")
	for i := 1; i < 20; i++ {
		talker.says("x")
		talker.hears("x")
		newcomer := h.guest()
		newcomer.hears(fmt.Sprintf("you are %d of %d in 0", i, i+1))
	}
}

func TestOthersHearOfJoinsAndLeavesOnceANameIsKnown(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	g.Rule, g.NameFirst, g.NameReply = game.RuleRelay, true, "hello {name}"
	g.Prefix, g.AnnounceJoin, g.AnnounceLeave = "[{name}] ", "+{name}", "-{name}"
	h := open(t, host.Config{Game: g})
	ada := h.guest()
	ada.says("Ada")
	ada.hears("hello Ada")
	silent := h.guest() // owes its name, and so hears nothing
	bob := h.guest()
	bob.says("Bob")
	bob.hears("hello Bob")
	ada.hears("+Bob")
	bob.says("hi")
	ada.hears("[Bob] hi")
	silent.says("Cy")
	silent.hears("hello Cy")
	ada.hears("+Cy")
	bob.hears("+Cy")
	_ = bob.Close()
	ada.hears("-Bob")
	silent.hears("-Bob")
	if p, in := h.player(silent.addr()); !in || p.Name != "Cy" {
		t.Errorf("its name is shown as %q, want Cy", p.Name)
	}
}

func TestABadMessageEndsItsPlayerAndSaysWhy(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	var err error
	if g.In, err = framing.Parse("header:4"); err != nil {
		t.Fatal(err)
	}
	g.Out = g.In
	h := open(t, host.Config{Game: g})
	bad, good := h.guest(), h.guest()
	bad.says("-1  x")
	if rest := bad.hearsTheEnd(); len(rest) != 0 {
		t.Errorf("heard %q", rest)
	}
	if e := h.leftBecause(bad, journal.BadMessage); e.Detail == "" {
		t.Error("nothing is said of why")
	}
	good.says("2   ok")
	good.hears("2   ok")
}

func TestWhoHangsUpWithinAMessageIsNotSaidToHaveSentABadOne(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	var err error
	if g.In, err = framing.Parse("u16be"); err != nil {
		t.Fatal(err)
	}
	g.Out = g.In
	h := open(t, host.Config{Game: g})
	gone := h.guest()
	gone.says("\x00\x05hel")
	if err := gone.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if e := h.leftBecause(gone, journal.CutOff); !strings.Contains(e.Detail, "expected 2 bytes more") {
		t.Errorf("what was missing is told as %q", e.Detail)
	}
}
