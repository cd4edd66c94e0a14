package game

import (
	"bytes"
	"testing"
)

func TestAGreetingIsChosenBySeat(t *testing.T) {
	for _, c := range []struct {
		greeting [][]string
		want     []string // by seat; "" for none
	}{
		{[][]string{{"hello"}}, []string{"hello", "hello", "hello"}},
		{[][]string{{"{seat}"}}, []string{"0", "1", "2"}},
		{[][]string{{"white"}, {"black"}}, []string{"white", "black", "white", "black"}},
		{[][]string{{""}, {"start"}}, []string{"", "start", ""}},
		{[][]string{{""}}, []string{"", ""}},
		{nil, []string{"", ""}},
		{[][]string{{"a", "", "{seat}"}, {"c"}, {}}, []string{"a|0", "c", "", "a|3"}},
		{[][]string{{"{room} {name} {players} {address}"}}, []string{"7 Ada 3 here", "7 Ada 3 here"}},
	} {
		g := Game{Greeting: c.greeting}
		texts := g.Texts()
		for seat, want := range c.want {
			got := texts.Greeting(&PlayerInfo{Seat: seat, Room: 7, Name: "Ada", Players: 3, Address: "here"})
			if string(bytes.Join(got, []byte("|"))) != want {
				t.Errorf("greeting %q: seat %d receives %q, want %q", c.greeting, seat, got, want)
			}
		}
	}
}

func TestContentsOfFilesAreSentUnchanged(t *testing.T) {
	g := Game{
		Rule:          RuleSwap,
		GreetingFiles: [][]string{{"one"}, {"two"}, {"empty"}},
		StateFiles:    []string{"two", "one"},
		Files:         map[string][]byte{"one": []byte(pickled), "two": []byte("\x00"), "empty": nil},
	}
	for seat, want := range []string{pickled, "\x00", "", pickled} {
		if texts := g.Texts().Greeting(&PlayerInfo{Seat: seat}); string(bytes.Join(texts, nil)) != want || len(texts) > 1 {
			t.Errorf("seat %d is greeted with %q, want %q", seat, texts, want)
		}
	}
	r := newRule(&g)
	r.Join(0)
	wantAnswer(t, r, 0, "message", pickled)
	r.Leave(0)
	r.Join(1)
	wantAnswer(t, r, 1, "message", "\x00")
}

func TestAnnouncementsNameThePlayer(t *testing.T) {
	g := Game{NameReply: "you are {seat}", AnnounceJoin: "{name} joined, {players} now", AnnounceLeave: "{name} left {room}"}
	texts := g.Texts()
	for want, text := range map[string]func(*PlayerInfo) ([]byte, bool){
		"you are 1": texts.NameReply, "Ada joined, 3 now": texts.Joined, "Ada left 7": texts.Left,
	} {
		if got, ok := text(&ada); string(got) != want || !ok {
			t.Errorf("the text is %q, %v, want %q", got, ok, want)
		}
	}
}

func TestAGameWithoutTextsSendsNone(t *testing.T) {
	texts := Echo().Texts()
	if greeting := texts.Greeting(&ada); len(greeting) > 0 {
		t.Errorf("the greeting is %q", greeting)
	}
	for _, text := range []func(*PlayerInfo) ([]byte, bool){texts.NameReply, texts.Present, texts.Joined, texts.Left} {
		if got, ok := text(&ada); ok || len(got) > 0 {
			t.Errorf("the text is %q, %v", got, ok)
		}
	}
}
