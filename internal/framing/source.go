package framing

import "io"

// A Source is a stream for which a [Reader] can wait without a buffer.
type Source interface {
	// ReadInto reads once into b.Acquire() and returns the number of bytes: at least one, unless it
	// returns an error. While no bytes are available, it calls b.Release() and waits. A source that
	// cannot know when bytes arrive, as on Windows, may wait with the buffer. The error at the
	// end of the stream is io.EOF.
	ReadInto(b *ReadBuffer) (int, error)
}

// readerSource is an io.Reader as a Source. It never releases the buffer.
type readerSource struct {
	stream io.Reader
	err    error // accompanied the bytes of the last read
}

// maxEmptyReads is the limit of consecutive reads without bytes or an error, as in package bufio.
const maxEmptyReads = 100

// ReadInto implements Source.
func (p *readerSource) ReadInto(b *ReadBuffer) (int, error) {
	if err := p.err; err != nil {
		p.err = nil
		return 0, err
	}
	for range maxEmptyReads {
		n, err := p.stream.Read(b.Acquire())
		if n > 0 {
			p.err = err
			return n, nil
		}
		if err != nil {
			return 0, err
		}
	}
	return 0, io.ErrNoProgress
}
