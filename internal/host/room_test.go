package host_test

import (
	"fmt"
	"strings"
	"testing"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

func TestNothingCrossesFromRoomToRoom(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	g.Rule, g.Room = game.RuleRelay, 2
	h := open(t, host.Config{Game: g})
	clients := make([]*hosttest.Client, 6)
	for i := range clients {
		clients[i] = h.Connect()
	}
	for i, g := range clients {
		g.Send(fmt.Sprint("from ", i))
		clients[i^1].Receive(fmt.Sprint("from ", i))
	}
	for i, g := range clients {
		// A message that had crossed would have come before this one.
		clients[i^1].Send("last")
		g.Receive("last")
	}
}

func TestAPlayerIsGreetedBeforeAnythingElseReachesIt(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	g.Rule, g.Greeting = game.RuleBroadcast, [][]string{{"you are {seat} of {players} in {room}"}}
	h := open(t, host.Config{Game: g})
	talker := h.Connect()
	talker.Receive("you are 0 of 1 in 0")
	for i := 1; i < 20; i++ {
		talker.Send("x")
		talker.Receive("x")
		newcomer := h.Connect()
		newcomer.Receive(fmt.Sprintf("you are %d of %d in 0", i, i+1))
	}
}

func TestJoinsAndLeavesAreAnnouncedOnceANameIsKnown(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	g.Rule, g.NameFirst, g.NameReply = game.RuleRelay, true, "hello {name}"
	g.Prefix, g.AnnounceJoin, g.AnnounceLeave = "[{name}] ", "+{name}", "-{name}"
	h := open(t, host.Config{Game: g})
	ada := h.Connect()
	ada.Send("Ada")
	ada.Receive("hello Ada")
	silent := h.Connect() // has sent no name, and so receives nothing
	bob := h.Connect()
	bob.Send("Bob")
	bob.Receive("hello Bob")
	ada.Receive("+Bob")
	bob.Send("hi")
	ada.Receive("[Bob] hi")
	silent.Send("Cy")
	silent.Receive("hello Cy")
	ada.Receive("+Cy")
	bob.Receive("+Cy")
	_ = bob.Close()
	ada.Receive("-Bob")
	silent.Receive("-Bob")
	if p, in := h.Player(silent.Addr()); !in || p.Name != "Cy" {
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
	bad, good := h.Connect(), h.Connect()
	bad.Send("-1  x")
	if rest := bad.ReceiveEnd(); len(rest) != 0 {
		t.Errorf("received %q", rest)
	}
	if e := h.MustLeave(bad, journal.BadMessage); e.Detail == "" {
		t.Error("nothing is said of why")
	}
	good.Send("2   ok")
	good.Receive("2   ok")
}

func TestAClientThatClosesWithinAMessageIsCutOff(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	var err error
	if g.In, err = framing.Parse("u16be"); err != nil {
		t.Fatal(err)
	}
	g.Out = g.In
	h := open(t, host.Config{Game: g})
	gone := h.Connect()
	gone.Send("\x00\x05hel")
	if err := gone.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if e := h.MustLeave(gone, journal.CutOff); !strings.Contains(e.Detail, "expected 2 bytes more") {
		t.Errorf("what was missing is told as %q", e.Detail)
	}
}
