package framing

import (
	"bytes"
	"io"
	"testing"

	"pgregory.net/rapid"
)

// everyFraming is a name of each kind of framing, and of terminators that may overlap themselves.
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

// someFraming draws any framing there is.
func someFraming() *rapid.Generator[Framing] {
	return rapid.Custom(func(t *rapid.T) Framing {
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0:
			return Framing{}
		case 1:
			return endingWith(line, "\n")
		case 2:
			return endingWith(crlf, "\r\n")
		case 3:
			return endingWith(ending, "\x00")
		case 4: // few letters, so that it is met by chance
			return endingWith(ending, rapid.StringMatching(`[ab\n]{1,8}`).Draw(t, "end"))
		case 5:
			return endingWith(ending, string(rapid.SliceOfN(rapid.Byte(), 1, maxEnd).Draw(t, "end")))
		case 6:
			return Framing{kind: bigEndian, width: 2 * rapid.Uint8Range(1, 2).Draw(t, "half")}
		case 7:
			return Framing{kind: littleEndian, width: 2 * rapid.Uint8Range(1, 2).Draw(t, "half")}
		default:
			return Framing{kind: header, width: rapid.Uint8Range(1, maxHeader).Draw(t, "width")}
		}
	})
}

// carries tells whether msg can be read again as it was written: it is short enough to say so, and
// its end is nowhere but at its end.
func carries(f Framing, msg []byte) bool {
	switch {
	case f.kind == raw:
		return true
	case f.byLength():
		return uint64(len(msg)) <= f.most()
	case f.kind == line && bytes.HasSuffix(msg, []byte("\r")):
		return false
	case f.kind == line || f.kind == crlf:
		return !bytes.Contains(msg, []byte("\n"))
	}
	end := f.end[:f.width]
	return bytes.Index(append(bytes.Clone(msg), end...), end) == len(msg)
}

// readAll reads to the first error and returns copies of the messages.
func readAll(r *Reader) (msgs [][]byte, err error) {
	for {
		msg, err := r.Next()
		if err != nil {
			return msgs, err
		}
		msgs = append(msgs, bytes.Clone(msg))
	}
}

// reads is a stream that gives one of its pieces a read, an error where a piece is one, and then
// io.EOF. Pieces may be of zero length and must fit where they are read to.
type reads []any

func (r *reads) Read(b []byte) (int, error) {
	if len(*r) == 0 {
		return 0, io.EOF
	}
	piece := (*r)[0]
	*r = (*r)[1:]
	switch piece := piece.(type) {
	case error:
		return 0, piece
	case with:
		return copy(b, piece.bytes), piece.err
	case string:
		if len(piece) > len(b) {
			*r = append(reads{piece[len(b):]}, *r...)
		}
		return copy(b, piece), nil
	}
	panic("neither an error nor bytes")
}

// with is a piece of reads that comes with an error.
type with struct {
	bytes string
	err   error
}

func same(a, b [][]byte) bool {
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
