package framing

import "sync"

// BufferPool lend memory to the readers of many streams, so that a reader that waits for its stream holds
// none: what a thousand players read with is what the few hold that something came from just now, and
// it stays in the processor's caches. Any goroutine may use them.
type BufferPool struct {
	size int
	free sync.Pool // of *[]byte
}

// NewBufferPool makes buffers of so many bytes, from 1 up.
func NewBufferPool(size int) *BufferPool { return &BufferPool{size: size} }

func (b *BufferPool) acquire() *[]byte {
	if buf, ok := b.free.Get().(*[]byte); ok {
		return buf
	}
	buf := make([]byte, b.size)
	return &buf
}

// release takes a buffer that was lent, or a larger one for it; very large ones are not kept.
func (b *BufferPool) release(buf *[]byte) {
	if len(*buf) <= max(b.size, keepBuffer) {
		b.free.Put(buf)
	}
}

// ReadBuffer is where the bytes of one stream come to: a buffer of the reader's own, or a borrowed one.
type ReadBuffer struct {
	pool       *BufferPool // what is borrowed from, or nil
	pooled     *[]byte     // buf, which goes back there
	buf        []byte      // nil while nothing is borrowed
	start, end int         // buf[start:end] has come and is not given out
}

// Acquire gives the place to read to, at least one byte.
func (m *ReadBuffer) Acquire() []byte {
	if m.buf == nil {
		m.pooled = m.pool.acquire()
		m.buf = *m.pooled
	}
	return m.buf[m.end:]
}

// Size is how many bytes the buffer has.
func (m *ReadBuffer) Size() int { return len(m.buf) }

// Pending is how many bytes have come of which no whole message can be made yet, while the stream is asked
// for more.
func (m *ReadBuffer) Pending() int { return m.end - m.start }

// unread is what has come and is not given out.
func (m *ReadBuffer) unread() []byte { return m.buf[m.start:m.end] }

// Release gives the place back, where nothing came to it and the stream is waited for.
func (m *ReadBuffer) Release() {
	if m.pooled != nil && m.Pending() == 0 {
		m.pool.release(m.pooled)
		*m = ReadBuffer{pool: m.pool}
	}
}

// resize moves what has come into a new buffer of so many bytes.
func (m *ReadBuffer) resize(size int) {
	buf := make([]byte, size)
	m.end = copy(buf, m.unread())
	m.start = 0
	if m.pooled != nil {
		m.pool.release(m.pooled)
		m.pooled = &buf
	}
	m.buf = buf
}
