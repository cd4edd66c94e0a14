package wire

import "sync"

// Buffers lend memory to the readers of many streams, so that a reader that waits for its stream holds
// none: what a thousand players read with is what the few hold that something came from just now, and
// it stays in the processor's caches. Any goroutine may use them.
type Buffers struct {
	size int
	free sync.Pool // of *[]byte
}

// NewBuffers makes buffers of so many bytes, from 1 up.
func NewBuffers(size int) *Buffers { return &Buffers{size: size} }

func (b *Buffers) take() *[]byte {
	if buf, ok := b.free.Get().(*[]byte); ok {
		return buf
	}
	buf := make([]byte, b.size)
	return &buf
}

// giveBack takes a buffer that was lent, or a larger one for it; very large ones are not kept.
func (b *Buffers) giveBack(buf *[]byte) {
	if len(*buf) <= max(b.size, keepBuffer) {
		b.free.Put(buf)
	}
}

// Memory is where the bytes of one stream come to: a buffer of the reader's own, or a borrowed one.
type Memory struct {
	buffers    *Buffers // what is borrowed from, or nil
	lent       *[]byte  // buf, which goes back there
	buf        []byte   // nil while nothing is borrowed
	start, end int      // buf[start:end] has come and is not given out
}

// Lend gives the place to read to, at least one byte.
func (m *Memory) Lend() []byte {
	if m.buf == nil {
		m.lent = m.buffers.take()
		m.buf = *m.lent
	}
	return m.buf[m.end:]
}

// Held is how many bytes the buffer has.
func (m *Memory) Held() int { return len(m.buf) }

// Pending is how many bytes have come of which no whole message can be made yet, while the stream is asked
// for more.
func (m *Memory) Pending() int { return m.end - m.start }

// unread is what has come and is not given out.
func (m *Memory) unread() []byte { return m.buf[m.start:m.end] }

// Nothing gives the place back, where nothing came to it and the stream is waited for.
func (m *Memory) Nothing() {
	if m.lent != nil && m.Pending() == 0 {
		m.buffers.giveBack(m.lent)
		*m = Memory{buffers: m.buffers}
	}
}

// moveTo moves what has come into a new buffer of so many bytes.
func (m *Memory) moveTo(size int) {
	buf := make([]byte, size)
	m.end = copy(buf, m.unread())
	m.start = 0
	if m.lent != nil {
		m.buffers.giveBack(m.lent)
		m.lent = &buf
	}
	m.buf = buf
}
