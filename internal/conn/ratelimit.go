package conn

import "fmt"

// Default rate limits. They exceed the needs of games that people play, and stop a client in an endless loop.
const (
	DefaultMessages = 50_000     // a second from one peer
	DefaultBytes    = 64_000_000 // a second from one peer
)

// RateLimit bounds how much one peer may send, on average over about a second. Output to the peer does not
// count. The zero value has no limits.
type RateLimit struct {
	Messages int  // a second; 0: no limit
	Bytes    int  // a second, of messages without their framing; 0: no limit
	Drop     bool // close the connection of a peer that exceeds a limit; otherwise throttle it
}

// LimitKind is the unit that a limit counts.
type LimitKind uint8

// The kinds of limits.
const (
	LimitMessages LimitKind = iota
	LimitBytes
)

// RateExceeded is a limit that a peer has exceeded. It is the cause of a connection's end if RateLimit.Drop
// is set.
type RateExceeded struct {
	Kind  LimitKind
	Limit int // a second
}

func (e *RateExceeded) Error() string {
	if e.Kind == LimitBytes {
		return fmt.Sprintf("more than %d bytes a second", e.Limit)
	}
	return fmt.Sprintf("more than %d messages a second", e.Limit)
}
