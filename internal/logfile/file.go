package logfile

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// fileState is the state of the file after the last write. The zero value is a file that is not open.
type fileState struct{ info fs.FileInfo }

// errNotAFile is the error for a path that is a folder or a device.
var errNotAFile = errors.New("it is not a file")

// Check reports whether a log can be appended to a file. It creates the file and its folder if
// necessary, and leaves no new folder if it returns an error. The error is an *Error.
func Check(path string) error {
	made := missingFolders(filepath.Dir(path))
	err := repairLastLine(path)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o750)
	}
	if err == nil {
		var f *os.File
		if f, err = os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600); err == nil {
			err = f.Close()
		}
	}
	if err != nil {
		for _, folder := range made {
			_ = os.Remove(folder) // fails if it was not created, or is used by now
		}
		return &Error{path, err}
	}
	return nil
}

// missingFolders returns a folder and those above it that do not exist, the innermost first.
func missingFolders(folder string) (missing []string) {
	for {
		_, err := os.Lstat(folder)
		above := filepath.Dir(folder)
		if !errors.Is(err, fs.ErrNotExist) || above == folder { // a drive of Windows may be missing
			return missing
		}
		missing = append(missing, folder)
		folder = above
	}
}

// reopenIfChanged opens the file if it is not open, or if another program has removed, replaced or
// truncated it. Otherwise writes would go to a file that has no name any more.
func (w *Writer) reopenIfChanged() error {
	info, err := os.Stat(w.path)
	if before := w.state.info; before != nil && err == nil && os.SameFile(info, before) && info.Size() == before.Size() {
		return nil
	}
	if err := w.file.Close(); err != nil {
		return err
	}
	if err := repairLastLine(w.path); err != nil {
		return err
	}
	return w.append(nil)
}

// append writes whole lines in one write. If that fails, it removes the part that was written.
func (w *Writer) append(lines []byte) error {
	n, err := w.file.Write(lines)
	info, statErr := os.Stat(w.path)
	if err == nil {
		w.state.info = info
		return statErr
	}
	if n > 0 && statErr == nil {
		_ = w.file.Close()
		// If this fails too, the lines are written twice.
		_ = os.Truncate(w.path, info.Size()-int64(n))
	}
	return err
}

// lineTimeout is the time after which a line that is incomplete, in a file of the same size, stays so. Another
// program that has the same log may be writing it.
const lineTimeout = 20 * time.Millisecond

// repairLastLine completes a file that ends within a line, for example after a loss of power. It removes
// an incomplete line of a log and ends any other, unless another program is just writing it. It returns an error
// if no log can be appended; a file that does not exist is no error. (Lumberjack would rename a folder at the
// path.)
func repairLastLine(path string) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return errNotAFile
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // the error of a write was returned before
	size, last, err := lastLine(f)
	if err != nil || len(last) == 0 {
		return err
	}
	time.Sleep(lineTimeout)
	if now, err := f.Seek(0, io.SeekEnd); err != nil || now != size {
		return err
	}
	const prefix = `{"event":"` // of every line of a log
	if bytes.HasPrefix(last, []byte(prefix)) || bytes.HasPrefix([]byte(prefix), last) {
		return f.Truncate(size - int64(len(last)))
	}
	_, err = f.WriteAt([]byte("\n"), size)
	return err
}

// lastLine returns the size of a file and its last line, which is empty if the one before is complete. Of a line
// that is longer than a log, it returns the end.
func lastLine(f *os.File) (size int64, line []byte, err error) {
	if size, err = f.Seek(0, io.SeekEnd); err != nil || size == 0 {
		return size, nil, err
	}
	end := make([]byte, 1)
	if _, err := f.ReadAt(end, size-1); err != nil || end[0] == '\n' {
		return size, nil, err
	}
	from := max(0, size-MaxMegabytes<<20)
	if end, err = io.ReadAll(io.NewSectionReader(f, from, size-from)); err != nil {
		return size, nil, err
	}
	return size, end[bytes.LastIndexByte(end, '\n')+1:], nil
}
