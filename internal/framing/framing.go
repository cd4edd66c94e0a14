// Package framing is about framings: how messages are cut out of a TCP byte stream and put into one.
//
// TCP carries bytes, not messages (RFC 9293, section 2.2): what was sent at once may arrive in
// pieces, and what was sent in pieces may arrive at once. Clients agree with their server on a
// [Framing] to find the messages again. Messages are bytes here; nothing is decoded or changed.
package framing

import (
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

// Framing says where a message begins and ends in a stream. Make one with [Parse]; the zero value is
// raw. Framings may be compared with ==, and equal ones do the same.
type Framing struct {
	kind  kind
	width uint8        // bytes of the terminator, the length or the header
	end   [maxEnd]byte // the terminator as it is written, then zeros
}

func endingWith(k kind, end string) Framing {
	f := Framing{kind: k, width: uint8(len(end))}
	copy(f.end[:], end)
	return f
}

// String is the name of the framing as Parse takes it.
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
	if f == endingWith(ending, "\x00") {
		return "nul"
	}
	var name strings.Builder
	name.WriteString("end:")
	for _, c := range f.end[:f.width] {
		escape(&name, c)
	}
	return name.String()
}

// Append puts a message into a stream: it appends msg to dst with what the framing puts around it. It
// returns dst as it was and a *CannotCarryError where the message has more bytes than the framing
// can tell of. A message that holds the terminator of its framing is written as it is and will be
// read as several. msg must not lie in the free space of dst.
func (f Framing) Append(dst, msg []byte) ([]byte, error) {
	if most := f.most(); uint64(len(msg)) > most {
		return dst, &EncodeError{Framing: f, Length: len(msg), Most: most}
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

// most is how many bytes a message of this framing may have at most.
func (f Framing) most() uint64 {
	switch f.kind {
	case bigEndian, littleEndian:
		return 1<<(8*f.width) - 1
	case header:
		if f.width > 18 {
			break // any int64 fits
		}
		most := uint64(1)
		for range f.width {
			most *= 10
		}
		return most - 1
	}
	return math.MaxInt64
}

// appendLength writes a length that the framing can carry.
//
// Big-endian is network byte order (RFC 1700), which Java's DataOutput.writeUTF (u16be: "the number
// of bytes to follow", modified UTF-8) and writeInt use. Godot's StreamPeer.put_utf8_string and
// PacketPeerStream, C#'s BitConverter on PCs and Python's struct "<I" make u32le. The decimal header
// is the one of Python socket tutorials: str(len(message)) padded with spaces to HEADER = 64 bytes,
// or f"{len(message):<10}".
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
	begin := len(dst)
	dst = strconv.AppendInt(dst, int64(length), 10)
	for len(dst) < begin+int(f.width) {
		dst = append(dst, ' ')
	}
	return dst
}
