package upstream

import (
	"bufio"
	"fmt"
	"io"
	"sync"
	"time"
)

// The bounds of an Output. What a line costs besides its text is counted, so that empty lines are not free.
const (
	maxLines  = 20_000
	maxBytes  = 4 << 20
	lineBytes = 80 // that a line costs besides its text
)

// Line is a line that a server printed, or a notice about it.
type Line struct {
	Number uint64 // from 1, in the order of arrival
	Time   time.Time
	Stderr bool   // printed on standard error
	Notice bool   // not printed by the server, but added by Output.Notice
	Trace  bool   // belongs to a traceback of Python, Java or Node.js
	Text   string // safe to show, in one line
}

// Output is the record of the lines that servers print, in bounded memory: 20,000 lines and 4 MiB, of which the oldest
// are dropped. A line longer than 8 KiB becomes several. An unfinished line is added after half a second without more
// of it. Texts are safe to show: escape sequences for colours are removed, tabs become spaces, and other control
// characters and bytes that are not UTF-8 are escaped as internal/printable does. Its methods may be called from any
// goroutine; none of them waits for a server or for a reader of the output.
type Output struct {
	mu    sync.Mutex
	lines []rawLine // a ring: the oldest is at start, once it is full
	start int
	bytes int // of the lines in the ring
	next  uint64
}

// rawLine is a line as it was printed, without its end.
type rawLine struct {
	at      time.Time
	text    string // raw bytes
	stderr  bool
	notice  bool
	inTrace bool
}

func (l *rawLine) cost() int { return len(l.text) + lineBytes }

// NewOutput returns an empty record.
func NewOutput() *Output { return &Output{next: 1} }

// add appends lines and drops the oldest ones.
func (o *Output) add(lines ...rawLine) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, l := range lines {
		o.next++
		o.bytes += l.cost()
		o.lines = append(o.lines, l)
		for o.kept() > maxLines || o.bytes > maxBytes {
			o.bytes -= o.lines[o.start].cost()
			o.lines[o.start] = rawLine{}
			o.start++
		}
		if o.start > maxLines { // moves each line once in maxLines
			o.lines = append(o.lines[:0:0], o.lines[o.start:]...)
			o.start = 0
		}
	}
}

func (o *Output) kept() int { return len(o.lines) - o.start }

// Version returns a number that grows with every line.
func (o *Output) Version() uint64 {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.next - 1
}

// Range returns the number of the oldest line that is kept, and the number that the next line will get. first-1 lines
// have been dropped.
func (o *Output) Range() (first, next uint64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.next - uint64(o.kept()), o.next
}

// Lines returns at most limit lines with the number from and above, oldest first, without those that have been dropped,
// and the number from which to go on.
func (o *Output) Lines(from uint64, limit int) (lines []Line, next uint64) {
	raw, first := o.raw(from, limit)
	return shownLines(raw, first), first + uint64(len(raw))
}

// Last returns the last n lines, oldest first, or all if there are fewer.
func (o *Output) Last(n int) []Line {
	o.mu.Lock()
	n = max(0, min(n, o.kept()))
	raw := append([]rawLine(nil), o.lines[len(o.lines)-n:]...)
	first := o.next - uint64(n)
	o.mu.Unlock()
	return shownLines(raw, first)
}

// raw copies at most limit lines from a number, and returns the number of the first.
func (o *Output) raw(from uint64, limit int) (lines []rawLine, first uint64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	oldest := o.next - uint64(o.kept())
	from = min(max(from, oldest), o.next)
	n := max(0, min(limit, int(o.next-from)))
	at := o.start + int(from-oldest)
	return append([]rawLine(nil), o.lines[at:at+n]...), from
}

func shownLines(raw []rawLine, first uint64) []Line {
	lines := make([]Line, 0, len(raw))
	for i := range raw {
		l := &raw[i]
		lines = append(lines, Line{
			Number: first + uint64(i),
			Time:   l.at,
			Stderr: l.stderr,
			Notice: l.notice,
			Trace:  l.inTrace,
			Text:   shown(l.text),
		})
	}
	return lines
}

// Notice adds a line of ours, such as "server.py started".
func (o *Output) Notice(text string) {
	o.add(rawLine{at: time.Now(), text: text[:min(len(text), maxLine)], notice: true})
}

// WriteTo writes all lines that are kept as text, each with its time and, unless it is standard output, its origin. Lines
// that are added meanwhile are not written.
func (o *Output) WriteTo(w io.Writer) (int64, error) {
	const portion = 1000 // lines
	counted := &countingWriter{w: w}
	buffered := bufio.NewWriter(counted)
	from, end := o.Range()
	for from < end {
		lines, next := o.Lines(from, int(min(portion, end-from)))
		for i := range lines {
			l := &lines[i]
			origin := " "
			switch {
			case l.Notice:
				origin = "*"
			case l.Stderr:
				origin = "!"
			}
			fmt.Fprintf(buffered, "%s %s %s\n", l.Time.Format("2006-01-02 15:04:05.000"), origin, l.Text)
		}
		from = next
		if len(lines) == 0 {
			break
		}
	}
	err := buffered.Flush() // has the first error of all writes
	return counted.n, err
}

type countingWriter struct {
	w io.Writer
	n int64
}

func (c *countingWriter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}
