package journal

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"
)

// pattern fills b with bytes that are specific to a seat, a length and a side of a message.
func pattern(b []byte, seat int32, side byte) {
	for i := range b {
		b[i] = byte(seat)*31 + byte(len(b))*7 + byte(i)*3 + side
	}
}

// consistent returns the error in an entry of the test below, or "".
func consistent(e *Entry, want []byte) string {
	if e.Kind == Joined {
		if e.Detail != "" && e.Detail != fmt.Sprint("seat ", e.Seat) {
			return "another's detail"
		}
		return ""
	}
	if e.Gone {
		if len(e.In)+len(e.Out) != 0 {
			return "gone but with bytes"
		}
		return ""
	}
	want = want[:e.InLen]
	pattern(want, e.Seat, 0)
	if string(want) != string(e.In) {
		return "another's message"
	}
	want = want[:e.OutLen]
	if !e.IsEcho() {
		pattern(want, e.Seat, 1)
	}
	if string(want) != string(e.Out) {
		return "another's answer"
	}
	return ""
}

func TestConcurrentReadersSeeConsistentEntries(t *testing.T) {
	const writers, readers, each, longest = 6, 3, 3000, 60
	j := New(Options{Records: 256, Bytes: 1 << 12, Events: 64})
	var writing, reading sync.WaitGroup
	done := make(chan struct{})
	for seat := range int32(writers) {
		writing.Go(func() {
			random := rand.New(rand.NewPCG(1, uint64(seat)))
			in, out := make([]byte, longest), make([]byte, longest)
			for i := range each {
				in, out := in[:random.IntN(longest)], out[:random.IntN(longest)]
				pattern(in, seat, 0)
				pattern(out, seat, 1)
				switch {
				case i%50 == 0:
					j.Event(noon, Event{Kind: Joined, Seat: int(seat), Detail: fmt.Sprint("seat ", seat)})
				case i%2 == 0:
					j.Message(time.Now(), int(seat), in, in, 1, 0)
				default:
					j.Message(time.Now(), int(seat), in, out, 2, 0)
				}
			}
		})
	}
	whole := make([]int, readers)
	for r := range readers {
		reading.Go(func() {
			entries, events, scratch := make([]Entry, 64), make([]Entry, 16), make([]byte, longest)
			var next uint64
			for last := false; !last; {
				select {
				case <-done:
					last = true
				default:
				}
				version := j.Version()
				n := j.Read(next, entries, 0)
				if n == 0 && version > next {
					t.Errorf("version %d, but no record from %d on", version, next)
					return
				}
				for i := range entries[:n] {
					e := &entries[i]
					if wrong := consistent(e, scratch); wrong != "" {
						t.Errorf("record %d of seat %d: %s", e.Number, e.Seat, wrong)
						return
					}
					if e.Number < next || i > 0 && e.Number != next {
						t.Errorf("record %d where %d was due", e.Number, next)
						return
					}
					next = e.Number + 1
					if !e.Gone {
						whole[r]++
					}
				}
				n = j.ReadEvents(0, events)
				for i := range events[:n] {
					if e := &events[i]; e.Kind != Joined || e.Detail != fmt.Sprint("seat ", e.Seat) {
						t.Errorf("event %d: %+v", e.Number, e)
						return
					}
				}
			}
		})
	}
	writing.Wait()
	close(done)
	reading.Wait()
	if want := uint64(writers * each * 49 / 50); j.Totals().Messages != want {
		t.Errorf("%d messages counted, want %d", j.Totals().Messages, want)
	}
	if j.Version() != writers*each {
		t.Errorf("version %d after %d writes", j.Version(), writers*each)
	}
	for r, n := range whole {
		if n == 0 {
			t.Errorf("reader %d saw no whole entry", r)
		}
	}
}
