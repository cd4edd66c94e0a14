package journal

import (
	"fmt"
	"testing"
)

// describe returns what a reader returns as short texts, read with space for a number of entries at a time.
func describe(r *Reader, space int, onlyEvents bool) (list []string, messages uint64) {
	dst := make([]Entry, space)
	for {
		var n int
		var passed uint64
		if onlyEvents {
			n, passed = r.ReadEvents(dst)
		} else {
			n = r.Read(dst, 0)
		}
		messages += passed
		if n == 0 {
			return list, messages
		}
		for _, e := range dst[:n] {
			switch {
			case e.Kind == Skipped:
				list = append(list, fmt.Sprintf("%d %v lost", e.Lost.Count, e.Lost.Kind))
			case e.HasBytes():
				list = append(list, string(e.In))
			default:
				list = append(list, fmt.Sprintf("%v %d%s", e.Kind, e.Seat, e.Detail))
			}
		}
	}
}

func TestAnOvertakenReaderContinuesWithTheEventsAndCountsTheRest(t *testing.T) {
	j := New(Options{Records: 4, Bytes: 256, Events: 4})
	all, events, late := j.NewReader(), j.NewReader(), j.NewReader()
	first := make([]Entry, 2)
	j.Event(noon, Event{Kind: Joined, Seat: 0})
	addEchoText(j, 0, "a")
	late.Read(first, 0)
	for seat := range 3 {
		j.Event(noon, Event{Kind: Joined, Seat: seat + 1})
		addEchoText(j, 0, "b")
		j.Event(noon, Event{Kind: Left, Seat: seat + 1, Detail: "!"})
	}
	for range 6 {
		addEchoText(j, 0, "c")
	}
	for name, row := range map[string]struct {
		reader     *Reader
		onlyEvents bool
		messages   uint64
		want       string
	}{
		"all records": {&all, false, 0, "[2 message lost 2 joined lost 1 left lost joined 2 1 message lost left 2! joined 3 1 message lost left 3! 2 message lost c c c c]"},
		"events":      {&events, true, 10, "[2 joined lost 1 left lost joined 2 left 2! joined 3 left 3!]"},
		"after two":   {&late, false, 0, "[1 message lost 1 joined lost 1 left lost joined 2 1 message lost left 2! joined 3 1 message lost left 3! 2 message lost c c c c]"},
	} {
		for _, space := range []int{1, 2, 100} {
			again := *row.reader
			got, messages := describe(&again, space, row.onlyEvents)
			want := row.want
			if fmt.Sprint(got) != want || messages != row.messages {
				t.Errorf("%s, %d at a time: %v and %d messages passed, want %s and %d", name, space, got, messages, want, row.messages)
			}
		}
	}
}

func TestACopyOfAReaderFollowsByPassingEntries(t *testing.T) {
	j := New(Options{Records: 4, Bytes: 256, Events: 2})
	follows := j.NewReader()
	for seat := range 4 {
		j.Event(noon, Event{Kind: Joined, Seat: seat})
		addEchoText(j, seat, "m")
		j.Event(noon, Event{Kind: Left, Seat: seat})
	}
	ahead, dst := follows, make([]Entry, 16)
	for _, e := range dst[:ahead.Read(dst, 0)] {
		here, _ := describe(new(follows), 3, false)
		if len(here) == 0 {
			t.Fatal("the copy is at the end before the last entry")
		}
		follows.Pass(&e)
	}
	if follows != ahead {
		t.Errorf("it is at %+v, want %+v", follows, ahead)
	}
}

func TestAReaderDoesNotAllocate(t *testing.T) {
	j := New(Options{Records: 64, Bytes: 1 << 14, Events: 8})
	for range 100 {
		j.Event(noon, Event{Kind: Joined, Addr: player, Detail: "words"})
		addEchoText(j, 0, "m")
	}
	dst := make([]Entry, 16)
	read := func() {
		all, events := j.NewReader(), j.NewReader()
		for all.Read(dst, 0) > 0 {
		}
		for n := 1; n > 0; {
			n, _ = events.ReadEvents(dst)
		}
	}
	read()
	if n := testing.AllocsPerRun(100, read); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestWritingAnEventDoesNotAllocate(t *testing.T) {
	j := New(Options{Records: 64, Bytes: 1 << 12, Events: 8})
	if n := testing.AllocsPerRun(200, func() { j.Event(noon, Event{Kind: Joined, Addr: player, Detail: "words"}) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
