package settings

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"porchlight/internal/plainfile"
)

// SharedFile is a settings file that several running programs read and change. A program changes it with
// Update, which keeps what the others have written, and looks with Refresh for what they have written. A
// SharedFile is safe for concurrent use.
type SharedFile struct {
	path    string
	oldPath string // read while path does not exist; "": none
	preface string // comment at the start of the file

	mu   sync.Mutex // held before the folder's lock
	seen version    // of the content that was read or written last
}

// NewSharedFile returns the file at path, which need not exist. While it does not, the file at oldPath is read
// instead, unless oldPath is "". preface is as for [Write].
func NewSharedFile(path, oldPath, preface string) *SharedFile {
	return &SharedFile{path: path, oldPath: oldPath, preface: preface}
}

// Read reads the file as [Read] does, while no other program changes it.
func (f *SharedFile) Read(into any, check func() error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	read := func() error {
		f.seen = versionOf(f.path)
		return Read(f.pathToRead(), into, check)
	}
	err := withLock(filepath.Dir(f.path), read)
	if _, isLocked := errors.AsType[*LockedError](err); isLocked {
		return read()
	}
	return err
}

// Update changes the file in one step: no other program changes it between the reading and the writing. It
// reads the file as [Read] does, calls change, and writes the value that change returns as [Write] does. exists
// is false if there is no file, or a damaged one, which is set aside then. The error is that of change, a
// *[LockedError] or the file system's; the file is unchanged then.
func (f *SharedFile) Update(into any, check func() error, change func(exists bool) (value any, err error)) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	folder := filepath.Dir(f.path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	return withLock(folder, func() error {
		path := f.pathToRead()
		_, statErr := os.Lstat(path)
		err := Read(path, into, check)
		_, isDamaged := errors.AsType[*DamagedError](err)
		if err != nil && !isDamaged {
			return err
		}
		value, err := change(statErr == nil && !isDamaged)
		if err != nil {
			return err
		}
		if err := Write(f.path, f.preface, value); err != nil {
			return err
		}
		f.seen = versionOf(f.path)
		return nil
	})
}

// Refresh reads the file if another program may have changed it since the last call of a method, and reports
// whether it did. A file that is gone, damaged or unreadable is left as it is and not read: it may be one that a
// person is editing. Refresh costs little while nothing changes.
func (f *SharedFile) Refresh(into any, check func() error) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if now := versionOf(f.path); f.seen.settled && now.modTime.Equal(f.seen.modTime) && now.size == f.seen.size {
		return false
	}
	isRead := false
	// Without the lock, Windows would refuse another program to replace the file meanwhile. A folder that stays
	// locked is looked at again at the next call.
	_ = withLock(filepath.Dir(f.path), func() error {
		f.seen = versionOf(f.path)
		isRead = readIntact(f.path, into, check) == nil
		return nil
	})
	return isRead
}

// pathToRead returns the path of the file, or the old path if only that exists.
func (f *SharedFile) pathToRead() string {
	if f.oldPath == "" {
		return f.path
	}
	if _, err := os.Lstat(f.path); !errors.Is(err, fs.ErrNotExist) {
		return f.path
	}
	if _, err := os.Lstat(f.oldPath); err != nil {
		return f.path
	}
	return f.oldPath
}

// readIntact reads a file that exists and is valid, and changes no other one.
func readIntact(path string, into any, check func() error) error {
	text, err := plainfile.Read(path, maxSize)
	if err != nil {
		return err
	}
	if err := decode(text, into); err != nil {
		return err
	}
	return check()
}

// version tells contents of a file apart. That of no file has the zero time.
type version struct {
	modTime time.Time
	size    int64
	settled bool // every later change of the file has another time
}

// clockStep exceeds the steps in which file systems store times: FAT, on USB sticks, has two seconds.
const clockStep = 3 * time.Second

// versionOf returns the version of the file at a path.
func versionOf(path string) version {
	info, err := os.Stat(path)
	if err != nil {
		return version{settled: true}
	}
	return version{info.ModTime(), info.Size(), time.Since(info.ModTime()) > clockStep}
}
