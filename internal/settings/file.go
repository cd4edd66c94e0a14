// Package settings stores the program's settings in small TOML files that a person can read and edit.
package settings

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/natefinch/atomic"
	"github.com/pelletier/go-toml/v2"

	"porchlight/internal/plainfile"
	"porchlight/internal/tomlkeys"
)

// DamagedError is the error for a file with invalid content, or that is no plain file. The file has been renamed.
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

// Limits of a file that is read. An access list with as many addresses as it may have is the largest one.
const (
	maxSize = 1 << 20 // bytes
	maxKeys = 100
)

// Read reads a file into the value that into points to, and calls check to validate it. A file that does not
// exist is no error. A file that is not TOML, has unknown keys, is not valid, is larger than 1 MiB, has more than
// 100 keys, or is a pipe or a device is renamed, and the error is a *[DamagedError]. Any other error is the file
// system's, and the file is unchanged.
func Read(path string, into any, check func() error) error {
	text, err := plainfile.Read(path, maxSize)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.Is(err, plainfile.ErrTooLarge), errors.Is(err, plainfile.ErrNotRegular) && !isFolder(path):
		return setAside(path, err)
	case err != nil:
		return err
	}
	if err := decode(text, into); err != nil {
		return setAside(path, err)
	}
	if err := check(); err != nil {
		return setAside(path, err)
	}
	return nil
}

// isFolder reports whether path is a folder, which the program never made and does not rename.
func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// decode decodes TOML in bounded time.
func decode(text []byte, into any) error {
	if tomlkeys.Find(text, maxKeys) >= 0 {
		return fmt.Errorf("it has more than %d keys", maxKeys)
	}
	decoder := toml.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return errors.New(err.Error()) // the decoder's error holds copies of the text
	}
	return nil
}

// setAside renames a file with invalid content and returns a *[DamagedError].
func setAside(path string, mistake error) error {
	backup, err := plainfile.SetAside(path)
	if err != nil {
		return err
	}
	return &DamagedError{path, backup, mistake}
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
