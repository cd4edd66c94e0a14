package conn

import (
	"errors"
	"os"
	"sync/atomic"

	"porchlight/internal/framing"
)

// MemoryBudget bounds the bytes that many connections hold for one purpose. Any goroutine may use it.
type MemoryBudget struct {
	max  int64
	held atomic.Int64
}

// NewMemoryBudget returns a budget of so many bytes.
func NewMemoryBudget(bytes int) *MemoryBudget { return &MemoryBudget{max: int64(bytes)} }

// Max returns the budget in bytes.
func (b *MemoryBudget) Max() int { return int(b.max) }

// Held returns how many bytes are reserved.
func (b *MemoryBudget) Held() int { return int(b.held.Load()) }

// reserve adds more bytes for a connection that holds own bytes, and reports whether there is room. A
// connection may hold as much as is left for all others. So one alone may hold half of the budget, those
// that hold much are the first to be refused when little is left, and something is always left for those
// that hold little.
func (b *MemoryBudget) reserve(own, more int) bool {
	held := b.held.Add(int64(more))
	if int64(own+more) <= b.max-held {
		return true
	}
	b.release(more)
	return false
}

// release gives bytes back.
func (b *MemoryBudget) release(bytes int) { b.held.Add(-int64(bytes)) }

// source is the stream that a connection's messages are read from: its socket, as long as the message
// budget has room. What a reader holds beyond its first buffer, and beyond 64 KiB, is a large message that
// is being read.
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

// readRest reads what the peer sent before writing to it failed, without waiting for more. Once nothing is
// left, the write's error is the end of the stream: a peer that nothing can be written to must not keep
// its place. A read that says more, such as a reset, is reported instead.
func (s *source) readRest(m *framing.ReadBuffer, failed error) (int, error) {
	n, err := s.socket.readNow(m)
	if n == 0 && err == nil {
		err = failed
	}
	return n, err
}

// reserve reports whether the message budget has room for a reader that holds so many bytes.
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
