package wire

import (
	"errors"
	"fmt"
	"io"
)

// Bounds of a Reader.
const (
	MaxBuffer  = 1 << 20  // bytes read at a time
	MaxMessage = 1 << 30  // bytes of the largest message
	keepBuffer = 64 << 10 // bytes of buffer that may be kept from one message to the next
	emptyReads = 100      // reads without bytes or an error, one after the other, as in bufio
)

// Reader reads messages from a stream. It is for one goroutine, except for what the stream itself
// allows, such as setting a deadline.
//
// It loses no byte that it has read, whatever comes glued to it or fails after it. Its buffer begins
// at the size asked for, only grows when it is full, then to the double at most, and so follows what
// came and not what a length claims; it never is larger than the largest message with its length
// and one start size. After a message above 64 KiB the next read begins at the start size again, so
// that a quiet player holds little.
type Reader struct {
	stream  io.Reader
	framing Framing
	size    int // of the buffer at the start
	largest int

	buf        []byte
	start, end int   // buf[start:end] has come and is not given out
	searched   int   // bytes of it that hold no terminator
	need       int   // bytes of it that the message under way takes, with its length; 0: not known
	err        error // came with the bytes of the last read, and is told when they are used up
	broken     error // a FrameError after which nobody knows where the next message begins

	full     bool
	together int
}

// NewReader returns a reader of messages in this framing. It reads buffer bytes at a time, and in raw
// a message has that many at most: 1..MaxBuffer. A message of another framing has at most largest
// bytes, without terminator or length: 0..MaxMessage. Values outside count as the nearest inside.
func (f Framing) NewReader(r io.Reader, buffer, largest int) *Reader {
	size := min(max(buffer, 1), MaxBuffer)
	return &Reader{
		stream:  r,
		framing: f,
		size:    size,
		largest: min(max(largest, 0), MaxMessage),
		buf:     make([]byte, size),
	}
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
	for r.broken == nil {
		if msg, ok := r.cut(); ok {
			r.together++
			return msg, nil
		}
		if r.broken != nil {
			break
		}
		r.makeRoom()
		n, err := r.read(r.buf[r.end:])
		if err != nil {
			return nil, r.told(err)
		}
		r.end += n
		r.together = 0
	}
	return nil, r.broken
}

func (r *Reader) nextRaw() ([]byte, error) {
	n, err := r.read(r.buf)
	r.full = n == len(r.buf)
	r.together = min(n, 1)
	return r.buf[:n], err
}

// Full tells whether the last message filled the buffer. In raw the next message then may be the
// rest of what was sent at once. In other framings it is false.
func (r *Reader) Full() bool { return r.full }

// Together tells the how-manieth message the last one was of those that one read of the stream
// ended, from 1: above 1, it came glued to another one. In raw every message is the first.
func (r *Reader) Together() int { return r.together }

// read reads at least one byte. An error that comes with bytes is told by the next read.
func (r *Reader) read(into []byte) (int, error) {
	if err := r.err; err != nil {
		r.err = nil
		return 0, err
	}
	for range emptyReads {
		n, err := r.stream.Read(into)
		if n > 0 {
			r.err = err
			return n, nil
		}
		if err != nil {
			return 0, err
		}
	}
	return 0, io.ErrNoProgress
}

// told is what a reader is told of an error of the stream.
func (r *Reader) told(err error) error {
	got := r.buf[r.start:r.end]
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
	pending := r.end - r.start
	switch {
	case len(r.buf) > max(r.size, keepBuffer) && pending < r.size:
		// A large message is done with: while one is under way, more than a start size pends.
		r.moveTo(make([]byte, r.size))
	case r.start > 0:
		r.moveTo(r.buf)
	case pending == len(r.buf):
		r.moveTo(make([]byte, pending+min(pending, r.longest()-pending+r.size)))
	}
}

func (r *Reader) moveTo(buf []byte) {
	r.end = copy(buf, r.buf[r.start:r.end])
	r.start, r.buf = 0, buf
}
