// Package journal keeps what happened on a host, in order, in bounded memory.
//
// Two rings hold it, both taken up front: one of fixed-size records without pointers, and one of
// bytes with what the messages said. One record stands for a whole message: who sent it, when, what
// came in, what went out and to how many. The oldest records and bytes make room for the newest.
// Everything that is not a message (players who join and leave, trouble) is kept a second time in a
// smaller ring of events, so that a flood of messages does not wash it away.
//
// A Journal may be used by any number of goroutines. Writers hold its one lock for a copy of the
// message and nothing else; readers ask for ranges and copy them out. Nothing is pushed to a reader:
// a reader looks at Version and asks again when that has moved.
package journal

import (
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"
)

// What a zero Options stands for.
const (
	DefaultRecords = 1 << 16 // records
	DefaultBytes   = 16 << 20
	DefaultEvents  = 1 << 12
)

// Options are the sizes of a journal's rings. A zero field means its default.
type Options struct {
	Records int // how many records are kept; rounded up to a power of two
	Bytes   int // how many bytes of messages are kept; rounded up to a power of two
	Events  int // how many records that are not messages are kept besides
}

// Kind tells what a record is about.
type Kind uint8

// The kinds of records.
const (
	Message     Kind = iota + 1 // a player's message and its answer
	Hosting                     // the host started; Addr is what it listens on
	Joined                      // a player took a seat
	Left                        // a player gave its seat back; Reason says why
	Refused                     // a connection was turned away; Reason says why
	Stopped                     // the host stopped
	Trouble                     // something went wrong that ends no player; Detail says what
	HostMessage                 // the host's own words, Out: a greeting to Seat, or what others are told of it
	Named                       // a player gave its name, which is Detail
	Pending                     // somebody waits to be let in
	PageServed                  // a browser was answered with a page, and took no seat
	Slowed                      // a player is read from more slowly; Reason says which limit of Count a second it passed
)

// Mark tells what TCP did to a message on its way.
type Mark uint8

// The marks, which may stand together.
const (
	FilledBuffer Mark = 1 << iota // the read filled the whole buffer: the rest is the next message
	Coalesced                     // came in one read with the message before it
)

// Reason tells why a player left or was refused, or what trouble there is.
type Reason uint8

// The reasons. Those from GameFull on turn a newcomer away; a ban and a visit may end a player too.
const (
	ByPlayer        Reason = iota + 1 // the player closed its side
	ConnectionLost                    // reset, or no sign of life; Detail has the system's words
	Kicked                            // the person hosting ended it
	TooSlow                           // did not take what was sent to it in time
	NoMemory                          // a large message of its had no room beside those of all players
	HostStopped                       // the host stopped
	Fault                             // an error inside Porchlight; Detail has it
	BadMessage                        // what it sent is none in the game's framing; Detail says why
	CutOff                            // it hung up within a message; Detail says what was missing
	TooFast                           // it sent more messages a second than a player may
	TooMuch                           // it sent more bytes a second than a player may
	GameFull                          // the player limit was reached
	Banned                            // its address is banned
	Outside                           // its address is of no network that may come in
	TooMany                           // its address has as many connections as one may have, or too many wait at the door
	TooManyAttempts                   // its address connected more often a second than one may; Count connections are meant
	Rejected                          // the person hosting said no at the door
	GaveUp                            // it left the door before anybody answered
	Browser                           // it was a browser that looked in late, and got its page
	NoDescriptors                     // of trouble: the system allows no more open files; Count players are in
)

// String gives the reason as the JSON events spell it.
func (r Reason) String() string {
	switch r {
	case ByPlayer:
		return "left"
	case ConnectionLost:
		return "connection lost"
	case Kicked:
		return "kicked"
	case TooSlow:
		return "too slow"
	case NoMemory:
		return "no room"
	case HostStopped:
		return "host stopped"
	case Fault:
		return "internal error"
	case TooFast:
		return "too fast"
	case TooMuch:
		return "too much"
	case GameFull:
		return "full"
	case BadMessage:
		return "bad message"
	case CutOff:
		return "cut off"
	case Banned:
		return "banned"
	case Outside:
		return "outside"
	case TooMany:
		return "too many"
	case TooManyAttempts:
		return "too often"
	case Rejected:
		return "turned away"
	case GaveUp:
		return "gave up"
	case Browser:
		return "browser"
	case NoDescriptors:
		return "no files"
	}
	return ""
}

// A Record is one thing that happened. It holds no pointers, so a ring of them costs the garbage
// collector nothing.
type Record struct {
	Number uint64 // its place in the journal, from 0; never used again
	Time   int64  // nanoseconds since 1970, UTC
	Conn   uint64 // of an event, the ID of the connection that it is about; 0: none
	InLen  uint32 // bytes of the message that came in
	OutLen uint32 // bytes of the answer
	To     uint32 // how many players the answer was handed to; of an event, its Count
	Seat   int32  // the player's seat; -1 where there is none
	Kind   Kind
	Reason Reason
	Marks  Mark

	same bool    // the answer is the message itself, stored once
	port uint16  // with ip: the other side's address, or the listener's
	ip   [4]byte //
	at   uint64  // messages: where the bytes begin in the byte ring; others: number in the event ring
}

// Addr is the IPv4 address and port that the record is about: the player's, or the listener's for
// Hosting. It is not valid for messages.
func (r *Record) Addr() netip.AddrPort {
	if r.HasBytes() || r.port == 0 {
		return netip.AddrPort{}
	}
	return netip.AddrPortFrom(netip.AddrFrom4(r.ip), r.port)
}

// Count is how many an event is about, or 0: the connections that were turned away, or a limit a second.
func (r *Record) Count() int {
	if r.HasBytes() {
		return 0
	}
	return int(r.To)
}

// HasBytes tells whether the record stands for bytes: a message with its answer, or the host's own words.
func (r *Record) HasBytes() bool { return r.Kind == Message || r.Kind == HostMessage }

// When is the record's time.
func (r *Record) When() time.Time { return time.Unix(0, r.Time) }

// Event is what a caller of [Journal.Event] says of something that is not a message.
type Event struct {
	Kind   Kind
	Reason Reason
	Seat   int    // -1: none
	Conn   uint64 // the connection's ID, which no other connection of the host ever has; 0: none
	Addr   netip.AddrPort
	Count  int    // where there is something to count; 0: there is not
	Detail string // more, in the system's or the program's words; shown, never interpreted
}

// maxDetail bounds an event's text in bytes.
const maxDetail = 512

// Totals are exact counts since the journal was made; nothing that leaves the rings leaves them.
type Totals struct {
	Messages uint64 // messages that came in
	Answers  uint64 // answers sent, one for each player that was handed one
	BytesIn  uint64
	BytesOut uint64
}

type event struct {
	record Record
	detail string
}

// Journal is the record of a host. Make one with New.
type Journal struct {
	version atomic.Uint64

	mu      sync.Mutex
	records []Record // ring, by number
	next    uint64   // number of the record that comes next
	bytes   []byte   // ring
	end     uint64   // bytes ever written to the ring
	events  []event  // ring, by event number
	nextEv  uint64
	totals  Totals
}

// New makes an empty journal with rings of the given sizes.
func New(o Options) *Journal {
	return &Journal{
		records: make([]Record, powerOfTwo(o.Records, DefaultRecords)),
		bytes:   make([]byte, powerOfTwo(o.Bytes, DefaultBytes)),
		events:  make([]event, powerOfTwo(o.Events, DefaultEvents)),
	}
}

func powerOfTwo(n, otherwise int) int {
	if n <= 0 {
		n = otherwise
	}
	p := 1
	for p < n {
		p *= 2
	}
	return p
}

// Version moves whenever something is written. It may be read at any time without the lock.
func (j *Journal) Version() uint64 { return j.version.Load() }

// Totals returns the counts.
func (j *Journal) Totals() Totals {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.totals
}

// Message writes one message and its answer. The answer went to so many players; where it is the
// message itself (the same memory), its bytes are kept once. Neither slice is held on to. It
// allocates nothing.
func (j *Journal) Message(now time.Time, seat int, in, out []byte, to int, marks Mark) {
	j.mu.Lock()
	j.exchange(now, Record{Kind: Message, Seat: int32(seat), To: uint32(to), Marks: marks}, in, out)
	j.totals.Messages++
	j.totals.BytesIn += uint64(len(in))
	j.mu.Unlock()
}

// HostMessage writes what the host said on its own to so many players: a greeting to the player on the
// seat, or what others are told of it. The slice is not held on to.
func (j *Journal) HostMessage(now time.Time, seat int, out []byte, to int) {
	j.mu.Lock()
	j.exchange(now, Record{Kind: HostMessage, Seat: int32(seat), To: uint32(to)}, nil, out)
	j.mu.Unlock()
}

// exchange writes a record with bytes. The lock is held.
func (j *Journal) exchange(now time.Time, r Record, in, out []byte) {
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
		r.at -= uint64(len(j.bytes)) + 1 // longer than the ring: as good as overwritten
	}
	j.records[j.next&uint64(len(j.records)-1)] = r
	j.next++
	j.totals.Answers += uint64(r.To)
	j.totals.BytesOut += uint64(len(out)) * uint64(r.To)
	j.version.Store(j.next)
}

// store appends to the byte ring; b is no longer than the ring.
func (j *Journal) store(b []byte) {
	at := j.end & uint64(len(j.bytes)-1)
	n := copy(j.bytes[at:], b)
	copy(j.bytes, b[n:])
	j.end += uint64(len(b))
}

// Event writes something that is not a message.
func (j *Journal) Event(now time.Time, e Event) {
	r := Record{Time: now.UnixNano(), Kind: e.Kind, Reason: e.Reason, Seat: int32(e.Seat), Conn: e.Conn, To: uint32(max(e.Count, 0))}
	if a := e.Addr.Addr().Unmap(); a.Is4() {
		r.ip, r.port = a.As4(), e.Addr.Port()
	}
	e.Detail = beginning(e.Detail, maxDetail)
	j.mu.Lock()
	defer j.mu.Unlock()
	r.Number, r.at = j.next, j.nextEv
	j.records[j.next&uint64(len(j.records)-1)] = r
	j.events[j.nextEv&uint64(len(j.events)-1)] = event{r, e.Detail}
	j.next++
	j.nextEv++
	j.version.Store(j.next)
}

// beginning gives the first limit bytes of s, or a little less so as not to cut a character in two.
// A longer text's memory is not held on to.
func beginning(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	n := limit
	for n > limit-utf8.UTFMax && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.Clone(s[:n])
}
