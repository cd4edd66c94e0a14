package framing

import (
	"errors"
	"fmt"
	"io"
	"slices"
)

// Limits of a Reader in bytes.
const (
	MaxBuffer     = 1 << 20  // of a read
	MaxMessage    = 1 << 30  // of a message
	maxKeptBuffer = 64 << 10 // of a buffer between messages
)

// Reader reads messages from a stream. It is not safe for concurrent use; methods of the stream, such as
// SetReadDeadline, may be called meanwhile if the stream allows it.
//
// It loses no bytes that it has read, even if an error follows them. Its buffer starts at the requested
// size and at most doubles when it is full, so it grows with the received bytes and not with an announced
// length. It is never larger than the largest message, with its length, plus the initial size. Once it
// has grown above 64 KiB, it shrinks to the initial size before the read after that message. A Reader with a
// pool holds no buffer while it waits between messages.
type Reader struct {
	source     Source
	framing    Framing
	size       int // initial size of the buffer
	maxMessage int

	buffer   ReadBuffer
	searched int   // unread bytes that do not contain a terminator
	need     int   // bytes of the next message with its length; 0: unknown
	err      error // a FrameError after which no message can be found

	filledBuffer bool
	indexInRead  int
}

// NewReader returns a reader of messages in this framing. It reads up to buffer bytes at a time (1 to
// MaxBuffer), which is also the limit of a raw message. In other framings a message has at most largest
// bytes (0 to MaxMessage), without its terminator or length. Values out of range are clamped.
func (f Framing) NewReader(r io.Reader, buffer, largest int) *Reader {
	reader := f.newReader(&readerSource{stream: r}, buffer, largest)
	reader.buffer.buf = make([]byte, reader.size)
	return reader
}

func (f Framing) newReader(s Source, buffer, largest int) *Reader {
	return &Reader{source: s, framing: f, size: min(max(buffer, 1), MaxBuffer), maxMessage: min(max(largest, 0), MaxMessage)}
}

// NewPooledReader is like NewReader, but the reader acquires a buffer from the pool only when bytes are
// available, and releases it when they are consumed. The pool's buffers must have at least the size of a read.
func (f Framing) NewPooledReader(s Source, pool *BufferPool, buffer, largest int) *Reader {
	r := f.newReader(s, buffer, largest)
	r.buffer.pool = pool
	return r
}

// Peek waits for bytes, unless some are unread, and returns all unread bytes without consuming them. They
// are valid until the next call of any method. The error is the stream's.
func (r *Reader) Peek() ([]byte, error) {
	if r.buffer.Pending() == 0 {
		if err := r.fill(); err != nil {
			return nil, err
		}
	}
	return r.buffer.unread(), nil
}

// Next waits for the next message and returns it. The bytes are valid until the next call of any method;
// until then the caller may change them and append to them.
//
// The error is io.EOF if the stream ended between messages. It is a *[FrameError] if the stream ended
// within a message, or does not follow the framing; after ErrTooLong, ErrNoEnd and ErrBadHeader every call
// returns the same error. Any other error is the stream's, unchanged. Complete messages before an error
// are returned first. After a deadline error, Next can continue with a new deadline.
func (r *Reader) Next() ([]byte, error) {
	if r.framing.kind == raw {
		return r.nextRaw()
	}
	for r.err == nil {
		if msg, ok := r.cut(); ok {
			r.indexInRead++
			return msg, nil
		}
		if r.err != nil {
			break
		}
		if err := r.fill(); err != nil {
			return nil, r.readError(err)
		}
		r.indexInRead = 0
	}
	return nil, r.err
}

func (r *Reader) nextRaw() ([]byte, error) {
	if r.buffer.Pending() == 0 {
		if err := r.fill(); err != nil {
			r.filledBuffer, r.indexInRead = false, 0
			return nil, err
		}
	}
	msg := r.buffer.buf[r.buffer.start:min(r.buffer.end, r.buffer.start+r.size)]
	r.buffer.start += len(msg)
	r.filledBuffer = len(msg) == r.size
	r.indexInRead = 1
	return slices.Clip(msg), nil
}

// FilledBuffer reports whether the last message was raw and filled the buffer, so that the next one may be
// its rest.
func (r *Reader) FilledBuffer() bool { return r.filledBuffer }

// IndexInRead returns the position, from 1, of the message that Next returned last, among those completed by
// the same read. Above 1, the message was coalesced with others. It is always 1 for raw messages.
func (r *Reader) IndexInRead() int { return r.indexInRead }

// Buffered returns the number of unread bytes that Next can return without reading.
func (r *Reader) Buffered() int { return r.buffer.Pending() }

// Discard discards all unread bytes, and releases the buffer of a pooled reader. No other method may be called
// after it.
func (r *Reader) Discard() { r.buffer.discard() }

// fill reads at least one byte.
func (r *Reader) fill() error {
	r.makeRoom()
	n, err := r.source.ReadInto(&r.buffer)
	r.buffer.end += n
	if err != nil {
		r.buffer.Release() // the caller may not read again
	}
	return err
}

// readError returns the error of Next for an error of the stream.
func (r *Reader) readError(err error) error {
	got := r.buffer.unread()
	if len(got) == 0 || !errors.Is(err, io.EOF) {
		return err
	}
	var expected string
	switch {
	case r.need > 0:
		expected = fmt.Sprintf("%d bytes more", r.need-len(got))
	case r.framing.byLength():
		expected = fmt.Sprintf("%d bytes more of a length", int(r.framing.width)-len(got))
	default:
		expected = fmt.Sprintf("a message to end with % x", r.terminator())
	}
	return frameError(io.ErrUnexpectedEOF, expected, got)
}

// makeRoom makes room for at least one byte.
func (r *Reader) makeRoom() {
	unread := r.buffer.Pending()
	switch {
	case r.buffer.buf == nil: // acquired when bytes are available
	case len(r.buffer.buf) > max(r.size, maxKeptBuffer) && unread < r.size:
		// A large message was consumed: while one is incomplete, more than r.size bytes are unread.
		r.buffer.resize(r.size)
	case r.buffer.start > 0:
		r.buffer.end = copy(r.buffer.buf, r.buffer.unread())
		r.buffer.start = 0
	case unread == len(r.buffer.buf):
		r.buffer.resize(unread + min(unread, r.maxFrame()-unread+r.size))
	}
}

// cut consumes the next message in the buffer. It returns false if the message is incomplete, or if the
// stream does not follow the framing; then r.err is set. The result does not depend on how the bytes were
// split into reads.
func (r *Reader) cut() ([]byte, bool) {
	unread := r.buffer.unread()
	if r.framing.byLength() {
		return r.cutByLength(unread)
	}
	return r.cutAtTerminator(unread)
}

// maxFrame returns the limit in bytes of the next message with its length or terminator. Before the length
// is known, the limit is the size of the length itself.
func (r *Reader) maxFrame() int {
	switch {
	case r.need > 0:
		return r.need
	case r.framing.kind == line || r.framing.kind == crlf:
		return r.maxMessage + len("\r\n")
	case r.framing.kind == ending:
		return r.maxMessage + int(r.framing.width)
	}
	return int(r.framing.width)
}
