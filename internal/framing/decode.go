package framing

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
)

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

// cutAtTerminator examines each byte once, except for those that may start a terminator.
//
// As RFC 9112, section 2.2 allows, a line ends at LF, and a CR before it is removed. Flash's XMLSocket
// terminates messages with a zero byte.
func (r *Reader) cutAtTerminator(unread []byte) ([]byte, bool) {
	terminator := r.terminator()
	from := max(0, r.searched-len(terminator)+1)
	i := bytes.Index(unread[from:], terminator)
	if i < 0 {
		r.searched = len(unread)
		if len(unread) >= r.maxFrame() {
			r.failWithoutTerminator(unread)
		}
		return nil, false
	}
	msg := unread[:from+i]
	if r.framing.kind != ending {
		msg = bytes.TrimSuffix(msg, []byte{'\r'})
	}
	if len(msg) > r.maxMessage {
		r.failWithoutTerminator(unread)
		return nil, false
	}
	r.buffer.start += from + i + len(terminator)
	r.searched = 0
	return slices.Clip(msg), true
}

func (r *Reader) cutByLength(unread []byte) ([]byte, bool) {
	width := int(r.framing.width)
	if r.need == 0 {
		length, ok := r.length(unread[:min(len(unread), width)])
		if !ok {
			return nil, false
		}
		if length > uint64(r.maxMessage) {
			r.err = frameError(ErrTooLong, fmt.Sprintf("a length of at most %d", r.maxMessage), unread)
			return nil, false
		}
		r.need = width + int(length)
	}
	if len(unread) < r.need {
		return nil, false
	}
	msg := unread[width:r.need:r.need]
	r.buffer.start += r.need
	r.need = 0
	return msg, true
}

// length parses the length of a message. It returns false if the length is incomplete, or invalid; then
// r.err is set.
func (r *Reader) length(head []byte) (uint64, bool) {
	f := r.framing
	if f.kind == header {
		length, complete, bad := parseLength(head, int(f.width))
		if bad >= 0 {
			expected := fmt.Sprintf("a header of %d bytes, digits and spaces", f.width)
			r.err = frameError(ErrBadHeader, expected, head[max(0, bad-maxGot+1):])
		}
		return length, complete && bad < 0
	}
	switch {
	case len(head) < int(f.width):
		return 0, false
	case f.kind == bigEndian && f.width == 2:
		return uint64(binary.BigEndian.Uint16(head)), true
	case f.kind == bigEndian:
		return uint64(binary.BigEndian.Uint32(head)), true
	case f.width == 2:
		return uint64(binary.LittleEndian.Uint16(head)), true
	}
	return uint64(binary.LittleEndian.Uint32(head)), true
}

// parseLength parses the received part of a decimal header of width bytes: digits between spaces, with
// leading zeros allowed, as Python's f"{n:08}" writes them. Values that no reader accepts are clamped. bad
// is the index of the first invalid byte, or -1. It is reported before the header is complete, because a
// client that uses another framing may never send the rest.
func parseLength(head []byte, width int) (length uint64, complete bool, bad int) {
	const tooLarge = 1 << 40 // ten times this fits into uint64
	digits, ended := 0, false
	for i, c := range head {
		switch {
		case c == ' ':
			ended = digits > 0
		case c < '0' || c > '9' || ended:
			return 0, false, i
		default:
			digits++
			length = min(10*length+uint64(c-'0'), tooLarge)
		}
	}
	if len(head) < width {
		return 0, false, -1
	}
	if digits == 0 {
		return 0, false, width - 1
	}
	return length, true, -1
}

// byLength reports whether a length precedes each message.
func (f Framing) byLength() bool { return f.kind >= bigEndian }

// terminator returns the bytes to search for; for lines, only the LF.
func (r *Reader) terminator() []byte {
	f := &r.framing
	if f.kind != ending {
		return f.end[f.width-1 : f.width]
	}
	return f.end[:f.width]
}

// maxFrame returns the limit in bytes of the next message with its length or terminator. Before the length
// is known, it is that of the length.
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

// failWithoutTerminator sets the error for a message without a terminator within its limit.
func (r *Reader) failWithoutTerminator(got []byte) {
	expected := fmt.Sprintf("a message of at most %d bytes that ends with % x", r.maxMessage, r.terminator())
	r.err = frameError(ErrNoEnd, expected, got)
}

func frameError(err error, expected string, got []byte) *FrameError {
	return &FrameError{Expected: expected, Got: bytes.Clone(got[:min(len(got), maxGot)]), Err: err}
}
