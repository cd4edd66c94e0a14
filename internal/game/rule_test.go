package game

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// asks gives a rule a message from a seat and returns a copy of the answer.
func asks(r Rule, from *PlayerInfo, msg string) (string, Audience) {
	answer, to := r.Answer(from, []byte(msg), nil)
	return string(answer), to
}

// answers checks what a rule answers to the sender of a message.
func answers(t *testing.T, r Rule, seat int, msg, want string) {
	t.Helper()
	if got, to := asks(r, &PlayerInfo{Seat: seat}, msg); got != want || to != Sender {
		t.Fatalf("seat %d said %q and audience %d heard %q, want the sender to hear %q", seat, msg, to, got, want)
	}
}

// awkward are messages that are no text, or look like something else.
func awkward() []string {
	return []string{"50,50", "", "\x00", "\xff\xfe\r\n", "{seat}{name}", pickled}
}

func TestEachRuleAnswersWhomItSays(t *testing.T) {
	for _, c := range []struct {
		game string
		to   Audience
		want func(msg string) string
	}{
		{"rule = 'echo'", Sender, func(msg string) string { return msg }},
		{"rule = 'reply'\nreply = 'Msg received'", Sender, func(string) string { return "Msg received" }},
		{"rule = 'reply'\nreply = '{seat} {room} {name} {players} {address}'", Sender, func(string) string { return "1 7 Ada 3 127.0.0.1:50000" }},
		{"rule = 'relay'", Others, func(msg string) string { return msg }},
		{"rule = 'relay'\nprefix = '{name}: '", Others, func(msg string) string { return "Ada: " + msg }},
		{"rule = 'broadcast'", Everyone, func(msg string) string { return msg }},
		{"rule = 'broadcast'\nprefix = '[{seat}] '", Everyone, func(msg string) string { return "[1] " + msg }},
		{"rule = 'broadcast'\nname_frame = true", Everyone, func(msg string) string { return msg }}, // the host frames the name
	} {
		r := read(t, c.game).NewRule()
		r.Join(1)
		for _, msg := range awkward() {
			if got, to := asks(r, &somebody, msg); got != c.want(msg) || to != c.to {
				t.Errorf("%s: %q is answered with %q to audience %d, want %q to %d", c.game, msg, got, to, c.want(msg), c.to)
			}
		}
		r.Leave(1)
	}
}

func TestAMessageThatIsPassedOnIsNotCopied(t *testing.T) {
	for _, rule := range []string{RuleEcho, RuleRelay, RuleBroadcast} {
		g := Echo()
		g.Rule = rule
		msg := []byte("50,50")
		if answer, _ := g.NewRule().Answer(&somebody, msg, nil); &answer[0] != &msg[0] {
			t.Errorf("%s copies the message", rule)
		}
	}
}

func TestARuleKeepsNeitherTheMessageNorTheScratch(t *testing.T) {
	for content, want := range map[string]string{
		"rule = 'echo'": "from 1", "rule = 'reply'\nreply = 'yes'": "yes", "rule = 'relay'\nprefix = '> '": "> from 1",
		"rule = 'broadcast'": "from 1", "rule = 'swap'": "from 0", "rule = 'swap'\nstate = 'state'": "from 0",
	} {
		r := read(t, content).NewRule()
		r.Join(0)
		r.Join(1)
		scratch, msg := make([]byte, 0, 64), []byte("from 0")
		r.Answer(&PlayerInfo{Seat: 0}, msg, scratch)
		copy(msg, "xxxxxx")
		copy(scratch[:64], strings.Repeat("y", 64))
		if got, _ := asks(r, &PlayerInfo{Seat: 1}, "from 1"); got != want {
			t.Errorf("%s: seat 1 hears %q, want %q", content, got, want)
		}
	}
}

func TestEveryRuleThatIsNamedIsItsOwn(t *testing.T) {
	seen := map[string]string{}
	for _, name := range RuleNames() {
		g := Echo()
		g.Rule = name
		kind := fmt.Sprintf("%#v", reflect.TypeOf(g.NewRule()))
		if r, ok := g.NewRule().(relay); ok {
			kind += fmt.Sprint(r.to)
		}
		if seen[kind] != "" {
			t.Errorf("%s is the same as %s", name, seen[kind])
		}
		seen[kind] = name
	}
}

// Once memory has been taken for the messages of a room, none is taken any more.
func TestAnswersAllocateNothing(t *testing.T) {
	for _, content := range []string{
		"rule = 'echo'",
		"rule = 'reply'\nreply = 'Msg received {seat} {room} {name} {players} {address}'",
		"rule = 'swap'",
		"rule = 'swap'\nstate = '{seat} {room} {name} {players}'",
		"rule = 'relay'",
		"rule = 'relay'\nprefix = '{seat} {room} {name} {players} {address}: '",
		"rule = 'broadcast'\nprefix = '{name}: '",
	} {
		for _, players := range []int{1, 3} {
			r := read(t, content).NewRule()
			for seat := range players {
				r.Join(seat)
			}
			var scratch []byte
			msg := []byte("50,50")
			speaker := somebody
			round := func() {
				for seat := range players {
					speaker.Seat = seat
					if answer, _ := r.Answer(&speaker, msg, scratch[:0]); &answer[0] != &msg[0] {
						scratch = answer // as the host does
					}
				}
			}
			if n := testing.AllocsPerRun(1000, round); n != 0 {
				t.Errorf("%s with %d players: %v allocations a round", content, players, n)
			}
		}
	}
}
