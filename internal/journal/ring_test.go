package journal

import (
	"bytes"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

var (
	noon   = time.Date(2026, time.March, 1, 12, 0, 0, 120_000_000, time.UTC)
	player = netip.MustParseAddrPort("192.168.1.40:50123")
)

// addEchoText records a message that is its own answer to one player.
func addEchoText(j *Journal, seat int, text string) {
	b := []byte(text)
	j.Message(noon, seat, b, b, 1, 0)
}

// all returns copies of all entries.
func all(j *Journal) []Entry {
	first, next := j.Range()
	entries := make([]Entry, next-first)
	return entries[:j.Read(0, entries, 0)]
}

func TestRecordsAreReadInOrder(t *testing.T) {
	j := New(Options{Records: 16, Bytes: 256, Events: 8})
	j.Event(noon, Event{Kind: Joined, Seat: 3, Addr: player})
	j.Message(noon.Add(time.Second), 3, []byte("50,50"), []byte("100,100"), 2, 0)
	j.Event(noon.Add(time.Minute), Event{Kind: Left, Reason: ConnectionLost, Seat: 3, Addr: player, Detail: "reset"})

	got := all(j)
	if len(got) != 3 {
		t.Fatalf("%d records, want 3", len(got))
	}
	for i := range got {
		if got[i].Number != uint64(i) {
			t.Errorf("record %d has number %d", i, got[i].Number)
		}
	}
	joined, message, left := &got[0], &got[1], &got[2]
	if joined.Kind != Joined || joined.Seat != 3 || joined.Addr() != player || !joined.When().Equal(noon) {
		t.Errorf("joined: %+v", joined)
	}
	if message.Kind != Message || string(message.In) != "50,50" || string(message.Out) != "100,100" || message.To != 2 ||
		message.IsEcho() || message.Addr().IsValid() || !message.When().Equal(noon.Add(time.Second)) {
		t.Errorf("message: %+v", message)
	}
	if left.Kind != Left || left.Reason != ConnectionLost || left.Detail != "reset" || left.In != nil {
		t.Errorf("left: %+v", left)
	}
}

func TestTheNewestRecordsOverwriteTheOldest(t *testing.T) {
	j := New(Options{Records: 8, Bytes: 1 << 10, Events: 4})
	for i := range 20 {
		addEchoText(j, i, fmt.Sprint("message ", i))
	}
	if first, next := j.Range(); first != 12 || next != 20 {
		t.Fatalf("range %d to %d, want 12 to 20", first, next)
	}
	got := make([]Entry, 100)
	n := j.Read(3, got, 0) // overwritten
	if n != 8 || got[0].Number != 12 {
		t.Fatalf("%d records from %d, want 8 from 12", n, got[0].Number)
	}
	for i := range got[:n] {
		if e := &got[i]; string(e.In) != fmt.Sprint("message ", 12+i) || e.Seat != int32(12+i) {
			t.Errorf("record %d: seat %d sent %q", e.Number, e.Seat, e.In)
		}
	}
}

func TestOverwrittenBytesAreGoneButNotTheirLengths(t *testing.T) {
	j := New(Options{Records: 64, Bytes: 32, Events: 4})
	j.Message(noon, 0, []byte("0123456789"), []byte("abcdef"), 3, 0)
	addEchoText(j, 1, "exactly sixteen!") // fills the ring
	for _, e := range all(j) {
		if e.Gone {
			t.Fatalf("record %d is gone although the ring contains it", e.Number)
		}
	}
	addEchoText(j, 2, "x")
	got := all(j)
	if e := &got[0]; !e.Gone || len(e.In) != 0 || len(e.Out) != 0 || e.InLen != 10 || e.OutLen != 6 || e.To != 3 {
		t.Errorf("overwritten by one byte: %+v", e)
	}
	if e := &got[1]; e.Gone || string(e.In) != "exactly sixteen!" {
		t.Errorf("not overwritten: %+v", e)
	}
}

func TestMessagesWrapAroundTheByteRing(t *testing.T) {
	for offset := range 16 {
		j := New(Options{Records: 8, Bytes: 16, Events: 1})
		addEchoText(j, 0, strings.Repeat(".", offset))
		j.Message(noon, 1, []byte("01234567"), []byte("abcdefg"), 1, 0)
		got := all(j)
		if e := &got[1]; e.Gone || string(e.In) != "01234567" || string(e.Out) != "abcdefg" {
			t.Errorf("after %d bytes: %q answered %q, gone %v", offset, e.In, e.Out, e.Gone)
		}
	}
}

func TestAMessageLongerThanTheRingIsRecordedByItsLength(t *testing.T) {
	j := New(Options{Records: 8, Bytes: 16, Events: 1})
	addEchoText(j, 0, "short")
	j.Message(noon, 1, make([]byte, 10), make([]byte, 7), 2, 0)
	addEchoText(j, 2, strings.Repeat("long", 5))
	got := all(j)
	if e := &got[0]; e.Gone || string(e.In) != "short" {
		t.Errorf("the short one before: %+v", e)
	}
	if e := &got[1]; !e.Gone || e.InLen != 10 || e.OutLen != 7 {
		t.Errorf("10 and 7 bytes in 16: %+v", e)
	}
	if e := &got[2]; !e.Gone || e.InLen != 20 || e.OutLen != 20 {
		t.Errorf("20 bytes in 16: %+v", e)
	}
	// They stay gone when the ring wraps around.
	for range 6 {
		addEchoText(j, 3, "0123456789")
		for _, e := range all(j) {
			if (e.InLen == 20 || e.OutLen == 7) && !e.Gone {
				t.Fatalf("is not gone: %+v", e)
			}
		}
	}
}

func TestAnEchoIsStoredOnce(t *testing.T) {
	j := New(Options{Records: 8, Bytes: 16, Events: 1})
	for i := range 2 {
		addEchoText(j, i, "eight by")
	}
	for _, e := range all(j) {
		if e.Gone || !e.IsEcho() || string(e.In) != "eight by" || string(e.Out) != "eight by" {
			t.Errorf("two echoes of 8 bytes fill 16: %+v", e)
		}
	}
	addEchoText(j, 2, "all of sixteen b")
	if e := all(j)[2]; e.Gone || string(e.Out) != "all of sixteen b" {
		t.Errorf("an echo as long as the ring: %+v", e)
	}
	in := []byte("twin")
	j.Message(noon, 3, in, bytes.Clone(in), 1, 0)
	if e := all(j)[3]; e.IsEcho() {
		t.Error("an equal answer in other memory is not the message itself")
	}
	j.Message(noon, 4, in, in[:3], 1, 0)
	if e := all(j)[4]; e.IsEcho() || string(e.Out) != "twi" {
		t.Errorf("a part of the message is not the message itself: %+v", e)
	}
}

func TestAnEmptyMessageIsNeverGone(t *testing.T) {
	j := New(Options{Records: 8, Bytes: 8, Events: 1})
	j.Message(noon, 0, nil, nil, 0, 0)
	for range 3 {
		addEchoText(j, 1, "8 bytes.")
	}
	if e := all(j)[0]; e.Gone || e.InLen != 0 {
		t.Errorf("%+v", e)
	}
}

func TestTheJournalCopiesBytes(t *testing.T) {
	j := New(Options{Records: 8, Bytes: 64, Events: 1})
	in, out := []byte("before"), []byte("answer")
	j.Message(noon, 0, in, out, 1, 0)
	copy(in, "after!")
	copy(out, "after!")
	got := all(j)
	if string(got[0].In) != "before" || string(got[0].Out) != "answer" {
		t.Errorf("%q answered %q", got[0].In, got[0].Out)
	}
	copy(got[0].In, "reader")
	if e := all(j)[0]; string(e.In) != "before" {
		t.Errorf("a reader's change is in the journal: %q", e.In)
	}
}

func TestTotalsAreExact(t *testing.T) {
	j := New(Options{Records: 4, Bytes: 16, Events: 1})
	for range 1000 {
		j.Message(noon, 0, []byte("abc"), []byte("four"), 5, 0)
		j.Message(noon, 0, []byte("no answer"), nil, 0, 0)
		j.Event(noon, Event{Kind: Joined})
	}
	if got, want := j.Totals(), (Totals{Messages: 2000, Answers: 5000, BytesIn: 12_000, BytesOut: 20_000}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestALongDetailIsTruncated(t *testing.T) {
	j := New(Options{Records: 4, Bytes: 16, Events: 4})
	long := strings.Repeat("é", maxDetail)
	for _, detail := range []string{long, "x" + long, "é" + strings.Repeat("\x80", maxDetail), long[:maxDetail]} {
		j.Event(noon, Event{Kind: Trouble, Seat: -1, Detail: detail})
		_, next := j.Range()
		var e [1]Entry
		j.Read(next-1, e[:], 0)
		got := e[0].Detail
		if !strings.HasPrefix(detail, got) || len(got) > maxDetail || len(got) < maxDetail-utf8.UTFMax {
			t.Errorf("%d bytes became %d", len(detail), len(got))
		}
		if utf8.ValidString(detail) && !utf8.ValidString(got) {
			t.Errorf("cut inside a character: %q", got[len(got)-3:])
		}
	}
}

func TestAddressesAreKeptAsIPv4(t *testing.T) {
	j := New(Options{Records: 4, Bytes: 16, Events: 4})
	for given, want := range map[string]string{
		"192.168.1.40:50123":          "192.168.1.40:50123",
		"[::ffff:192.168.1.40]:50123": "192.168.1.40:50123",
		"[fe80::1]:50123":             "invalid AddrPort",
	} {
		j.Event(noon, Event{Kind: Joined, Addr: netip.MustParseAddrPort(given)})
		_, next := j.Range()
		var e [1]Entry
		j.Read(next-1, e[:], 0)
		if got := e[0].Addr().String(); got != want {
			t.Errorf("%s became %s", given, got)
		}
	}
}

func TestRingSizesAreRoundedUp(t *testing.T) {
	for _, row := range []struct{ records, bytes, events, wantRecords, wantBytes, wantEvents int }{
		{0, 0, 0, DefaultRecords, DefaultBytes, DefaultEvents},
		{-1, -1, -1, DefaultRecords, DefaultBytes, DefaultEvents},
		{1, 1, 1, 1, 1, 1},
		{5, 17, 9, 8, 32, 16},
		{8, 16, 4, 8, 16, 4},
	} {
		j := New(Options{row.records, row.bytes, row.events})
		if len(j.records) != row.wantRecords || len(j.bytes) != row.wantBytes || len(j.events) != row.wantEvents {
			t.Errorf("%+v: %d records, %d bytes, %d events", row, len(j.records), len(j.bytes), len(j.events))
		}
	}
}
