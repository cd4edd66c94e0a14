package framing

import (
	"bytes"
	"fmt"
	"slices"
)

// withTerminator returns a framing that ends messages with a terminator.
func withTerminator(k kind, end string) Framing {
	f := Framing{kind: k, width: uint8(len(end))}
	copy(f.end[:], end)
	return f
}

// Terminator returns a copy of the bytes that [Framing.Append] writes after a message, or nil if the
// framing has none.
func (f Framing) Terminator() []byte {
	if f.kind == raw || f.byLength() {
		return nil
	}
	return bytes.Clone(f.end[:f.width])
}

// terminator returns the bytes to search for; for lines, only the LF.
func (r *Reader) terminator() []byte {
	f := &r.framing
	if f.kind != ending {
		return f.end[f.width-1 : f.width]
	}
	return f.end[:f.width]
}

// cutAtTerminator consumes the next message that ends with the terminator. It examines each byte once,
// except for those that may start a terminator.
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

// failWithoutTerminator sets the error for a message without a terminator within its limit.
func (r *Reader) failWithoutTerminator(got []byte) {
	expected := fmt.Sprintf("a message of at most %d bytes that ends with % x", r.maxMessage, r.terminator())
	r.err = frameError(ErrNoEnd, expected, got)
}
