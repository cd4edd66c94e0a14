// Package settings stores the program's settings in small TOML files that a person can read and edit.
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

// DamagedError is the error for a file with invalid content. The file has been renamed.
type DamagedError struct {
	Path   string // before
	Backup string // after
	Err    error  // the mistake in the content
}

// Error implements error.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("%s is damaged and was set aside as %s: %v", e.Path, e.Backup, e.Err)
}

// Unwrap returns Err.
func (e *DamagedError) Unwrap() error { return e.Err }

// Read reads a file into the value that into points to, and calls check to validate it. A file that does not
// exist is no error. A file that is not TOML, has unknown keys or is not valid is renamed, and the error is a
// *[DamagedError]. Any other error is the file system's, and the file is unchanged.
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

// Write writes value to a file atomically: the file holds its old content or all of the new one. preface is
// the lines of comment at its start. If the folder is not writable, the error is an fs.ErrPermission.
func Write(path, preface string, value any) error {
	text := bytes.NewBufferString(preface)
	if err := toml.NewEncoder(text).SetArraysMultiline(true).Encode(value); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	err := atomic.WriteFile(path, text)
	if err == nil {
		return nil
	}
	// That error contains the system's as text only.
	f, cause := os.CreateTemp(filepath.Dir(path), "try")
	if cause != nil {
		return cause
	}
	_ = errors.Join(f.Close(), os.Remove(f.Name()))
	return err
}
