// Package logfile keeps the journal in a file on disk: JSON lines, the same as --json prints. Like the
// faces it pulls from the journal, so that a slow or full disk never slows the host.
package logfile

import (
	"bytes"
	"fmt"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"gopkg.in/natefinch/lumberjack.v2"

	"porchlight/internal/journal"
)

// How much of the disk a log takes at the most.
const (
	MaxMegabytes = 10 // of one file; then it becomes an old one and another begins
	MaxOldFiles  = 5  // beside the file that is written
	MaxDays      = 30 // how long an old file is kept
)

const (
	pullTime  = 100 * time.Millisecond // how often the journal is looked at
	retryTime = 3 * time.Second        // how long a file that could not be written is let be
	closeTime = 2 * time.Second        // how long the last lines may take
	batchSize = 256                    // records copied at a time
	chunkSize = 64 << 10               // bytes written at a time, about
	// Longer messages, each with its answer, are told by their lengths alone: so that a line, in which
	// a byte takes six where it is escaped, is never too long for a file.
	longest = 1 << 20
)

// Error tells that the log could not be written. Path is where it should lie.
type Error struct {
	Path string
	Err  error
}

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("writing the log %s: %v", e.Path, e.Err) }

// Unwrap gives the system's error.
func (e *Error) Unwrap() error { return e.Err }

// A Writer writes a journal to a file until it is closed. It has one goroutine, in which everything
// is written; its methods may be called from any other.
type Writer struct {
	path      string
	journal   *journal.Journal
	addresses func() []netip.Addr
	limits    limits

	trouble atomic.Pointer[Error] // nil while it works
	closing sync.Once
	quit    chan struct{}
	done    chan struct{}

	// The goroutine's own:
	file  *lumberjack.Logger
	state fileState
	next  uint64 // the record that is not in the file yet
	batch []journal.Entry
	line  bytes.Buffer
	chunk bytes.Buffer
}

// Open begins to write what comes into the journal from now on to the end of a file, which is made
// where there is none, with its folder. Whether that works is asked of Err. addresses gives what
// `hosting` tells: the addresses that friends can type, best first.
func Open(path string, j *journal.Journal, addresses func() []netip.Addr) *Writer {
	return open(path, j, addresses, usualLimits())
}

// limits are how much a log writes and how long it waits. Tests have some that write less and wait less.
type limits struct {
	Megabytes   int // of one file
	Longest     int // message with its answer, in bytes, that is told with its bytes
	Pull, Retry time.Duration
}

func usualLimits() limits { return limits{MaxMegabytes, longest, pullTime, retryTime} }

func open(path string, j *journal.Journal, addresses func() []netip.Addr, l limits) *Writer {
	_, next := j.Range()
	w := &Writer{
		path: path, journal: j, addresses: addresses, limits: l,
		quit: make(chan struct{}), done: make(chan struct{}),
		file:  &lumberjack.Logger{Filename: path, MaxSize: l.Megabytes, MaxBackups: MaxOldFiles, MaxAge: MaxDays, LocalTime: true},
		next:  next,
		batch: make([]journal.Entry, batchSize),
	}
	go w.run()
	return w
}

// Path is the file that is written.
func (w *Writer) Path() string { return w.path }

// Err is an *Error while the log cannot be written, and nil while it can. It may be asked at any
// time and does not wait.
func (w *Writer) Err() error {
	if e := w.trouble.Load(); e != nil {
		return e
	}
	return nil
}

// Close writes everything that the journal holds by now, and returns when that is done, or could not
// be, or has taken two seconds. The error is Err's.
func (w *Writer) Close() error {
	w.closing.Do(func() { close(w.quit) })
	select {
	case <-w.done:
	case <-time.After(closeTime):
	}
	return w.Err()
}

// run is the goroutine. While there is trouble nothing is lost that the journal still holds: what was
// overwritten by the time that the file can be written again is told by a `skipped` line.
func (w *Writer) run() {
	defer close(w.done)
	defer func() { _ = w.file.Close() }() // nothing is held back that it could still lose
	ticker := time.NewTicker(w.limits.Pull)
	defer ticker.Stop()
	w.try(w.next) // so that a file that cannot be written is told of before there is anything to write
	for wait := time.Now(); ; {
		select {
		case <-w.quit:
			_, end := w.journal.Range()
			w.try(end)
			return
		case now := <-ticker.C:
			if w.trouble.Load() != nil && now.Before(wait) {
				continue
			}
			_, end := w.journal.Range()
			w.try(end)
			wait = now.Add(w.limits.Retry)
		}
	}
}

// try writes the records up to number end and keeps how it went.
func (w *Writer) try(end uint64) {
	err := w.ready()
	for more := true; err == nil && more && w.next < end; {
		if more, err = w.write(end); err == nil {
			err = w.ready()
		}
	}
	if err != nil {
		_ = w.file.Close() // it is opened anew
		w.state = fileState{}
		w.trouble.Store(&Error{w.path, err})
		return
	}
	w.trouble.Store(nil)
}

// write writes about one chunk, all of it or nothing, and tells whether there was one.
func (w *Writer) write(end uint64) (more bool, err error) {
	n := w.journal.Read(w.next, w.batch[:min(uint64(len(w.batch)), end-w.next)], 0)
	if n == 0 {
		return false, nil
	}
	entries := w.batch[:n]
	lines := journal.NewJSONWriter(&w.line, w.next)
	if slices.ContainsFunc(entries, func(e journal.Entry) bool { return e.Kind == journal.Hosting }) {
		lines.Addresses = w.addresses()
	}
	w.chunk.Reset()
	next := w.next
	for i := range entries {
		if w.chunk.Len() > chunkSize {
			break
		}
		e := &entries[i]
		e.Gone = e.Gone || int(e.InLen)+int(e.OutLen) > w.limits.Longest
		w.line.Reset()
		if err := lines.Write(entries[i : i+1]); err != nil {
			return false, err
		}
		w.chunk.Write(w.line.Bytes())
		next = e.Number + 1
	}
	if err := w.append(w.chunk.Bytes()); err != nil {
		return false, err
	}
	w.next = next
	return true, nil
}
