package game

import "testing"

func TestAGreetingIsOfItsSeat(t *testing.T) {
	for _, c := range []struct {
		value string
		want  []string // by seat; "" for none
	}{
		{`"hello"`, []string{"hello", "hello", "hello"}},
		{`"{seat}"`, []string{"0", "1", "2"}},
		{`["white", "black"]`, []string{"white", "black", "white", "black"}},
		{`["", "start"]`, []string{"", "start", ""}},
		{`""`, []string{"", ""}},
		{`[]`, []string{"", ""}},
		{`"{room} {name} {players} {address}"`, []string{"7 Ada 3 here", "7 Ada 3 here"}},
	} {
		texts := read(t, "rule = 'echo'\ngreeting = "+c.value).Texts()
		for seat, want := range c.want {
			got, ok := texts.Greeting(&PlayerInfo{Seat: seat, Room: 7, Name: "Ada", Players: 3, Address: "here"})
			if string(got) != want || ok != (want != "") {
				t.Errorf("greeting = %s: seat %d hears %q, %v, want %q", c.value, seat, got, ok, want)
			}
		}
	}
}

func TestWhatIsSaidOfAPlayerNamesIt(t *testing.T) {
	texts := read(t, `rule = "relay"
name_first = true
name_reply = "you are {seat}"
announce_join = "{name} joined, {players} now"
announce_leave = "{name} left {room}"`).Texts()
	for want, said := range map[string]func(*PlayerInfo) ([]byte, bool){
		"you are 1": texts.NameReply, "Ada joined, 3 now": texts.Joined, "Ada left 7": texts.Left,
	} {
		if got, ok := said(&somebody); string(got) != want || !ok {
			t.Errorf("it says %q, %v, want %q", got, ok, want)
		}
	}
}

func TestAGameWithoutTextsSaysNothing(t *testing.T) {
	texts := read(t, "rule = 'echo'").Texts()
	for _, said := range []func(*PlayerInfo) ([]byte, bool){texts.Greeting, texts.NameReply, texts.Joined, texts.Left} {
		if got, ok := said(&somebody); ok || len(got) > 0 {
			t.Errorf("it says %q, %v", got, ok)
		}
	}
}
