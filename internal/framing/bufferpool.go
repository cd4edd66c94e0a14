package framing

import "sync"

// BufferPool is a pool of read buffers for many readers. Readers hold a buffer only while they have unread
// bytes, so a thousand players share a few buffers, which stay in the processor's caches. A BufferPool is
// safe for concurrent use.
type BufferPool struct {
	size int
	free sync.Pool // of *[]byte
}

// NewBufferPool returns a pool of buffers of size bytes, at least 1.
func NewBufferPool(size int) *BufferPool { return &BufferPool{size: size} }

func (b *BufferPool) acquire() *[]byte {
	if buf, ok := b.free.Get().(*[]byte); ok {
		return buf
	}
	buf := make([]byte, b.size)
	return &buf
}

// release returns a buffer to the pool, or the larger one that has replaced it. One
// that is smaller than the pool's, or very large, is dropped.
func (b *BufferPool) release(buf *[]byte) {
	if len(*buf) >= b.size && len(*buf) <= max(b.size, maxKeptBuffer) {
		b.free.Put(buf)
	}
}

// ReadBuffer is the buffer of one stream, owned by its reader or acquired from a pool.
type ReadBuffer struct {
	pool       *BufferPool // nil if the reader owns buf
	pooled     *[]byte     // buf, if it is the pool's
	buf        []byte      // nil while none is acquired
	start, end int         // buf[start:end] is unread
}

// NewReadBuffer returns a buffer that is acquired from a pool.
func NewReadBuffer(pool *BufferPool) *ReadBuffer { return &ReadBuffer{pool: pool} }

// Acquire returns the free part of the buffer, at least one byte. It acquires a buffer from the pool if
// necessary.
func (m *ReadBuffer) Acquire() []byte {
	if m.buf == nil {
		m.pooled = m.pool.acquire()
		m.buf = *m.pooled
	}
	return m.buf[m.end:]
}

// Size returns the size of the buffer in bytes, 0 while none is acquired.
func (m *ReadBuffer) Size() int { return len(m.buf) }

// Pending returns the number of unread bytes. During a read they are an incomplete message.
func (m *ReadBuffer) Pending() int { return m.end - m.start }

// unread returns the unread bytes.
func (m *ReadBuffer) unread() []byte { return m.buf[m.start:m.end] }

// Release returns the buffer to the pool if it holds no unread bytes.
func (m *ReadBuffer) Release() {
	if m.pooled != nil && m.Pending() == 0 {
		m.pool.release(m.pooled)
		*m = ReadBuffer{pool: m.pool}
	}
}

// discard discards the unread bytes and returns the buffer to the pool.
func (m *ReadBuffer) discard() {
	m.start, m.end = 0, 0
	m.Release()
}

// resize moves the unread bytes to a new buffer of size bytes.
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
