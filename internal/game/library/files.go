package library

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/natefinch/atomic"

	"porchlight/internal/game/gamefile"
	"porchlight/internal/plainfile"
)

// maxFileName is the limit, in characters, of a file name made from a game's name: file systems allow
// 255 bytes.
const maxFileName = 50

// maxRemoved is the limit, in bytes, of a file that Remove keeps in memory to restore it.
const maxRemoved = 16 << 20

// FileName returns a file name for a game with the given name, valid on every system: "My Chess" is saved as
// my-chess.toml.
func FileName(name string) string {
	base := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return r
		case unicode.IsSpace(r):
			return '-'
		}
		return -1
	}, strings.ToLower(name))
	if letters := []rune(base); len(letters) > maxFileName {
		base = string(letters[:maxFileName])
	}
	switch {
	case base == "":
		base = "game"
	case !filepath.IsLocal(base + gamefile.Ext): // Windows reserves con, nul and others
		base = "game-" + base
	}
	return base + gamefile.Ext
}

// unusedPath returns a path in the person's folder that no file has, made from a game's name. l.writing
// is held until the file exists.
func (l *Library) unusedPath(name string) string {
	base := strings.TrimSuffix(FileName(name), gamefile.Ext)
	for n := 1; ; n++ {
		path := filepath.Join(l.folder, base+gamefile.Ext)
		if n > 1 {
			path = filepath.Join(l.folder, fmt.Sprintf("%s-%d%s", base, n, gamefile.Ext))
		}
		if _, err := os.Lstat(path); err != nil { // any other error recurs when the file is written
			return path
		}
	}
}

// Remove deletes one of the person's games, of at most 16 MiB, and returns a function that restores it and returns its path,
// which is another one if the old one is in use again by then. Any goroutine may call undo, once. [Library.Items] reflects both
// after the next [Library.Reload].
func (l *Library) Remove(path string) (undo func() (string, error), err error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	content, err := plainfile.Read(path, maxRemoved)
	if err != nil {
		return nil, err
	}
	if err := os.Remove(path); err != nil {
		return nil, err
	}
	return func() (string, error) {
		l.writing.Lock()
		defer l.writing.Unlock()
		if _, err := os.Lstat(path); err == nil {
			path = l.unusedPath(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
		}
		return path, atomic.WriteFile(path, bytes.NewReader(content))
	}, nil
}
