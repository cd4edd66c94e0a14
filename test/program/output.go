package program

import (
	"bytes"
	"strings"
	"sync"
)

// Output records what a program writes. Any goroutine may use it.
type Output struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write implements io.Writer.
func (o *Output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.Write(b)
}

// String returns everything written so far.
func (o *Output) String() string { return o.After(0) }

// After returns what was written after the first n bytes.
func (o *Output) After(n int) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return string(o.buf.Bytes()[n:])
}

// Contains reports whether s was written so far.
func (o *Output) Contains(s string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return bytes.Contains(o.buf.Bytes(), []byte(s))
}

// Lines returns the complete lines written so far, with their line feeds.
func (o *Output) Lines() []string {
	all := strings.SplitAfter(o.String(), "\n")
	return all[:len(all)-1]
}
