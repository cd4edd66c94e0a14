// Package gamefile reads and writes game files: games as small TOML files that a person can edit.
//
// Every error names the file, the line, the key and a value that would be valid. A game file may name
// other files, which are sent as they are; they must lie in the game file's folder or below, and no
// symbolic link leads out of it.
package gamefile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/natefinch/atomic"

	"porchlight/internal/game"
	"porchlight/internal/plainfile"
)

// Ext is the extension of game files.
const Ext = ".toml"

// Sizes in bytes.
const (
	maxGameFile   = 64 << 10
	maxNamedFile  = 1 << 20  // of each file that a game file names
	maxNamedFiles = 16 << 20 // of all of them, each counted once
)

const tooLarge = "a game file is a plain file of at most 64 KiB: longer texts go into files that it names"

// Error is a mistake in a game file and its position.
type Error struct {
	File string // base name
	Line int    // from 1; 0 if the mistake concerns the whole file
	Key  string // "" if the mistake concerns no single key
	What string // the mistake and the correction, for the person
}

// Error implements error.
func (e *Error) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.What
	}
	return fmt.Sprintf("%s, line %d: %s", e.File, e.Line, e.What)
}

// Load reads a game file and the files that it names. The error is an [*Error], or the file system's
// if the game file itself cannot be read.
func Load(path string) (*game.Game, error) {
	name := filepath.Base(path)
	data, err := plainfile.Read(path, maxGameFile)
	if err != nil {
		return nil, unread(name, err)
	}
	g, err := inFolder(filepath.Dir(path), func(folder fs.FS) (*game.Game, error) { return decode(data, name, folder) })
	if err == nil {
		locate(g, filepath.Dir(path))
	}
	return g, err
}

// LoadFS is [Load] for a file of a file system that the program trusts, such as an embedded one.
func LoadFS(folder fs.FS, name string) (*game.Game, error) {
	data, err := plainfile.ReadFS(folder, name, maxGameFile)
	if err != nil {
		return nil, unread(name, err)
	}
	return decode(data, name, folder)
}

// unread returns the error for a game file that was not read.
func unread(name string, err error) error {
	if errors.Is(err, plainfile.ErrNotRegular) || errors.Is(err, plainfile.ErrTooLarge) {
		return &Error{File: name, What: tooLarge}
	}
	return err
}

// Check returns the error that [Load] would return for g in a file of the given folder.
func Check(g *game.Game, folder string) error {
	_, err := inFolder(folder, func(folder fs.FS) (*game.Game, error) { return decode(Encode(g), "game", folder) })
	return err
}

// Save writes g to a file atomically: the file holds its old content or all of the new one.
func Save(path string, g *game.Game) error {
	return atomic.WriteFile(path, bytes.NewReader(Encode(g)))
}
