package journal

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

func TestReadFillsTheGivenEntries(t *testing.T) {
	j := New(Options{Records: 8, Bytes: 64, Events: 1})
	if n := j.Read(0, make([]Entry, 4), 0); n != 0 {
		t.Errorf("%d records in an empty journal", n)
	}
	for i := range 6 {
		addEchoText(j, i, "m")
	}
	for _, row := range []struct {
		from        uint64
		space, want int
	}{{0, 4, 4}, {2, 4, 4}, {3, 4, 3}, {5, 4, 1}, {6, 4, 0}, {99, 4, 0}, {0, 0, 0}} {
		dst := make([]Entry, row.space)
		n := j.Read(row.from, dst, 0)
		if n != row.want || n > 0 && dst[0].Number != row.from {
			t.Errorf("from %d into %d: %d, want %d", row.from, row.space, n, row.want)
		}
	}
}

func TestALimitKeepsBothEndsOfLongMessages(t *testing.T) {
	for offset := range 32 { // at any position in the ring
		j := New(Options{Records: 8, Bytes: 32, Events: 1})
		addEchoText(j, 0, strings.Repeat(".", offset))
		j.Message(noon, 1, []byte("0123456789"), []byte("abcdef"), 1, 0)
		for _, row := range []struct {
			limit   int
			in, out string
		}{
			{0, "0123456789", "abcdef"},
			{-1, "0123456789", "abcdef"},
			{10, "0123456789", "abcdef"},
			{9, "01236789", "abcdef"},
			{6, "012789", "abcdef"},
			{4, "0189", "abef"},
			{1, "", ""},
		} {
			var e [1]Entry
			j.Read(1, e[:], row.limit)
			if string(e[0].In) != row.in || string(e[0].Out) != row.out || e[0].InLen != 10 || e[0].OutLen != 6 {
				t.Errorf("limit %d after %d bytes: %q answered %q, want %q and %q", row.limit, offset, e[0].In, e[0].Out, row.in, row.out)
			}
		}
	}
}

func TestEntriesAreReusable(t *testing.T) {
	j := New(Options{Records: 8, Bytes: 16, Events: 2})
	j.Event(noon, Event{Kind: Trouble, Seat: -1, Detail: "words"})
	addEchoText(j, 1, "0123456789")
	addEchoText(j, 2, "0123456789") // overwrites the previous one
	var e [1]Entry
	for _, number := range []uint64{0, 2, 1, 0, 1, 2} {
		j.Read(number, e[:], 0)
		want := [...]Entry{{Detail: "words"}, {Gone: true}, {In: []byte("0123456789")}}[number]
		if e[0].Detail != want.Detail || e[0].Gone != want.Gone || !bytes.Equal(e[0].In, want.In) || !bytes.Equal(e[0].Out, want.In) {
			t.Errorf("record %d into a used entry: %+v", number, e[0])
		}
	}
}

func TestMessagesDoNotOverwriteEvents(t *testing.T) {
	j := New(Options{Records: 8, Bytes: 64, Events: 4})
	for seat := range 3 {
		j.Event(noon, Event{Kind: Joined, Seat: seat, Addr: player, Detail: fmt.Sprint("player ", seat)})
		addEchoText(j, seat, "hello")
	}
	for range 100 {
		addEchoText(j, 0, "flood")
	}
	got := make([]Entry, 10)
	n := j.ReadEvents(0, got)
	if n != 3 {
		t.Fatalf("%d events, want 3", n)
	}
	for i := range got[:n] {
		if e := &got[i]; e.Number != uint64(2*i) || e.Kind != Joined || e.Seat != int32(i) || e.Addr() != player || e.Detail != fmt.Sprint("player ", i) {
			t.Errorf("event %d: %+v", i, e)
		}
	}
	for _, row := range []struct {
		from        uint64
		space, want int
		first       uint64
	}{{0, 2, 2, 0}, {1, 10, 2, 2}, {2, 10, 2, 2}, {4, 10, 1, 4}, {5, 10, 0, 0}, {1000, 10, 0, 0}, {0, 0, 0, 0}} {
		dst := make([]Entry, row.space)
		if n := j.ReadEvents(row.from, dst); n != row.want || n > 0 && dst[0].Number != row.first {
			t.Errorf("from %d into %d: %d events, want %d", row.from, row.space, n, row.want)
		}
	}
}

func TestTheNewestEventsOverwriteTheOldest(t *testing.T) {
	j := New(Options{Records: 16, Bytes: 64, Events: 4})
	for i := range 10 {
		j.Event(noon, Event{Kind: Joined, Seat: i, Detail: fmt.Sprint("player ", i)})
	}
	got := make([]Entry, 16)
	if n := j.ReadEvents(0, got); n != 4 || got[0].Seat != 6 || got[3].Seat != 9 {
		t.Errorf("%d events from seat %d, want 4 from 6", n, got[0].Seat)
	}
	// Records whose events are overwritten have no detail.
	n := j.Read(0, got, 0)
	for i := range got[:n] {
		want := ""
		if i >= 6 {
			want = fmt.Sprint("player ", i)
		}
		if got[i].Detail != want {
			t.Errorf("record %d says %q, want %q", i, got[i].Detail, want)
		}
	}
}

func TestOnlyWritesChangeTheVersion(t *testing.T) {
	j := New(Options{Records: 4, Bytes: 16, Events: 2})
	for i := range 20 {
		before := j.Version()
		if i%2 == 0 {
			addEchoText(j, 0, "m")
		} else {
			j.Event(noon, Event{Kind: Joined})
		}
		after := j.Version()
		if after == before {
			t.Fatalf("write %d did not move the version", i)
		}
		all(j)
		j.ReadEvents(0, make([]Entry, 4))
		j.Totals()
		if j.Version() != after {
			t.Fatal("a read moved the version")
		}
	}
}
