package logfile

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// fileState is what the file was after the last write. The zero value says that it is not open.
type fileState struct{ info fs.FileInfo }

// errNoFile says that what lies there is a folder or a device.
var errNoFile = errors.New("it is not a file")

// Check tells whether a log can be written to the end of a file, which it makes where there is none, with
// its folder. The error is an *Error.
func Check(path string) error {
	err := mend(path)
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
		return &Error{path, err}
	}
	return nil
}

// ready opens the file, or opens it anew where it was taken away, replaced or cut by somebody else:
// writing would go on without an error then, and nobody could read it.
func (w *Writer) ready() error {
	info, err := os.Stat(w.path)
	if before := w.state.info; before != nil && err == nil && os.SameFile(info, before) && info.Size() == before.Size() {
		return nil
	}
	if err := w.file.Close(); err != nil {
		return err
	}
	if err := mend(w.path); err != nil {
		return err
	}
	return w.append(nil)
}

// append writes whole lines with one call, all of them or nothing.
func (w *Writer) append(lines []byte) error {
	n, err := w.file.Write(lines)
	info, statErr := os.Stat(w.path)
	if err == nil {
		w.state.info = info
		return statErr
	}
	if n > 0 && statErr == nil {
		_ = w.file.Close()
		// It fails where the disk fails altogether. Then lines may stand twice.
		_ = os.Truncate(w.path, info.Size()-int64(n))
	}
	return err
}

// mend ends a file that was cut within a line, as a computer that is switched off leaves it: a line of
// ours is taken away, any other gets its end. It fails where there is something that no log can be
// appended to; that there is nothing is well. (Lumberjack would rename a folder that lies there.)
func mend(path string) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return errNoFile
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // what it wrote is one byte, and told
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	from := max(0, size-MaxMegabytes<<20)
	end, err := io.ReadAll(io.NewSectionReader(f, from, size-from))
	if err != nil {
		return err
	}
	last := end[bytes.LastIndexByte(end, '\n')+1:]
	const begin = `{"event":"`
	switch {
	case len(last) == 0:
		return nil
	case bytes.HasPrefix(last, []byte(begin)) || bytes.HasPrefix([]byte(begin), last):
		return f.Truncate(size - int64(len(last)))
	}
	_, err = f.WriteAt([]byte("\n"), size)
	return err
}
