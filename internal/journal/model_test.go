package journal

import (
	"bytes"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// modelRecord is a record of the model.
type modelRecord struct {
	kind    Kind
	seat    int
	to      int
	in, out []byte
	same    bool
	detail  string
}

// model is an unbounded journal with the rules by which the real one overwrites.
type model struct {
	all    []modelRecord
	totals Totals
}

// size returns the bytes of a record in the byte ring.
func (m *modelRecord) size() int {
	if m.same {
		return len(m.in)
	}
	return len(m.in) + len(m.out)
}

// gone reports whether a ring of the given size has overwritten the bytes of record i.
func (m *model) gone(i, ring int) bool {
	if m.all[i].size() > ring {
		return true
	}
	written := 0
	for k := range m.all[i:] {
		if n := m.all[i+k].size(); n <= ring {
			written += n
		}
	}
	return m.all[i].size() > 0 && written > ring
}

// shorten applies Read's limit to a message.
func cut(b []byte, limit int) []byte {
	if limit <= 0 || len(b) <= limit {
		return b
	}
	return append(bytes.Clone(b[:limit/2]), b[len(b)-limit/2:]...)
}

// eventsFrom returns the numbers of the events in the event ring, from a number on.
func (m *model) eventsFrom(from uint64, ring int) []uint64 {
	var numbers []uint64
	for i := range m.all {
		if m.all[i].kind != Message {
			numbers = append(numbers, uint64(i))
		}
	}
	numbers = numbers[max(0, len(numbers)-ring):]
	for len(numbers) > 0 && numbers[0] < from {
		numbers = numbers[1:]
	}
	return numbers
}

// modelEntry is what a Reader returns: a record or a number of lost ones.
type modelEntry struct {
	number uint64
	lost   Lost
}

// readOn returns what a Reader returns from a record on, and the messages that it passes if it reads only events.
func (m *model) readOn(next, records, events int, onlyEvents bool) (list []modelEntry, messages int) {
	inEvents := m.eventsFrom(0, events)
	var lost [kinds]uint64
	for i := next; i < len(m.all); i++ {
		kind := m.all[i].kind
		held := i >= len(m.all)-records || slices.Contains(inEvents, uint64(i))
		if onlyEvents && kind == Message {
			messages++
			continue
		}
		if !held {
			lost[kind]++
			continue
		}
		for k, n := range lost {
			if n > 0 {
				list = append(list, modelEntry{lost: Lost{Kind(k), n}})
			}
		}
		lost = [kinds]uint64{}
		list = append(list, modelEntry{number: uint64(i)})
	}
	return list, messages
}

func TestTheRingsMatchAnUnboundedModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var (
			records = 1 << rapid.IntRange(0, 4).Draw(t, "log of records")
			ring    = 1 << rapid.IntRange(0, 6).Draw(t, "log of bytes")
			events  = 1 << rapid.IntRange(0, 3).Draw(t, "log of events")
			j       = New(Options{records, ring, events})
			m       model
			dst     = make([]Entry, 20) // reused
			reader  = j.NewReader()
		)
		check := func(e *Entry, number uint64, limit int) {
			want := &m.all[number]
			if e.Number != number || e.Kind != want.kind || e.Seat != int32(want.seat) {
				t.Fatalf("record %d is %+v, want %+v", number, e, want)
			}
			if want.kind != Message {
				kept := m.eventsFrom(0, events)
				detail := want.detail
				if number < kept[0] {
					detail = ""
				}
				if e.Detail != detail || len(e.In)+len(e.Out) != 0 || e.Gone {
					t.Fatalf("event %d is %+v, want detail %q", number, e, detail)
				}
				return
			}
			if e.InLen != uint32(len(want.in)) || e.OutLen != uint32(len(want.out)) || e.To != uint32(want.to) || e.IsEcho() != want.same || e.Detail != "" {
				t.Fatalf("message %d is %+v, want %+v", number, e, want)
			}
			in, out := cut(want.in, limit), cut(want.out, limit)
			gone := m.gone(int(number), ring)
			if gone {
				in, out = nil, nil
			}
			if e.Gone != gone || !bytes.Equal(e.In, in) || !bytes.Equal(e.Out, out) {
				t.Fatalf("message %d, limit %d: %q answered %q, gone %v; want %q, %q, %v", number, limit, e.In, e.Out, e.Gone, in, out, gone)
			}
		}
		payload := rapid.SliceOfN(rapid.Byte(), 0, 40)
		t.Repeat(map[string]func(*rapid.T){
			"message": func(t *rapid.T) {
				msg := modelRecord{kind: Message, seat: rapid.IntRange(0, 9).Draw(t, "seat"), to: rapid.IntRange(0, 9).Draw(t, "to"), in: payload.Draw(t, "in")}
				if rapid.Bool().Draw(t, "same") {
					msg.out, msg.same = msg.in, true
				} else {
					msg.out = payload.Draw(t, "out")
					msg.same = len(msg.in)+len(msg.out) == 0
				}
				j.Message(noon, msg.seat, msg.in, msg.out, msg.to, 0)
				m.all = append(m.all, msg)
				m.totals.Messages++
				m.totals.Answers += uint64(msg.to)
				m.totals.BytesIn += uint64(len(msg.in))
				m.totals.BytesOut += uint64(msg.to * len(msg.out))
			},
			"event": func(t *rapid.T) {
				e := modelRecord{kind: rapid.SampledFrom([]Kind{Joined, Left, Trouble}).Draw(t, "kind"), seat: rapid.IntRange(-1, 9).Draw(t, "seat"), detail: rapid.StringN(0, 8, -1).Draw(t, "detail")}
				j.Event(noon, Event{Kind: e.kind, Seat: e.seat, Detail: e.detail})
				m.all = append(m.all, e)
			},
			"read": func(t *rapid.T) {
				next := uint64(len(m.all))
				first := next - min(next, uint64(records))
				from := rapid.Uint64Range(0, next+2).Draw(t, "from")
				space := rapid.IntRange(0, len(dst)).Draw(t, "space")
				limit := rapid.IntRange(-1, 50).Draw(t, "limit")
				n := j.Read(from, dst[:space], limit)
				begin := max(from, first)
				if want := min(uint64(space), next-min(next, begin)); uint64(n) != want {
					t.Fatalf("%d records from %d into %d, want %d", n, from, space, want)
				}
				for i := range dst[:n] {
					check(&dst[i], begin+uint64(i), limit)
				}
			},
			"read events": func(t *rapid.T) {
				from := rapid.Uint64Range(0, uint64(len(m.all))+2).Draw(t, "from")
				space := rapid.IntRange(0, len(dst)).Draw(t, "space")
				want := m.eventsFrom(from, events)
				want = want[:min(space, len(want))]
				if n := j.ReadEvents(from, dst[:space]); n != len(want) {
					t.Fatalf("%d events from %d into %d, want %d", n, from, space, len(want))
				}
				for i, number := range want {
					check(&dst[i], number, 0)
				}
			},
			"read on": func(t *rapid.T) {
				onlyEvents := rapid.Bool().Draw(t, "only events")
				want, wantMessages := m.readOn(int(reader.Next()), records, events, onlyEvents)
				space := rapid.IntRange(1, len(dst)).Draw(t, "space")
				messages := 0
				for {
					var n int
					if onlyEvents {
						var passed uint64
						n, passed = reader.ReadEvents(dst[:space])
						messages += int(passed)
					} else {
						n = reader.Read(dst[:space], 0)
					}
					if n == 0 {
						break
					}
					if n > len(want) {
						t.Fatalf("%d entries, want %+v", n, want)
					}
					for i := range dst[:n] {
						e, w := &dst[i], want[i]
						if e.Lost != w.lost || (e.Kind == Skipped) != (w.lost.Count > 0) {
							t.Fatalf("entry %+v, want %+v", e, w)
						}
						if e.Kind != Skipped {
							check(e, w.number, 0)
						}
					}
					want = want[n:]
				}
				if len(want) > 0 || messages != wantMessages || reader.Next() != uint64(len(m.all)) {
					t.Fatalf("at %d of %d, %d messages passed, want %d and %+v", reader.Next(), len(m.all), messages, wantMessages, want)
				}
			},
			"a reader at the end": func(*rapid.T) { reader = j.NewReaderAtEnd() },
			"": func(t *rapid.T) {
				next := uint64(len(m.all))
				if a, b := j.Range(); a != next-min(next, uint64(records)) || b != next {
					t.Fatalf("range %d to %d of %d", a, b, next)
				}
				if j.Version() != next {
					t.Fatalf("version %d after %d writes", j.Version(), next)
				}
				if got := j.Totals(); got != m.totals {
					t.Fatalf("%+v, want %+v", got, m.totals)
				}
			},
		})
	})
}
