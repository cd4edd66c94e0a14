package terminal

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// outputRetryInterval is the time between two attempts to write to an output that has failed.
const outputRetryInterval = 3 * time.Second

// retryingOutput writes everything to an output, however long that takes. A write that fails, as on a full disk, is
// reported once and continued where it stopped, every few seconds. So no line is cut; what the journal overwrites
// meanwhile, its reader counts. It gives up when the reader of a pipe has gone, and once stopped is closed.
type retryingOutput struct {
	w       io.Writer
	stopped <-chan struct{}
	tell    func(sentence string)
	failed  bool // and reported
}

// Write implements io.Writer.
func (o *retryingOutput) Write(b []byte) (written int, err error) {
	for last := false; ; {
		n, err := o.w.Write(b[written:])
		written += n
		switch {
		case err == nil:
			o.failed = false
			return written, nil
		case isClosed(err):
			return written, err
		}
		if !o.failed {
			o.failed = true
			o.tell(fmt.Sprintf("what happens cannot be written to standard output: hosting goes on, and writing is tried again. Make room on the disk. (%v)", systemError(err)))
		}
		if last {
			return written, err
		}
		select {
		case <-o.stopped:
			last = true
		case <-time.After(outputRetryInterval):
		}
	}
}

// isClosed reports whether an error of an output means that nobody will read it any more.
func isClosed(err error) bool {
	return isBrokenPipe(err) || errors.Is(err, io.ErrClosedPipe) || errors.Is(err, os.ErrClosed)
}

// systemError returns the system's error in an error of a file.
func systemError(err error) error {
	if path, ok := errors.AsType[*os.PathError](err); ok {
		return path.Err
	}
	return err
}
