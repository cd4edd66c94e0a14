package settings

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"porchlight/internal/plainfile"
)

// lockName is the name of the file in a folder of settings that is locked while one of its files is read or
// written. The file stays empty and is never removed. The system releases the lock of a program that ends,
// however it ends.
const lockName = "write.lock"

const (
	lockTimeout = 2 * time.Second
	lockRetry   = 10 * time.Millisecond
)

// LockedError is the error of a change that could not be saved because another program held the lock of the
// folder all the time.
type LockedError struct{ Folder string }

// Error implements error.
func (e *LockedError) Error() string {
	return fmt.Sprintf("another program has had %s locked for %v", e.Folder, lockTimeout)
}

// withLock calls f while no other program, and no other goroutine of this one, does so for the same folder. It
// waits for two seconds at most; the error is then a *[LockedError] and f was not called. Where the system
// provides no lock, as in a folder that does not exist or is read-only, or on some network drives, it calls f
// without one. Otherwise it returns the error of f.
func withLock(folder string, f func() error) error {
	ctx, cancel := context.WithTimeout(context.Background(), lockTimeout)
	defer cancel()
	lock := newLock(folder, lockName)
	if _, err := lock.TryLockContext(ctx, lockRetry); errors.Is(err, context.DeadlineExceeded) {
		return &LockedError{folder}
	}
	defer func() { _ = lock.Unlock() }() // closes the file, which releases the lock in any case
	return f()
}

// newLock returns the lock of a file. Taking it creates the file, and does not wait if it is a pipe.
func newLock(folder, name string) *flock.Flock {
	return flock.New(filepath.Join(folder, name), flock.SetFlag(os.O_CREATE|os.O_RDONLY|plainfile.NonBlocking))
}
