package upstream

import (
	"bytes"
	"os"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

const (
	maxLine      = 8 << 10                // bytes; a longer line becomes several
	readSize     = 64 << 10               // bytes, as much as a pipe of Linux holds
	partialDelay = 500 * time.Millisecond // after which an unfinished line is added as it is
)

// splitter splits one stream of a server into lines and passes them on.
type splitter struct {
	stderr bool
	delay  time.Duration   // after which an unfinished line is passed on as it is
	pass   func([]rawLine) // is called with mu held, and must not keep the slice

	mu      sync.Mutex
	partial []byte // the unfinished line; no longer than maxLine
	cut     bool   // the beginning of the unfinished line has been passed on
	trace   traceState
	batch   []rawLine
	timer   *time.Timer // passes partial on
	ended   bool
}

// readAll reads the stream to its end, or until it is closed. It never waits for whoever looks at the output.
func (s *splitter) readAll(stream *os.File) {
	buffer := make([]byte, readSize)
	s.timer = time.AfterFunc(s.delay, s.flush)
	for {
		n, err := stream.Read(buffer)
		s.write(buffer[:n])
		if err != nil { // io.EOF, or it has been closed
			break
		}
	}
	s.flush()
	s.mu.Lock()
	s.ended = true
	s.mu.Unlock()
	s.timer.Stop()
}

// write takes bytes of the stream.
func (s *splitter) write(b []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	for len(b) > 0 {
		end := bytes.IndexByte(b, '\n')
		n, ends := end, true
		if end < 0 {
			n, ends = len(b), false
		}
		line := b[:n]
		for len(s.partial)+len(line) > maxLine {
			part := maxLine - len(s.partial)
			s.partial = append(s.partial, line[:part]...)
			line = line[part:]
			rest := incompleteRune(s.partial)
			s.emit(now, s.partial[:len(s.partial)-rest])
			s.partial = append(s.partial[:0], s.partial[len(s.partial)-rest:]...)
			s.cut = true
		}
		s.partial = append(s.partial, line...)
		if !ends {
			break
		}
		b = b[n+1:]
		s.partial = bytes.TrimSuffix(s.partial, []byte{'\r'})
		if len(s.partial) > 0 || !s.cut {
			s.emit(now, s.partial)
		}
		s.partial, s.cut = s.partial[:0], false
	}
	s.passOn()
	if len(s.partial) > 0 && s.timer != nil {
		s.timer.Reset(s.delay)
	}
}

// flush passes on the unfinished line.
func (s *splitter) flush() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.partial) == 0 || s.ended {
		return
	}
	s.emit(time.Now(), s.partial)
	s.partial, s.cut = s.partial[:0], true
	s.passOn()
}

func (s *splitter) emit(at time.Time, line []byte) {
	text := string(line)
	s.batch = append(s.batch, rawLine{at: at, text: text, stderr: s.stderr, inTrace: !s.cut && s.trace.next(text)})
}

func (s *splitter) passOn() {
	if len(s.batch) > 0 {
		s.pass(s.batch)
		clear(s.batch)
		s.batch = s.batch[:0]
	}
}

// incompleteRune returns the number of bytes at the end of b that begin a character in UTF-8 and do not end it.
func incompleteRune(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if tail := b[len(b)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}

// tail keeps the last lines of a program, in bounded memory, as the evidence for its cause of an end.
type tail struct {
	mu    sync.Mutex
	lines []rawLine
}

const tailLines = 400 // of up to maxLine bytes each

func (t *tail) add(lines []rawLine) {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines = lines[max(0, len(lines)-tailLines):]
	if over := len(t.lines) + len(lines) - tailLines; over > 0 {
		t.lines = append(t.lines[:0], t.lines[over:]...)
	}
	t.lines = append(t.lines, lines...)
}

// texts returns the lines of one stream, oldest first, without colours.
func (t *tail) texts(stderr bool) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var texts []string
	for i := range t.lines {
		if t.lines[i].stderr == stderr {
			texts = append(texts, strings.TrimRight(colours.ReplaceAllString(t.lines[i].text, ""), " \t"))
		}
	}
	return texts
}
