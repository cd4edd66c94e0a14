package journal

import (
	"net/netip"
	"time"
)

// A Record describes one event or message. It contains no pointers, so the garbage collector does not
// scan a ring of them.
type Record struct {
	Number uint64 // position in the journal, from 0; unique
	Time   int64  // nanoseconds since 1970, UTC
	Conn   uint64 // of an event, the ID of the connection, which no other one of the host ever has; 0: none
	InLen  uint32 // bytes of the message
	OutLen uint32 // bytes of the answer
	To     uint32 // recipients of the answer; of an event, its Count
	Seat   int32  // of the player; -1: none
	About  int32  // of a HostMessage, the seat of the player that it tells of; -1: none
	Kind   Kind
	Reason Reason
	Marks  Mark

	same bool    // the answer is the message itself, stored once
	port uint16  // with ip, the address of the player or the listener
	ip   [4]byte // IPv4; zero: none
	at   uint64  // of a message, its position in the byte ring; of an event, its number in the event ring
}

// Addr returns the IPv4 address and port of an event: the player's or, for Hosting, the listener's. It
// is not valid for messages.
func (r *Record) Addr() netip.AddrPort {
	if r.HasBytes() || r.port == 0 {
		return netip.AddrPort{}
	}
	return netip.AddrPortFrom(netip.AddrFrom4(r.ip), r.port)
}

// Count returns the number in an event, or 0: rejected connections, or a limit per second.
func (r *Record) Count() int {
	if r.HasBytes() {
		return 0
	}
	return int(r.To)
}

// HasBytes reports whether the record describes bytes: a message with its answer, a message of the host itself,
// or bytes from or to a server behind.
func (r *Record) HasBytes() bool {
	switch r.Kind {
	case Message, HostMessage, ToServer, FromServer:
		return true
	}
	return false
}

// When returns the record's time.
func (r *Record) When() time.Time { return time.Unix(0, r.Time) }

// IsEcho reports whether the answer is the message itself.
func (r *Record) IsEcho() bool { return r.same }

// Mark describes how TCP delivered a message, and where its answer went. Marks can be combined.
type Mark uint8

// The marks.
const (
	FilledBuffer Mark = 1 << iota // the read filled the whole buffer: the rest is the next message
	Coalesced                     // the same read returned the end of the previous message
	ToSeat                        // the answer, or the HostMessage, is for the player on Seat alone
	Unheard                       // there was an answer, and nobody received it
)
