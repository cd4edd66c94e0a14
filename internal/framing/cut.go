package framing

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
)

// cut takes the next message out of the buffer. It returns false when more bytes must come first, or
// none can help and r.broken says why. What it returns does not depend on the pieces in which the
// bytes came.
func (r *Reader) cut() ([]byte, bool) {
	have := r.buffer.unread()
	if r.framing.byLength() {
		return r.cutByLength(have)
	}
	return r.cutAtEnd(have)
}

// cutAtEnd looks at each byte once, apart from those that may be the beginning of a terminator.
//
// Lines end as RFC 9112, section 2.2 lets a recipient take them: at LF, with a CR before it taken
// away. A zero byte is what Flash's XMLSocket ends its messages with.
func (r *Reader) cutAtEnd(have []byte) ([]byte, bool) {
	terminator := r.terminator()
	from := max(0, r.searched-len(terminator)+1)
	i := bytes.Index(have[from:], terminator)
	if i < 0 {
		r.searched = len(have)
		if len(have) >= r.longest() {
			r.breakAtEnd(have)
		}
		return nil, false
	}
	msg := have[:from+i]
	if r.framing.kind != ending {
		msg = bytes.TrimSuffix(msg, []byte{'\r'})
	}
	if len(msg) > r.maxMessage {
		r.breakAtEnd(have)
		return nil, false
	}
	r.buffer.start += from + i + len(terminator)
	r.searched = 0
	return slices.Clip(msg), true
}

func (r *Reader) cutByLength(have []byte) ([]byte, bool) {
	width := int(r.framing.width)
	if r.need == 0 {
		length, ok := r.length(have[:min(len(have), width)])
		if !ok {
			return nil, false
		}
		if length > uint64(r.maxMessage) {
			r.err = frameError(ErrTooLong, fmt.Sprintf("a length of at most %d", r.maxMessage), have)
			return nil, false
		}
		r.need = width + int(length)
	}
	if len(have) < r.need {
		return nil, false
	}
	msg := have[width:r.need:r.need]
	r.buffer.start += r.need
	r.need = 0
	return msg, true
}

// length reads the length of a message from what has come of it. It returns false when more bytes
// must come first, or none can help and r.broken says why.
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

// parseLength reads a decimal header of so many bytes as far as it has come: digits, with spaces on
// either side. Zeros may lead, as Python's f"{n:08}" makes them. What is too large for anybody counts
// as some such number. Bad is the place of the byte that makes it no header at all, or -1: it is told
// at once, since the rest may never come from somebody who uses another framing.
func parseLength(head []byte, width int) (length uint64, complete bool, bad int) {
	const tooLarge = 1 << 40 // times ten it is still an uint64
	digits, over := 0, false
	for i, c := range head {
		switch {
		case c == ' ':
			over = digits > 0
		case c < '0' || c > '9' || over:
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

// byLength tells whether a length goes before each message.
func (f Framing) byLength() bool { return f.kind >= bigEndian }

// terminator is what to look for: of lines only the LF.
func (r *Reader) terminator() []byte {
	f := &r.framing
	if f.kind != ending {
		return f.end[f.width-1 : f.width]
	}
	return f.end[:f.width]
}

// longest is how many bytes the message under way may take at most, as far as that is known, with
// its length or its terminator.
func (r *Reader) longest() int {
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

func (r *Reader) breakAtEnd(got []byte) {
	expected := fmt.Sprintf("a message of at most %d bytes that ends with % x", r.maxMessage, r.terminator())
	r.err = frameError(ErrNoEnd, expected, got)
}

func frameError(err error, expected string, got []byte) *FrameError {
	return &FrameError{Expected: expected, Got: bytes.Clone(got[:min(len(got), maxGot)]), Err: err}
}
