package host_test

import (
	"io"
	"strconv"
	"strings"
	"testing"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
)

func TestANewcomerIsToldOfEachPlayerInItsRoomAfterItsGreeting(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	g.Rule, g.Players, g.Room = game.RuleRelay, 0, 3
	g.Greeting, g.Roster, g.AnnounceJoin = [][]string{{"hello {number}\n"}}, "{seat} is here, {players} now\n", "+{number}\n"
	h := open(t, host.Config{Game: g})
	first := h.Connect()
	first.Receive("hello 1\n")
	second := h.Connect()
	second.Receive("hello 2\n0 is here, 2 now\n")
	third := h.Connect()
	third.Receive("hello 3\n0 is here, 3 now\n1 is here, 3 now\n")
	first.Receive("+2\n+3\n")
	second.Receive("+3\n")
	other := h.Connect() // in the next room
	other.Receive("hello 1\n")
	first.Send("x")
	third.Receive("x")
	_ = first.Close()
	h.WaitLeft(first.Addr())
	again := h.Connect()
	again.Receive("hello 1\n1 is here, 3 now\n2 is here, 3 now\n")
	other.Send("y")
	again.Send("z")
	third.Receive("+1\nz")
}

func TestTheRosterHasTheNamesOfThoseWhoHaveGivenOne(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	g.Rule, g.Players, g.NameFirst, g.NameReply = game.RuleRelay, 0, true, "welcome\n"
	g.Roster, g.AnnounceJoin = `{"here":"{name|json}"}`+"\n", `{"joined":"{name|json}"}`+"\n"
	h := open(t, host.Config{Game: g})
	silent := h.Connect()
	ada := h.Connect()
	ada.Send(`Ada "A"`)
	ada.Receive("welcome\n")
	bob := h.Connect()
	bob.Send("Bob")
	bob.Receive("welcome\n" + `{"here":"Ada \"A\""}` + "\n")
	ada.Receive(`{"joined":"Bob"}` + "\n")
	silent.Send("Cy")
	silent.Receive("welcome\n" + `{"here":"Ada \"A\""}` + "\n" + `{"here":"Bob"}` + "\n")
}

// A player that joins while another one does is told of it by the roster or by the announcement, and not by both.
func TestEveryPlayerIsToldOfEachOtherOnce(t *testing.T) {
	t.Parallel()
	const players = 12
	g := game.Echo()
	g.Rule, g.Players, g.Roster, g.AnnounceJoin = game.RuleEcho, 0, "{seat}\n", "{seat}\n"
	h := open(t, host.Config{Game: g})
	clients := make([]*hosttest.Client, players)
	for i := range clients {
		clients[i] = h.Dial()
	}
	for i, c := range clients {
		seat := h.WaitPlayer(c).Seat
		want := map[string]int{}
		length := 0
		for s := range players {
			if s != seat {
				want[strconv.Itoa(s)] = 1
				length += len(strconv.Itoa(s)) + 1
			}
		}
		got := make([]byte, length)
		if _, err := io.ReadFull(c, got); err != nil {
			t.Fatal(err)
		}
		for line := range strings.FieldsSeq(string(got)) {
			want[line]--
		}
		for s, n := range want {
			if n != 0 {
				t.Errorf("client %d on seat %d is told of %s %d times too few", i, seat, s, n)
			}
		}
	}
}
