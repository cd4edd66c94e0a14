package test

import (
	"bytes"
	"strings"
	"sync"
)

// record keeps what a program writes. Any goroutine may use it.
type record struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write implements io.Writer.
func (r *record) Write(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.buf.Write(b)
}

// String is everything that was written so far.
func (r *record) String() string { return r.from(0) }

// from is what was written after the first so many bytes.
func (r *record) from(at int) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return string(r.buf.Bytes()[at:])
}

// has tells whether s was written so far.
func (r *record) has(s string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return bytes.Contains(r.buf.Bytes(), []byte(s))
}

// lines are the whole lines written so far.
func (r *record) lines() []string {
	all := strings.SplitAfter(r.String(), "\n")
	return all[:len(all)-1]
}
