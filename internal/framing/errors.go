package framing

import (
	"errors"
	"fmt"
)

// What is wrong in a FrameError, besides io.ErrUnexpectedEOF. Errors.Is finds it there.
var (
	ErrTooLong   = errors.New("message too long")         // its length says so
	ErrNoEnd     = errors.New("message without an end")   // no terminator within the largest message
	ErrBadHeader = errors.New("header that is no length") // not a decimal number and spaces
)

// maxGot is how many bytes a FrameError shows.
const maxGot = 16

// FrameError is returned by Reader.Next when a stream does not hold what its framing asks for. Mostly
// the other side uses another framing, which Got may tell.
type FrameError struct {
	Expected string // in words, such as "a length of at most 65536"
	Got      []byte // at most 16 bytes, from the start of the message with its length or header
	// Err is one of ErrTooLong, ErrNoEnd and ErrBadHeader, or io.ErrUnexpectedEOF for a stream that
	// ended inside a message.
	Err error
}

func (e *FrameError) Error() string {
	return fmt.Sprintf("%v: expected %s, got % x", e.Err, e.Expected, e.Got)
}

func (e *FrameError) Unwrap() error { return e.Err }

// EncodeError is returned by Framing.Append for a message with more bytes than the framing's
// length or header can tell of.
type EncodeError struct {
	Framing Framing
	Length  int    // bytes of the message
	Most    uint64 // bytes that the framing carries
}

func (e *EncodeError) Error() string {
	return fmt.Sprintf("framing %s carries at most %d bytes, not %d", e.Framing, e.Most, e.Length)
}
