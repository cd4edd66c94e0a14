package export

import (
	"io"
	"time"
)

// BadGame is why a game could not be hosted. File, Line and Key are of a game file with a mistake; otherwise zero.
type BadGame struct {
	File   string
	Line   int // from 1
	Key    string
	Detail string // for the person
}

// WriteBadGame writes the JSON line of a program that ends before it hosts: a `trouble` with the reason "bad game". The
// error is that of w.
func WriteBadGame(w io.Writer, now time.Time, b BadGame) error {
	j := NewJSONWriter(w, 0)
	j.text(`{"event":"trouble","time":"`)
	j.buf = now.UTC().AppendFormat(j.buf, time.RFC3339Nano)
	j.text(`"`)
	j.field("reason", "bad game")
	j.field("file", b.File)
	if b.Line > 0 {
		j.number("line", uint64(b.Line))
	}
	j.field("key", b.Key)
	j.field("detail", b.Detail)
	j.end()
	return j.flush()
}
