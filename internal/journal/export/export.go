// Package export writes records of the journal as JSON lines and as comma-separated values.
//
// It streams: a long message passes through a buffer of bounded size, however much longer its escaped
// form is. Nothing in the output moves a terminal's cursor, changes the direction of text or is a
// formula to a spreadsheet.
package export

import (
	"io"
	"strings"
	"unicode/utf8"
)

const (
	// writeSize is the size at which lines are passed on, in bytes.
	writeSize = 64 << 10
	// pieceSize is the part of a message that is escaped at a time, in bytes. It is divisible by three,
	// as base64 requires.
	pieceSize = 3 << 10
)

// stream collects lines and writes them in chunks of whole lines. A line longer than writeSize is
// written in parts.
type stream struct {
	w   io.Writer
	buf []byte
	err error // the first of w; nothing is written after it
}

func (s *stream) text(t string) { s.buf = append(s.buf, t...) }

// flushIfFull writes the buffer if it has reached writeSize.
func (s *stream) flushIfFull() {
	if len(s.buf) >= writeSize {
		_ = s.flush() // the error stays in s
	}
}

// flush writes the buffer and returns the first error so far.
func (s *stream) flush() error {
	if s.err == nil && len(s.buf) > 0 {
		_, s.err = s.w.Write(s.buf)
	}
	s.buf = s.buf[:0]
	return s.err
}

// runePieces calls do for consecutive parts of b, which is valid UTF-8, of about pieceSize bytes and
// whole runes.
func runePieces(b []byte, do func(piece []byte)) {
	for len(b) > pieceSize {
		n := pieceSize
		for !utf8.RuneStart(b[n]) {
			n--
		}
		do(b[:n])
		b = b[n:]
	}
	do(b)
}

// bytePieces calls do for consecutive parts of b of at most pieceSize bytes.
func bytePieces(b []byte, do func(piece []byte)) {
	for len(b) > pieceSize {
		do(b[:pieceSize])
		b = b[pieceSize:]
	}
	do(b)
}

// isFormula reports whether a spreadsheet may evaluate a cell with this text. It follows the OWASP page
// on CSV injection, and includes formulas after spaces, which some programs drop, and in the wide forms
// of East Asian keyboards.
func isFormula(s string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u00a0\u3000"))
	return strings.ContainsRune("=+-@＝＋－＠", first)
}
