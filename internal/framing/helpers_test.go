package framing

import (
	"bytes"
	"io"
	"testing"

	"pgregory.net/rapid"
)

// everyFraming has a name of each kind of framing, and terminators that can overlap themselves.
var everyFraming = []string{
	"raw", "line", "crlf", "nul", "end:;", `end:\r\n\r\n`, "end:aa", "end:abababab",
	"u16be", "u16le", "u32be", "u32le", "header:1", "header:4", "header:64",
}

func mustParse(t testing.TB, name string) Framing {
	t.Helper()
	f, err := Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// someFraming draws a framing of any kind.
func someFraming() *rapid.Generator[Framing] {
	return rapid.Custom(func(t *rapid.T) Framing {
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0:
			return Framing{}
		case 1:
			return withTerminator(line, "\n")
		case 2:
			return withTerminator(crlf, "\r\n")
		case 3:
			return withTerminator(ending, "\x00")
		case 4: // few letters, which messages contain by chance
			return withTerminator(ending, rapid.StringMatching(`[ab\n]{1,8}`).Draw(t, "end"))
		case 5:
			return withTerminator(ending, string(rapid.SliceOfN(rapid.Byte(), 1, maxEnd).Draw(t, "end")))
		case 6:
			return Framing{kind: bigEndian, width: 2 * rapid.Uint8Range(1, 2).Draw(t, "half")}
		case 7:
			return Framing{kind: littleEndian, width: 2 * rapid.Uint8Range(1, 2).Draw(t, "half")}
		default:
			return Framing{kind: header, width: rapid.Uint8Range(1, maxHeader).Draw(t, "width")}
		}
	})
}

// canCarry reports whether msg is short enough and does not contain its terminator.
func canCarry(f Framing, msg []byte) bool {
	switch {
	case f.kind == raw:
		return true
	case f.byLength():
		return uint64(len(msg)) <= f.maxLength()
	case f.kind == line && bytes.HasSuffix(msg, []byte("\r")):
		return false
	case f.kind == line || f.kind == crlf:
		return !bytes.Contains(msg, []byte("\n"))
	}
	end := f.end[:f.width]
	return bytes.Index(append(bytes.Clone(msg), end...), end) == len(msg)
}

// readAll reads until the first error and returns copies of the messages.
func readAll(r *Reader) (msgs [][]byte, err error) {
	for {
		msg, err := r.Next()
		if err != nil {
			return msgs, err
		}
		msgs = append(msgs, bytes.Clone(msg))
	}
}

// chunks is a stream that returns one element per read, a string or an error, and then io.EOF.
type chunks []any

func (r *chunks) Read(b []byte) (int, error) {
	if len(*r) == 0 {
		return 0, io.EOF
	}
	piece := (*r)[0]
	*r = (*r)[1:]
	switch piece := piece.(type) {
	case error:
		return 0, piece
	case chunkAndError:
		return copy(b, piece.bytes), piece.err
	case string:
		if len(piece) > len(b) {
			*r = append(chunks{piece[len(b):]}, *r...)
		}
		return copy(b, piece), nil
	}
	panic("neither an error nor bytes")
}

// chunkAndError is an element of chunks: bytes together with an error.
type chunkAndError struct {
	bytes string
	err   error
}

func equalMessages(a, b [][]byte) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !bytes.Equal(a[i], b[i]) {
			return false
		}
	}
	return true
}
