package settings

import (
	"os"
	"sync"

	"github.com/gofrs/flock"
)

// instanceName is the name of the file on which every running program that uses a folder of settings holds a
// shared lock.
const instanceName = "running.lock"

// Instance is a running program that uses a folder of settings. It is safe for concurrent use.
type Instance struct {
	folder string

	mu   sync.Mutex
	lock *flock.Flock
}

// Register makes this program known to others that use the same folder, until Close or the end of the program,
// however it ends. Where the system provides no lock, as in a read-only folder, the program stays unknown.
func Register(folder string) *Instance {
	i := &Instance{folder: folder, lock: newLock(folder, instanceName)}
	if os.MkdirAll(folder, 0o700) == nil { //nolint:gosec // the system or the person names the folder
		i.HasOthers()
	}
	return i
}

// HasOthers reports whether another running program uses the folder, as far as the system tells.
func (i *Instance) HasOthers() (others bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	// This program's own lock is released in between, so only one program may do this at a time.
	_ = withLock(i.folder, func() error {
		if err := i.lock.Unlock(); err != nil {
			return err
		}
		isAlone, err := i.lock.TryLock()
		others = err == nil && !isAlone
		if isAlone {
			if err := i.lock.Unlock(); err != nil {
				return err
			}
		}
		_, err = i.lock.TryRLock()
		return err
	})
	return others
}

// Close makes the program unknown.
func (i *Instance) Close() error {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.lock.Unlock()
}
