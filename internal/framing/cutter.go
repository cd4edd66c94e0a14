package framing

import (
	"errors"
	"io"
	"iter"
)

// errMore is the error of a pushSource that has no bytes left.
var errMore = errors.New("more bytes are needed")

// Cutter cuts a stream that is pushed into messages, such as one that is only looked at. Bytes that do not follow
// the framing become messages as they are pushed, from there on. It is not safe for concurrent use.
type Cutter struct {
	reader *Reader // nil: every push is one message
	source pushSource
}

// NewCutter returns a cutter of messages of at most largest bytes. It acquires buffers from the pool as
// [Framing.NewPooledReader] does, of buffer bytes.
func (f Framing) NewCutter(pool *BufferPool, buffer, largest int) *Cutter {
	c := &Cutter{}
	if f.kind != raw {
		c.reader = f.NewPooledReader(&c.source, pool, buffer, largest)
	}
	return c
}

// Push returns the messages that b completes. Coalesced says that b completed another one before. The bytes are
// valid until the next message. Each must be read before the next push.
func (c *Cutter) Push(b []byte) iter.Seq2[[]byte, bool] {
	return func(yield func(msg []byte, coalesced bool) bool) {
		c.source.rest = b
		for coalesced := false; c.reader != nil; coalesced = true {
			msg, err := c.reader.Next()
			if errors.Is(err, errMore) {
				return
			}
			if err != nil {
				c.giveUp(yield)
				return
			}
			if !yield(msg, coalesced) {
				return
			}
		}
		yield(b, false)
	}
}

// giveUp yields what is left and ends the cutting.
func (c *Cutter) giveUp(yield func(msg []byte, coalesced bool) bool) {
	rest := c.source.rest
	unread := c.reader.buffer.unread()
	if len(unread) == 0 || yield(unread, false) {
		if len(rest) > 0 {
			yield(rest, false)
		}
	}
	c.Discard()
	c.reader = nil
}

// Discard discards an incomplete message and releases the buffer.
func (c *Cutter) Discard() {
	if c.reader != nil {
		c.reader.Discard()
	}
}

// pushSource is a [Source] of bytes that are pushed.
type pushSource struct{ rest []byte }

// ReadInto implements Source.
func (s *pushSource) ReadInto(b *ReadBuffer) (int, error) {
	if len(s.rest) == 0 {
		b.Release()
		return 0, errMore
	}
	n := copy(b.Acquire(), s.rest)
	s.rest = s.rest[n:]
	if n == 0 {
		return 0, io.ErrNoProgress
	}
	return n, nil
}
