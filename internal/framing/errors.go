package framing

import (
	"bytes"
	"errors"
	"fmt"
)

// The errors in a [FrameError], besides io.ErrUnexpectedEOF.
var (
	ErrTooLong   = errors.New("message too long")         // the announced length exceeds the largest message
	ErrNoEnd     = errors.New("message without an end")   // no terminator within the largest message
	ErrBadHeader = errors.New("header that is no length") // not a decimal number, padded with spaces
)

// maxGot is the limit of FrameError.Got.
const maxGot = 16

// FrameError is the error of [Reader.Next] for a stream that does not follow its framing. The usual cause is
// a peer with another framing, which Got may identify.
type FrameError struct {
	Expected string // for a person, such as "a length of at most 65536"
	Got      []byte // at most 16 bytes: the start of the message with its length or header, or, of an invalid header, the bytes up to the first invalid one
	// Err is ErrTooLong, ErrNoEnd, ErrBadHeader, or io.ErrUnexpectedEOF if the stream ended within a
	// message.
	Err error
}

// frameError returns an error with a copy of the start of got.
func frameError(err error, expected string, got []byte) *FrameError {
	return &FrameError{Expected: expected, Got: bytes.Clone(got[:min(len(got), maxGot)]), Err: err}
}

// Error implements error.
func (e *FrameError) Error() string {
	return fmt.Sprintf("%v: expected %s, got % x", e.Err, e.Expected, e.Got)
}

// Unwrap returns Err.
func (e *FrameError) Unwrap() error { return e.Err }

// EncodeError is the error of [Framing.Append] for a message that is too long for the framing.
type EncodeError struct {
	Framing Framing
	Length  int    // bytes of the message
	Max     uint64 // bytes of the longest message that the framing can express
}

// Error implements error.
func (e *EncodeError) Error() string {
	return fmt.Sprintf("framing %s carries at most %d bytes, not %d", e.Framing, e.Max, e.Length)
}
