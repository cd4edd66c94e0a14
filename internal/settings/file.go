// Package settings keeps what the program remembers between two runs, in small TOML files that a person can
// read and change.
package settings

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/natefinch/atomic"
	"github.com/pelletier/go-toml/v2"
)

// DamagedError says that a file was none of ours and lies under another name now.
type DamagedError struct {
	Path   string // where it lay
	Backup string // where it lies now
	Err    error  // what was wrong with it
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("%s is damaged and was set aside as %s: %v", e.Path, e.Backup, e.Err)
}
func (e *DamagedError) Unwrap() error { return e.Err }

// Read reads a file into what a pointer points to, and asks check whether that makes sense. Where there
// is no file, nothing is read and nothing is wrong. A file that is not TOML, has more in it than fits
// there, or makes no sense is set aside under another name, and the error is a *DamagedError; any other
// error is about reaching it, and it lies where it lay.
func Read(path string, into any, check func() error) error {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	decoder := toml.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err = decoder.Decode(into); err == nil {
		err = check()
	}
	if err == nil {
		return nil
	}
	aside := path + ".damaged-" + time.Now().Format("20060102-150405")
	if failed := os.Rename(path, aside); failed != nil {
		return failed
	}
	return &DamagedError{path, aside, err}
}

// Write writes a file as one step, so that whatever happens it holds what it held or all of this. The
// preface is lines of comment that come first. Where nothing may be made in the file's folder, the error
// is an fs.ErrPermission.
func Write(path, preface string, what any) error {
	text := bytes.NewBufferString(preface)
	if err := toml.NewEncoder(text).SetArraysMultiline(true).Encode(what); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	err := atomic.WriteFile(path, text)
	if err == nil {
		return nil
	}
	// Its error has the system's as words alone.
	f, cause := os.CreateTemp(filepath.Dir(path), "try")
	if cause != nil {
		return cause
	}
	_ = errors.Join(f.Close(), os.Remove(f.Name()))
	return err
}
