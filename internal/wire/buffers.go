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
