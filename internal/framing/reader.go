package framing

import (
	"errors"
	"fmt"
	"io"
	"slices"
)

// Bounds of a Reader.
const (
	MaxBuffer  = 1 << 20  // bytes read at a time
	MaxMessage = 1 << 30  // bytes of the largest message
	keepBuffer = 64 << 10 // bytes of buffer that may be kept from one message to the next
)

// Reader reads messages from a stream. It is for one goroutine, except for what the stream itself
// allows, such as setting a deadline.
//
// It loses no byte that it has read, whatever comes glued to it or fails after it. Its buffer begins
// at the size asked for, only grows when it is full, then to the double at most, and so follows what
// came and not what a length claims; it never is larger than the largest message with its length
// and one start size. After a message above 64 KiB the next read begins at the start size again, so
// that a quiet player holds little. A Reader that borrows holds no buffer at all while it waits
// between messages.
type Reader struct {
	source     Source
	framing    Framing
	size       int // of the buffer at the start
	maxMessage int

	buffer   ReadBuffer
	searched int   // bytes of what has come that hold no terminator
	need     int   // bytes of it that the message under way takes, with its length; 0: not known
	err      error // a FrameError after which nobody knows where the next message begins

	filledBuffer bool
	indexInRead  int
}

// NewReader returns a reader of messages in this framing. It reads buffer bytes at a time, and in raw
// a message has that many at most: 1..MaxBuffer. A message of another framing has at most largest
// bytes, without terminator or length: 0..MaxMessage. Values outside count as the nearest inside.
func (f Framing) NewReader(r io.Reader, buffer, largest int) *Reader {
	reader := f.newReader(&plain{stream: r}, buffer, largest)
	reader.buffer.buf = make([]byte, reader.size)
	return reader
}

func (f Framing) newReader(s Source, buffer, largest int) *Reader {
	return &Reader{source: s, framing: f, size: min(max(buffer, 1), MaxBuffer), maxMessage: min(max(largest, 0), MaxMessage)}
}

// NewPooledReader returns a reader as NewReader does, of a stream that it waits for without memory: it
// borrows a buffer when there is something to read, and gives it back when all of that is used up. The
// buffers are of the size that is read at a time or larger.
func (f Framing) NewPooledReader(s Source, from *BufferPool, buffer, largest int) *Reader {
	r := f.newReader(s, buffer, largest)
	r.buffer.pool = from
	return r
}

// Peek waits until something has come that is not given out yet, and returns all that has come without
// giving it out. The bytes are the reader's again at the next call of any method. The error is that of
// the stream.
func (r *Reader) Peek() ([]byte, error) {
	if r.buffer.Pending() == 0 {
		if err := r.fill(); err != nil {
			return nil, err
		}
	}
	return r.buffer.unread(), nil
}

// Next waits for the next message and returns it. The bytes are the reader's again at the next call;
// until then they may be changed or appended to.
//
// The error is io.EOF when the stream ended between messages, and a *FrameError when it ended inside
// one or does not hold what the framing asks for; after ErrTooLong, ErrNoEnd and ErrBadHeader that
// error stays. Any other error is the stream's, as it is; whole messages that came before it are
// returned first, and after a deadline that was moved Next may go on where it was.
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

// FilledBuffer tells whether the last message filled the buffer. In raw the next message then may be the
// rest of what was sent at once. In other framings it is false.
func (r *Reader) FilledBuffer() bool { return r.filledBuffer }

// IndexInRead tells the how-manieth message the last one was of those that one read of the stream
// ended, from 1: above 1, it came glued to another one. In raw every message is the first.
func (r *Reader) IndexInRead() int { return r.indexInRead }

// fill reads at least one byte behind what has come.
func (r *Reader) fill() error {
	r.makeRoom()
	n, err := r.source.ReadInto(&r.buffer)
	r.buffer.end += n
	if err != nil {
		r.buffer.Release() // perhaps nobody comes back for more
	}
	return err
}

// readError is what a reader is told of an error of the stream.
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

// makeRoom makes place for at least one byte behind what has come.
func (r *Reader) makeRoom() {
	pending := r.buffer.Pending()
	switch {
	case r.buffer.buf == nil: // it is borrowed when something is there
	case len(r.buffer.buf) > max(r.size, keepBuffer) && pending < r.size:
		// A large message is done with: while one is under way, more than a start size pends.
		r.buffer.resize(r.size)
	case r.buffer.start > 0:
		r.buffer.end = copy(r.buffer.buf, r.buffer.unread())
		r.buffer.start = 0
	case pending == len(r.buffer.buf):
		r.buffer.resize(pending + min(pending, r.longest()-pending+r.size))
	}
}
