package conn

import (
	"errors"
	"os"
	"sync/atomic"

	"porchlight/internal/framing"
)

// source reads the socket and reserves memory for large messages. A message is large once the reader holds
// more than its first buffer and more than 64 KiB.
type source struct {
	conn     *Conn
	socket   socketReader
	reserved int          // bytes of the message budget
	partial  atomic.Int64 // bytes of an incomplete message
}

// ReadInto implements [framing.Source].
func (s *source) ReadInto(m *framing.ReadBuffer) (int, error) {
	if !s.reserve(m.Size()) {
		return 0, ErrNoMemory
	}
	if pending := int64(m.Pending()); pending != s.partial.Load() {
		s.partial.Store(pending)
	}
	n, err := s.socket.ReadInto(m)
	if errors.Is(err, os.ErrDeadlineExceeded) && !s.conn.HasEnded() {
		if failed := s.conn.queue.failure(); failed != nil {
			return s.readRest(m, failed)
		}
	}
	return n, err
}

// readRest reads data that the peer sent before writing to it failed, without waiting for more. Once no data
// is left, it returns the write's error, so that a peer that cannot be written to is disconnected. An error
// of the read, such as a reset, takes precedence.
func (s *source) readRest(m *framing.ReadBuffer, failed error) (int, error) {
	n, err := s.socket.readNow(m)
	if n == 0 && err == nil {
		err = failed
	}
	return n, err
}

// reserve changes the reservation for a reader that holds this many bytes, and reports whether the message
// budget has room.
func (s *source) reserve(held int) bool {
	g := s.conn.group
	if held <= max(g.ReadBuffer, maxKeptBuffer) {
		held = 0
	}
	more := held - s.reserved
	if more > 0 && !g.MessageMemory.reserve(s.reserved, more) {
		return false
	}
	if more < 0 {
		g.MessageMemory.release(-more)
	}
	s.reserved = held
	return true
}
