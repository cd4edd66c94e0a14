package framing

import "io"

// A Source is a stream that a Reader waits for without memory.
type Source interface {
	// ReadInto waits until there is something to read, or an error, and reads once, at least one byte
	// where there is no error. It asks the memory for where to read to, and tells it each time that
	// nothing came there and it goes on waiting. At the end of the stream the error is io.EOF.
	ReadInto(m *ReadBuffer) (int, error)
}

// plain is an io.Reader as a Source. It never says that there is nothing, so the memory stays.
type plain struct {
	stream io.Reader
	err    error // came with the bytes of the last read, and is told by the next one
}

// emptyReads is how many reads without bytes or an error there may be one after the other, as in bufio.
const emptyReads = 100

// ReadInto implements Source.
func (p *plain) ReadInto(m *ReadBuffer) (int, error) {
	if err := p.err; err != nil {
		p.err = nil
		return 0, err
	}
	for range emptyReads {
		n, err := p.stream.Read(m.Acquire())
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
