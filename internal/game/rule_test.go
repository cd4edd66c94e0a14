package game

import (
	"bytes"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// newRule returns the rule of a game's only room.
func newRule(g *Game) Rule { return g.RuleFactory()() }

// ask sends a message to a rule and returns a copy of the answer.
func ask(r Rule, from *PlayerInfo, msg string) (string, Audience) {
	answer, to := r.Answer(from, []byte(msg), nil)
	return string(answer), to
}

// wantAnswer checks the answer of a rule to the sender of a message.
func wantAnswer(t *testing.T, r Rule, seat int, msg, want string) {
	t.Helper()
	if got, to := ask(r, &PlayerInfo{Seat: seat}, msg); got != want || to != Sender {
		t.Fatalf("%q from seat %d is answered with %q to audience %d, want %q to the sender", msg, seat, got, to, want)
	}
}

// pickled resembles the output of Python's pickle: bytes that are not text.
const pickled = "\x80\x04\x95\x00\x00{seat}\xff\r\n\x94."

// awkwardMessages are not text, or contain what has a meaning elsewhere.
func awkwardMessages() []string {
	return []string{"50,50", "", "\x00", "\xff\xfe\r\n", "{seat}{name}", pickled}
}

const allPlaceholders = "{seat} {room} {name} {players} {address} {number} {name|json}"

func TestEachRuleAnswersItsAudience(t *testing.T) {
	for _, c := range []struct {
		game Game
		to   Audience
		want func(msg string) string
	}{
		{Game{Rule: RuleEcho}, Sender, func(msg string) string { return msg }},
		{Game{Rule: RuleReply, Reply: "Msg received"}, Sender, func(string) string { return "Msg received" }},
		{Game{Rule: RuleReply, Reply: allPlaceholders}, Sender, func(string) string { return "1 7 Ada 3 127.0.0.1:50000 2 Ada" }},
		{Game{Rule: RuleRelay}, Others, func(msg string) string { return msg }},
		{Game{Rule: RuleRelay, Prefix: "{name}: "}, Others, func(msg string) string { return "Ada: " + msg }},
		{Game{Rule: RuleBroadcast}, Everyone, func(msg string) string { return msg }},
		{Game{Rule: RuleRelay, Suffix: " ({number})"}, Others, func(msg string) string { return msg + " (2)" }},
		{Game{Rule: RuleBroadcast, Prefix: "<", Suffix: ">"}, Everyone, func(msg string) string { return "<" + msg + ">" }},
		{Game{Rule: RuleBroadcast, PrefixBytes: Bytes{Hex: "ff 00"}, SuffixBytes: Bytes{File: "f"}, Files: map[string][]byte{"f": []byte("{seat}")}}, Everyone, func(msg string) string { return "\xff\x00" + msg + "{seat}" }},
		{Game{Rule: RuleReply, ReplyBytes: Bytes{Hex: "80 04\n4b002e"}}, Sender, func(string) string { return "\x80\x04K\x00." }},
		{Game{Rule: RuleBroadcast, Prefix: "[{seat}] "}, Everyone, func(msg string) string { return "[1] " + msg }},
		{Game{Rule: RuleBroadcast, NameFrame: true}, Everyone, func(msg string) string { return msg }}, // the host frames the name
	} {
		r := newRule(&c.game)
		r.Join(1)
		for _, msg := range awkwardMessages() {
			if got, to := ask(r, &ada, msg); got != c.want(msg) || to != c.to {
				t.Errorf("%+v: %q is answered with %q to audience %d, want %q to %d", c.game, msg, got, to, c.want(msg), c.to)
			}
		}
		r.Leave(1)
	}
}

func TestAForwardedMessageIsNotCopied(t *testing.T) {
	for _, rule := range []string{RuleEcho, RuleRelay, RuleBroadcast} {
		g := Game{Rule: rule}
		msg := []byte("50,50")
		if answer, _ := newRule(&g).Answer(&ada, msg, nil); &answer[0] != &msg[0] {
			t.Errorf("%s copies the message", rule)
		}
	}
}

func TestARuleRetainsNeitherMessageNorScratch(t *testing.T) {
	for _, c := range []struct {
		game Game
		want string
	}{
		{Game{Rule: RuleEcho}, "from 1"},
		{Game{Rule: RuleReply, Reply: "yes"}, "yes"},
		{Game{Rule: RuleRelay, Prefix: "> "}, "> from 1"},
		{Game{Rule: RuleBroadcast}, "from 1"},
		{Game{Rule: RuleSwap}, "from 0"},
		{Game{Rule: RuleSwap, State: []string{"state"}}, "from 0"},
	} {
		r := newRule(&c.game)
		r.Join(0)
		r.Join(1)
		scratch, msg := make([]byte, 0, 64), []byte("from 0")
		r.Answer(&PlayerInfo{Seat: 0}, msg, scratch)
		copy(msg, "xxxxxx")
		copy(scratch[:64], strings.Repeat("y", 64))
		if got, _ := ask(r, &PlayerInfo{Seat: 1}, "from 1"); got != c.want {
			t.Errorf("%+v: seat 1 receives %q, want %q", c.game, got, c.want)
		}
	}
}

func TestEveryRuleNameHasItsOwnRule(t *testing.T) {
	names := map[string]string{}
	for _, name := range RuleNames() {
		g := Game{Rule: name}
		kind := fmt.Sprintf("%#v", reflect.TypeOf(newRule(&g)))
		if r, ok := newRule(&g).(relay); ok {
			kind += fmt.Sprint(r.to)
		}
		if names[kind] != "" {
			t.Errorf("%s is the same as %s", name, names[kind])
		}
		names[kind] = name
	}
}

// A thousand rooms with large state files would otherwise take gigabytes.
func TestRoomsShareTheTextsAndFilesOfAGame(t *testing.T) {
	file := bytes.Repeat([]byte("x"), 1<<20)
	text := string(file)
	files := map[string][]byte{"f": file}
	for _, g := range []Game{
		{Rule: RuleSwap, StateFiles: slices.Repeat([]string{"f"}, 10), Files: files},
		{Rule: RuleSwap, State: slices.Repeat([]string{text}, 10)},
		{Rule: RuleReply, Reply: strings.Repeat("{name}", 10_000)},
		{Rule: RuleRelay, Prefix: strings.Repeat("{name}", 10_000)},
		{Rule: RuleBroadcast, Prefix: strings.Repeat("{name}", 10_000)},
	} {
		var rules []Rule
		if n := allocated(func() {
			factory := g.RuleFactory()
			for range 10 {
				rules = append(rules, factory())
			}
		}); n > 4<<20 {
			t.Errorf("10 rooms of the rule %s allocate %d bytes", g.Rule, n)
		}
		runtime.KeepAlive(rules)
	}
}

// allocated returns the bytes that do allocates. No other test may run meanwhile.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// The first message of each player may allocate.
func TestAnswersDoNotAllocate(t *testing.T) {
	for _, g := range []Game{
		{Rule: RuleEcho},
		{Rule: RuleReply, Reply: "Msg received " + allPlaceholders},
		{Rule: RuleSwap},
		{Rule: RuleSwap, State: []string{"{seat} {room} {name} {players}"}},
		{Rule: RuleRelay},
		{Rule: RuleRelay, Prefix: allPlaceholders + ": "},
		{Rule: RuleBroadcast, Prefix: "{name}: ", Suffix: "{name|json}"},
	} {
		for _, players := range []int{1, 3} {
			r := newRule(&g)
			for seat := range players {
				r.Join(seat)
			}
			var scratch []byte
			msg := []byte("50,50")
			from := ada
			round := func() {
				for seat := range players {
					from.Seat = seat
					if answer, _ := r.Answer(&from, msg, scratch[:0]); &answer[0] != &msg[0] {
						scratch = answer // as the host does
					}
				}
			}
			if n := testing.AllocsPerRun(1000, round); n != 0 {
				t.Errorf("%+v with %d players: %v allocations a round", g, players, n)
			}
		}
	}
}
