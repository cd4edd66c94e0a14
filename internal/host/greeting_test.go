package host_test

import (
	"testing"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/host"
)

func TestARawGreetingIsNotFramedAndAnswersAre(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	g.GreetingHex, g.GreetingRaw = [][]string{{"ac ed 00 05", "ff"}}, true
	g.AnnounceJoin = "+"
	var err error
	if g.In, err = framing.Parse("u16be"); err != nil {
		t.Fatal(err)
	}
	g.Out = g.In
	h := open(t, host.Config{Game: g})
	first := h.Connect()
	first.Receive("\xac\xed\x00\x05\xff")
	first.Echo("\x00\x02hi")
	second := h.Connect()
	second.Receive("\xac\xed\x00\x05\xff")
	first.Receive("\x00\x01+")
}

func TestAGreetingOfSeveralMessagesIsSentInOrderAndFramedEach(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	g.Players, g.Greeting = 0, [][]string{{"a", "b{seat}"}, {}, {"c"}}
	var err error
	if g.In, err = framing.Parse("line"); err != nil {
		t.Fatal(err)
	}
	g.Out = g.In
	h := open(t, host.Config{Game: g})
	for _, want := range []string{"a\nb0\n", "", "c\n", "a\nb3\n"} {
		c := h.Connect()
		c.Receive(want)
		c.Echo("next\n")
	}
}

func TestASuffixFollowsEachMessage(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	g.Rule, g.Prefix, g.SuffixBytes = game.RuleRelay, "<", game.Bytes{Hex: "00 ff"}
	h := open(t, host.Config{Game: g})
	from, to := h.Connect(), h.Connect()
	from.Send("hi")
	to.Receive("<hi\x00\xff")
}
