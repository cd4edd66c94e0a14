// Package framing reads messages from a TCP byte stream and writes them to one.
//
// TCP carries bytes, not messages (RFC 9293, section 2.2): one message may arrive in parts, and several
// may arrive together. Clients and servers agree on a [Framing] that delimits messages. This package
// neither decodes nor changes their bytes.
package framing

import (
	"strconv"
	"strings"
)

const (
	maxEnd    = 8  // bytes of a terminator
	maxHeader = 64 // bytes of a decimal header
)

type kind uint8

const (
	raw kind = iota
	line
	crlf
	ending
	bigEndian // from here on by length
	littleEndian
	header
)

// Framing is a format that delimits messages in a stream. Create one with [Parse]; the zero value is raw.
// Framings are comparable with ==.
type Framing struct {
	kind  kind
	width uint8        // bytes of the terminator, the length or the header
	end   [maxEnd]byte // the terminator on output, padded with zeros
}

// String returns the framing's name for [Parse].
func (f Framing) String() string {
	switch f.kind {
	case raw:
		return "raw"
	case line:
		return "line"
	case crlf:
		return "crlf"
	case bigEndian:
		return "u" + strconv.Itoa(8*int(f.width)) + "be"
	case littleEndian:
		return "u" + strconv.Itoa(8*int(f.width)) + "le"
	case header:
		return "header:" + strconv.Itoa(int(f.width))
	}
	if f == withTerminator(ending, "\x00") {
		return "nul"
	}
	var name strings.Builder
	name.WriteString("end:")
	for _, c := range f.end[:f.width] {
		escape(&name, c)
	}
	return name.String()
}

// Append appends a message to dst with its length or terminator. If the message is too long for the
// framing, it returns dst unchanged and an *[EncodeError]. A message that contains its terminator is
// written unchanged and will be read as several. msg must not overlap the spare capacity of dst.
func (f Framing) Append(dst, msg []byte) ([]byte, error) {
	if limit := f.maxLength(); uint64(len(msg)) > limit {
		return dst, &EncodeError{Framing: f, Length: len(msg), Max: limit}
	}
	switch f.kind {
	case raw:
		return append(dst, msg...), nil
	case bigEndian, littleEndian, header:
		return append(f.appendLength(dst, len(msg)), msg...), nil
	default:
		return append(append(dst, msg...), f.end[:f.width]...), nil
	}
}
