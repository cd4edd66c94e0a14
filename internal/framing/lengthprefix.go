package framing

import (
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
)

// byLength reports whether a length precedes each message.
func (f Framing) byLength() bool { return f.kind >= bigEndian }

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

// cutByLength consumes the next message that follows its length.
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
