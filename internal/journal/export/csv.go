package export

import (
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"porchlight/internal/journal"
	"porchlight/internal/printable"
)

// csvHeader is the first row of [WriteCSV].
var csvHeader = []string{"time", "event", "seat", "address", "received bytes", "received", "answered players", "answer bytes", "answer", "reason"}

// WriteCSV writes entries as comma-separated values, one row per record, after a header row if header is
// set. Rows are as in RFC 4180, except that they end with LF and not CRLF. A text that a spreadsheet may
// take for a formula gets an apostrophe in front. The error is the first of w.
func WriteCSV(w io.Writer, entries []journal.Entry, header bool) error {
	t := table{stream: stream{w: w}}
	if header {
		for _, name := range csvHeader {
			t.cell(name)
		}
		t.endRow()
	}
	for i := range entries {
		t.row(&entries[i])
	}
	return t.flush()
}

// table writes rows of cells.
type table struct {
	stream
	cells int // in the current row
}

func (t *table) row(e *journal.Entry) {
	t.cell(e.When().Format("2006-01-02 15:04:05.000"))
	t.cell(e.Kind.String())
	t.numberIf(e.Seat >= 0, int(e.Seat))
	if a := e.Addr(); a.IsValid() {
		t.cell(a.String())
	} else {
		t.cell("")
	}
	t.numberIf(e.HasBytes(), int(e.InLen))
	t.bytes(e.In)
	t.numberIf(e.HasBytes(), int(e.To))
	t.numberIf(e.HasBytes(), int(e.OutLen))
	t.bytes(e.Out)
	t.cell(reasonText(e))
	t.endRow()
}

// separate writes the comma before a cell.
func (t *table) separate() {
	if t.cells++; t.cells > 1 {
		t.text(",")
	}
}

func (t *table) endRow() {
	t.cells = 0
	t.text("\n")
	t.flushIfFull()
}

// cell writes a text without line breaks.
func (t *table) cell(s string) {
	t.separate()
	if isFormula(s) {
		s = "'" + s
	}
	if needsQuotes(s) {
		s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	t.text(s)
}

func (t *table) numberIf(present bool, n int) {
	if !present {
		t.cell("")
		return
	}
	t.separate()
	t.buf = strconv.AppendInt(t.buf, int64(n), 10)
}

// bytes writes a message as [printable.Text] returns it.
func (t *table) bytes(b []byte) {
	switch {
	case len(b) <= pieceSize:
		t.cell(printable.Text(b))
	case utf8.Valid(b):
		t.longText(b)
	default:
		t.longHex(b)
	}
}

// longText writes valid UTF-8, in quotes if any part of it needs them.
func (t *table) longText(b []byte) {
	t.separate()
	quoted := false
	runePieces(b, func(piece []byte) { quoted = quoted || needsQuotes(string(piece)) })
	if quoted {
		t.text(`"`)
	}
	if isFormula(string(b[:pieceSize])) {
		t.text("'")
	}
	runePieces(b, func(piece []byte) {
		s := printable.Escape(string(piece))
		if quoted {
			s = strings.ReplaceAll(s, `"`, `""`)
		}
		t.text(s)
		t.flushIfFull()
	})
	if quoted {
		t.text(`"`)
	}
}

func (t *table) longHex(b []byte) {
	t.separate()
	first := true
	bytePieces(b, func(piece []byte) {
		if !first {
			t.text(" ")
		}
		first = false
		t.text(printable.Hex(piece))
		t.flushIfFull()
	})
}

// needsQuotes reports whether a cell without line breaks needs quotes.
func needsQuotes(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsAny(s, `",`) || unicode.IsSpace(first) || s == `\.` // the end of data to PostgreSQL
}

// reasonText returns the reason of an event with its detail or count.
func reasonText(e *journal.Entry) string {
	reason, detail := e.Reason.String(), printable.Escape(e.Detail)
	if n := e.Count(); n > 0 {
		detail = strconv.Itoa(n)
	}
	if reason != "" && detail != "" {
		return reason + ": " + detail
	}
	return reason + detail
}
