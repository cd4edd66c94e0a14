// Package plainfile reads files whose names come from a person, from a folder or from another file, and which
// may therefore be anything: a pipe, a device, or larger than the memory. Reading is bounded in size and does
// not wait for another program.
package plainfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"time"
)

// The errors for a file that is not read because of what it is.
var (
	ErrNotRegular = errors.New("it is not a plain file")
	ErrTooLarge   = errors.New("it is too large")
)

// readTimeout bounds the reading of a regular file that waits for data, as some below /proc do.
const readTimeout = 2 * time.Second

// Read returns the content of the regular file at path, of at most limit bytes. The error is [ErrNotRegular],
// [ErrTooLarge] or the file system's.
func Read(path string, limit int64) ([]byte, error) {
	return whole(Head(path, limit))
}

// ReadFS is [Read] for a file in a file system. If that is a folder of the system's, it should be one of [FS].
func ReadFS(folder fs.FS, name string, limit int64) ([]byte, error) {
	return whole(head(opener{
		stat: func() (fs.FileInfo, error) { return fs.Stat(folder, name) },
		open: func() (fs.File, error) { return folder.Open(name) },
	}, limit))
}

// Head returns at most the first limit bytes of the regular file at path, and whether it has more. The error is
// [ErrNotRegular] or the file system's.
func Head(path string, limit int64) (content []byte, more bool, err error) {
	return head(opener{
		stat: func() (fs.FileInfo, error) { return os.Stat(path) },
		open: func() (fs.File, error) { return os.OpenFile(path, os.O_RDONLY|NonBlocking, 0) },
	}, limit)
}

// Append opens the regular file at path for appending, and creates it if necessary. Unlike os.OpenFile, it does not
// wait for a reader of a pipe. The error is [ErrNotRegular] or the file system's.
func Append(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND|NonBlocking, 0o600)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = ErrNotRegular
	}
	if err != nil {
		_ = f.Close() // nothing was written
		return nil, err
	}
	return f, nil
}

// SetAside renames what is at path, so that a new file can take its place, and returns the new path.
func SetAside(path string) (backup string, err error) {
	backup = path + ".damaged-" + time.Now().Format("20060102-150405")
	return backup, os.Rename(path, backup)
}

// whole converts the results of head for a caller that wants the whole file or none of it.
func whole(content []byte, more bool, err error) ([]byte, error) {
	switch {
	case err != nil:
		return nil, err
	case more:
		return nil, ErrTooLarge
	}
	return content, nil
}

// opener examines and opens one file.
type opener struct {
	stat func() (fs.FileInfo, error)
	open func() (fs.File, error)
}

// head implements Head. It examines the file before opening it, since opening a device can have effects, and
// again afterwards, since another one may have its name by then.
func head(o opener, limit int64) (content []byte, more bool, err error) {
	info, err := o.stat()
	if err != nil {
		return nil, false, err
	}
	if !info.Mode().IsRegular() {
		return nil, false, ErrNotRegular
	}
	f, err := o.open()
	if err != nil {
		return nil, false, err
	}
	defer func() { _ = f.Close() }() // opened for reading
	if info, err = f.Stat(); err != nil {
		return nil, false, err
	}
	if !info.Mode().IsRegular() {
		return nil, false, ErrNotRegular
	}
	if d, ok := f.(interface{ SetReadDeadline(t time.Time) error }); ok {
		_ = d.SetReadDeadline(time.Now().Add(readTimeout)) // fails for files that never wait, which are most
	}
	return readUpTo(f, limit, info.Size())
}

// readUpTo reads at most limit bytes, and whether there are more. size is the likely number of bytes.
func readUpTo(r io.Reader, limit, size int64) (content []byte, more bool, err error) {
	const block = 4096 // files below /proc may refuse to be read in odd sizes
	content = make([]byte, 0, (min(max(size, 0), limit)/block+1)*block)
	for {
		n, err := r.Read(content[len(content):cap(content)])
		content = content[:len(content)+n]
		switch {
		case int64(len(content)) > limit:
			return content[:limit], true, nil
		case errors.Is(err, io.EOF):
			return content, false, nil
		case err != nil:
			return nil, false, err
		}
		if len(content) == cap(content) {
			content = slices.Grow(content, max(block, len(content)))
		}
	}
}
