// Package journal records what happens on a host, in order, in bounded memory.
//
// Two rings, both allocated in advance, hold it: one of fixed-size records without pointers, and one
// of the bytes of messages. One record describes a whole message: sender, time, the message, its
// answer and the number of recipients. The newest records and bytes overwrite the oldest. All other
// records (joins, leaves, errors) are also kept in a smaller ring of events, which a flood of messages
// does not overwrite. Counters beside the rings say how many events of each kind they have lost.
//
// A Journal is safe for concurrent use. Writers hold its one lock while they copy a message. Readers
// copy ranges of records, a bounded number of bytes per call, and hold the lock for at most 64 KiB of
// them at a time. Nothing is pushed to a reader: it polls Version and reads when that has changed. A
// [Reader] reads every record once, in order, from both rings, and counts what it has missed.
//
// Package export writes records as JSON lines and as CSV.
package journal

import (
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"
)

// The defaults of [Options].
const (
	DefaultRecords = 1 << 16 // records
	DefaultBytes   = 16 << 20
	DefaultEvents  = 1 << 12
)

// Options are the sizes of a journal's rings. They are rounded up to powers of two; 0 selects the
// default.
type Options struct {
	Records int // records
	Bytes   int // bytes of messages
	Events  int // records that are not messages
}

// Event is the content of a record that is not a message.
type Event struct {
	Kind   Kind
	Reason Reason
	Seat   int            // -1: none
	Conn   uint64         // ID of the connection, which no other one of the host ever has; 0: none
	Addr   netip.AddrPort // IPv4, also in its IPv6 form; any other address is recorded as none
	Count  int            // 0: none; a negative one is recorded as 0
	Detail string         // text of the system or the program; at most maxDetail bytes are kept
}

// maxDetail is the limit of an event's text in bytes.
const maxDetail = 512

// Totals are exact counts since the journal was created, including overwritten records.
type Totals struct {
	Messages uint64 // received
	Answers  uint64 // sent, one per recipient
	BytesIn  uint64
	BytesOut uint64
}

type event struct {
	record Record
	detail string
}

// Journal is the record of a host. Create one with [New].
type Journal struct {
	version atomic.Uint64
	yield   func() // called between two parts of a long copy, without the lock

	mu        sync.Mutex
	records   []Record // ring by record number
	next      uint64   // number of the next record
	bytes     []byte   // ring
	end       uint64   // bytes written to the ring so far
	events    []event  // ring by event number
	nextEvent uint64
	totals    Totals

	written         eventCounts
	goneFromRecords eventCounts // events that the ring of records has overwritten
	goneFromEvents  eventCounts // events that the ring of events has overwritten
}

// New returns an empty journal.
func New(o Options) *Journal {
	return &Journal{
		yield:   runtime.Gosched,
		records: make([]Record, powerOfTwo(o.Records, DefaultRecords)),
		bytes:   make([]byte, powerOfTwo(o.Bytes, DefaultBytes)),
		events:  make([]event, powerOfTwo(o.Events, DefaultEvents)),
	}
}

// powerOfTwo returns the least power of two that is not less than n, or than byDefault if n is not
// positive.
func powerOfTwo(n, byDefault int) int {
	if n <= 0 {
		n = byDefault
	}
	p := 1
	for p < n {
		p *= 2
	}
	return p
}

// Version changes with every record. It does not take the lock.
func (j *Journal) Version() uint64 { return j.version.Load() }

// Totals returns the counts.
func (j *Journal) Totals() Totals {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.totals
}

// Message records a message and its answer to a number of recipients. An answer that is the message
// itself (the same memory) is stored once. Message retains neither slice and does not allocate.
func (j *Journal) Message(now time.Time, seat int, in, out []byte, recipients int, marks Mark) {
	j.mu.Lock()
	j.append(now, Record{Kind: Message, Seat: int32(seat), To: uint32(recipients), Marks: marks}, in, out)
	j.totals.Messages++
	j.totals.BytesIn += uint64(len(in))
	j.mu.Unlock()
}

// HostMessage records a message of the host itself to a number of recipients: to the player on the seat alone, with the
// mark ToSeat, or because of it to others. about is the seat of the player that it tells of; -1: none. It does not
// retain the slice.
func (j *Journal) HostMessage(now time.Time, seat, about int, out []byte, recipients int, marks Mark) {
	if recipients == 0 {
		marks |= Unheard
	}
	j.mu.Lock()
	j.append(now, Record{Kind: HostMessage, Seat: int32(seat), About: int32(about), To: uint32(recipients), Marks: marks}, nil, out)
	j.mu.Unlock()
}

// ToServer records a player's bytes that are passed on to a server. It does not retain the slice, nor allocate.
func (j *Journal) ToServer(now time.Time, seat int, b []byte, marks Mark) {
	j.mu.Lock()
	j.append(now, Record{Kind: ToServer, Seat: int32(seat), Marks: marks}, b, nil)
	j.totals.Messages++
	j.totals.BytesIn += uint64(len(b))
	j.mu.Unlock()
}

// FromServer records bytes of a server that are passed on to a player. It does not retain the slice, nor allocate.
func (j *Journal) FromServer(now time.Time, seat int, b []byte, marks Mark) {
	j.mu.Lock()
	j.append(now, Record{Kind: FromServer, Seat: int32(seat), To: 1, Marks: marks | ToSeat}, nil, b)
	j.mu.Unlock()
}

// append records a message. The lock is held.
func (j *Journal) append(now time.Time, r Record, in, out []byte) {
	r.Number, r.Time = j.next, now.UnixNano()
	r.InLen, r.OutLen, r.at = uint32(len(in)), uint32(len(out)), j.end
	r.same = len(in) == len(out) && (len(in) == 0 || &in[0] == &out[0])
	stored := out
	if r.same {
		stored = nil
	}
	if len(in)+len(stored) <= len(j.bytes) {
		j.store(in)
		j.store(stored)
	} else {
		r.at -= uint64(len(j.bytes)) + 1 // longer than the ring: recorded as overwritten
	}
	j.put(&r)
	j.totals.Answers += uint64(r.To)
	j.totals.BytesOut += uint64(len(out)) * uint64(r.To)
	j.version.Store(j.next)
}

// put writes a record over the oldest one in the ring of records. The lock is held.
func (j *Journal) put(r *Record) {
	slot := &j.records[j.next&uint64(len(j.records)-1)]
	if slot.Kind != 0 && !slot.HasBytes() {
		j.goneFromRecords[slot.Kind]++
	}
	*slot = *r
	j.next++
}

// store appends b, which is not longer than the ring, to the byte ring. The lock is held.
func (j *Journal) store(b []byte) {
	at := j.end & uint64(len(j.bytes)-1)
	n := copy(j.bytes[at:], b)
	copy(j.bytes, b[n:])
	j.end += uint64(len(b))
}

// Event records an event.
func (j *Journal) Event(now time.Time, e Event) {
	r := Record{Time: now.UnixNano(), Kind: e.Kind, Reason: e.Reason, Seat: int32(e.Seat), Conn: e.Conn, To: uint32(max(e.Count, 0))}
	if a := e.Addr.Addr().Unmap(); a.Is4() {
		r.ip, r.port = a.As4(), e.Addr.Port()
	}
	e.Detail = truncate(e.Detail, maxDetail)
	j.mu.Lock()
	defer j.mu.Unlock()
	r.Number, r.at = j.next, j.nextEvent
	slot := &j.events[j.nextEvent&uint64(len(j.events)-1)]
	if slot.record.Kind != 0 {
		j.goneFromEvents[slot.record.Kind]++
	}
	*slot = event{r, e.Detail}
	j.nextEvent++
	j.put(&r)
	j.written[r.Kind]++
	j.version.Store(j.next)
}

// truncate returns the first limit bytes of s, or a little less to end at a rune. The result does not
// retain the memory of a longer s.
func truncate(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	n := limit
	for n > limit-utf8.UTFMax && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.Clone(s[:n])
}
