// Package logfile writes the journal to a file on disk, as the JSON lines of --json. It polls the journal,
// so a slow or full disk never delays the host.
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
	"porchlight/internal/journal/export"
)

// The space that a log takes on disk.
const (
	MaxMegabytes = 10 // of the current file, before it is rotated
	MaxOldFiles  = 5  // rotated files
	MaxDays      = 30 // age of a rotated file
)

const (
	pollInterval  = 100 * time.Millisecond
	retryInterval = 3 * time.Second // after a failed write
	closeTimeout  = 2 * time.Second
	batchSize     = 256      // records per read
	chunkSize     = 64 << 10 // bytes per write, exceeded by at most one record
	// maxMessage is the limit, in bytes, of a message with its answer. Longer ones are recorded by their
	// lengths alone: escaped, a byte can take six, and a line must fit into a file.
	maxMessage = 1 << 20
)

// Error is a failure to write the log.
type Error struct {
	Path string
	Err  error // the system's
}

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("writing the log %s: %v", e.Path, e.Err) }

// Unwrap returns the system's error.
func (e *Error) Unwrap() error { return e.Err }

// A Writer writes a journal to a file until it is closed. One goroutine does the writing; the methods
// are safe for concurrent use.
type Writer struct {
	path      string
	journal   *journal.Journal
	addresses func() []netip.Addr
	limits    limits

	lastError atomic.Pointer[Error] // nil after a successful write
	closeOnce sync.Once
	quit      chan struct{}
	done      chan struct{}

	// Only the goroutine uses these.
	file   *lumberjack.Logger
	state  fileState
	reader journal.Reader // at the first record that is not in the file
	batch  []journal.Entry
	chunk  bytes.Buffer
}

// Open starts to append the records that the journal receives from now on to a file, which it creates
// with its folder if necessary. [Writer.Err] reports failures. The event `hosting` lists addresses, those
// that friends can type, best first.
func Open(path string, j *journal.Journal, addresses func() []netip.Addr) *Writer {
	return open(path, j, addresses, defaultLimits())
}

// limits are sizes and intervals of a log. Tests use smaller ones.
type limits struct {
	Megabytes   int           // of one file
	MaxMessage  int           // bytes of a message with its answer that are written
	Poll, Retry time.Duration // intervals
}

func defaultLimits() limits { return limits{MaxMegabytes, maxMessage, pollInterval, retryInterval} }

func open(path string, j *journal.Journal, addresses func() []netip.Addr, l limits) *Writer {
	w := &Writer{
		path: path, journal: j, addresses: addresses, limits: l,
		quit: make(chan struct{}), done: make(chan struct{}),
		file:   &lumberjack.Logger{Filename: path, MaxSize: l.Megabytes, MaxBackups: MaxOldFiles, MaxAge: MaxDays, LocalTime: true},
		reader: j.NewReaderAtEnd(),
		batch:  make([]journal.Entry, batchSize),
	}
	go w.run()
	return w
}

// Path returns the path of the file.
func (w *Writer) Path() string { return w.path }

// Err returns an *Error while the log cannot be written, else nil. It does not block.
func (w *Writer) Err() error {
	if e := w.lastError.Load(); e != nil {
		return e
	}
	return nil
}

// Close writes the records that the journal has by now and stops. It returns after two seconds even if
// that is not done. The error is that of Err. Close can be called repeatedly.
func (w *Writer) Close() error {
	w.closeOnce.Do(func() { close(w.quit) })
	select {
	case <-w.done:
	case <-time.After(closeTimeout):
	}
	return w.Err()
}

// run is the goroutine. After a failed write, records are retried until the journal overwrites them; a
// `skipped` line counts those that it has.
func (w *Writer) run() {
	defer close(w.done)
	defer func() { _ = w.file.Close() }() // every line is written already
	ticker := time.NewTicker(w.limits.Poll)
	defer ticker.Stop()
	w.writeUpTo(w.reader.Next()) // reports an unwritable file before there is a record
	for retry := time.Now(); ; {
		select {
		case <-w.quit:
			_, end := w.journal.Range()
			w.writeUpTo(end)
			return
		case now := <-ticker.C:
			if w.lastError.Load() != nil && now.Before(retry) {
				continue
			}
			_, end := w.journal.Range()
			w.writeUpTo(end)
			retry = now.Add(w.limits.Retry)
		}
	}
}

// writeUpTo writes the records before number end and stores the outcome.
func (w *Writer) writeUpTo(end uint64) {
	err := w.reopenIfChanged()
	for err == nil && w.reader.Next() < end {
		if err = w.writeChunk(end); err == nil {
			err = w.reopenIfChanged()
		}
	}
	if err != nil {
		_ = w.file.Close() // the next write opens it again
		w.state = fileState{}
		w.lastError.Store(&Error{w.path, err})
		return
	}
	w.lastError.Store(nil)
}

// writeChunk writes about chunkSize bytes of records before number end, in one write.
func (w *Writer) writeChunk(end uint64) error {
	defer w.release()
	ahead := w.reader // w.reader follows when the lines are written
	entries := w.batch[:ahead.Read(w.batch[:min(uint64(len(w.batch)), end-ahead.Next())], 0)]
	lines := export.NewJSONWriter(&w.chunk, w.reader.Next())
	if slices.ContainsFunc(entries, func(e journal.Entry) bool { return e.Kind == journal.Hosting }) {
		lines.Addresses = w.addresses()
	}
	written := w.reader
	for i := range entries {
		if w.chunk.Len() > chunkSize {
			break
		}
		e := &entries[i]
		e.Gone = e.Gone || int(e.InLen)+int(e.OutLen) > w.limits.MaxMessage
		if err := lines.Write(entries[i : i+1]); err != nil {
			return err
		}
		written.Pass(e)
	}
	if err := w.append(w.chunk.Bytes()); err != nil {
		return err
	}
	w.reader = written
	return nil
}

// release empties the buffers and keeps no memory of a long message.
func (w *Writer) release() {
	if w.chunk.Reset(); w.chunk.Cap() > 4*chunkSize {
		w.chunk = bytes.Buffer{}
	}
	journal.Release(w.batch)
}
