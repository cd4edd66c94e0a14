// Package framing reads messages from a TCP byte stream and writes them to one.
//
// TCP carries bytes, not messages (RFC 9293, section 2.2): one message may arrive in parts, and several
// may arrive together. Clients and servers agree on a [Framing] that delimits messages. This package
// neither decodes nor changes their bytes.
package framing

import (
	"bytes"
	"encoding/binary"
	"math"
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
	bigEndian
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

// withTerminator returns a framing that ends messages with a terminator.
func withTerminator(k kind, end string) Framing {
	f := Framing{kind: k, width: uint8(len(end))}
	copy(f.end[:], end)
	return f
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

// Terminator returns a copy of the bytes that [Framing.Append] writes after a message, or nil if the
// framing has none.
func (f Framing) Terminator() []byte {
	if f.kind == raw || f.byLength() {
		return nil
	}
	return bytes.Clone(f.end[:f.width])
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

// maxLength returns the length in bytes of the longest message that the framing can express.
func (f Framing) maxLength() uint64 {
	switch f.kind {
	case bigEndian, littleEndian:
		return 1<<(8*f.width) - 1
	case header:
		if f.width > 18 {
			break // any int64 fits
		}
		power := uint64(1)
		for range f.width {
			power *= 10
		}
		return power - 1
	}
	return math.MaxInt64
}

// appendLength appends a length of at most maxLength.
//
// Big-endian is network byte order (RFC 1700). Java's DataOutput.writeUTF (u16be, modified UTF-8) and
// writeInt (u32be) use it. Godot's StreamPeer.put_utf8_string and PacketPeerStream, C#'s BitConverter on
// PCs and Python's struct "<I" use u32le. The decimal header is that of Python socket tutorials:
// str(len(message)) padded with spaces to HEADER = 64 bytes, or f"{len(message):<10}".
func (f Framing) appendLength(dst []byte, length int) []byte {
	switch {
	case f.kind == bigEndian && f.width == 2:
		return binary.BigEndian.AppendUint16(dst, uint16(length))
	case f.kind == bigEndian:
		return binary.BigEndian.AppendUint32(dst, uint32(length))
	case f.kind == littleEndian && f.width == 2:
		return binary.LittleEndian.AppendUint16(dst, uint16(length))
	case f.kind == littleEndian:
		return binary.LittleEndian.AppendUint32(dst, uint32(length))
	}
	start := len(dst)
	dst = strconv.AppendInt(dst, int64(length), 10)
	for len(dst) < start+int(f.width) {
		dst = append(dst, ' ')
	}
	return dst
}
