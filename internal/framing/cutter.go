package framing

import (
	"bytes"
	"errors"
)

// errMore is the error of a pushSource that has no bytes left.
var errMore = errors.New("more bytes are needed")

// Cutter cuts a stream that is pushed into messages, such as one that is only looked at. Bytes that do not follow
// the framing become messages as they are pushed, from there on. It is not safe for concurrent use.
type Cutter struct {
	reader    *Reader // nil: every push is one message
	source    pushSource
	completed bool // a message since the last push
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

// Push adds bytes. They must not change before Next has returned false.
func (c *Cutter) Push(b []byte) { c.source.rest, c.completed = b, false }

// Next returns the next message that the pushed bytes complete; ok is false where there is none. Coalesced says that they
// completed another one before. The bytes are valid until the next call of any method.
func (c *Cutter) Next() (msg []byte, coalesced, ok bool) {
	if c.reader != nil {
		msg, err := c.reader.Next()
		if err == nil {
			coalesced, c.completed = c.completed, true
			return msg, coalesced, true
		}
		if errors.Is(err, errMore) {
			return nil, false, false
		}
		c.source.rest = append(bytes.Clone(c.reader.buffer.unread()), c.source.rest...)
		c.Discard()
		c.reader = nil
	}
	msg, c.source.rest = c.source.rest, nil
	return msg, false, len(msg) > 0
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
	return n, nil
}
