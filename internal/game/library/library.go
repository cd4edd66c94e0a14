// Package library holds the games to choose from: those built in, and the game files in the person's
// folder, which it watches, writes and deletes.
package library

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
)

// Item is a game that can be chosen, or a file in the person's folder that is not a valid game.
type Item struct {
	Game *game.Game // nil if Err is set
	Name string     // the game's, or the file's if Err is set
	Path string     // of the person's file; "" for a built-in game and for an error about the folder
	Err  error
}

// Library is a list of games. It is safe for concurrent use.
type Library struct {
	builtin []Item
	folder  string

	load func(path string) (*game.Game, error) // gamefile.Load, except in tests

	writing sync.Mutex // held while a file is created, replaced or removed, so no two choose one path

	limits    limits
	reloading sync.Mutex // held by Reload; guards scan and reading
	scan      *scan      // nil before the first Reload
	reading   reading

	mu  sync.Mutex // never held while a file is read
	own []Item     // sorted by name
}

// New reads the built-in games and the person's folder, which need not exist. The error concerns a
// built-in game: a fault of the program.
func New(builtin fs.FS, folder string) (*Library, error) {
	l := &Library{folder: folder, load: gamefile.Load, limits: defaultLimits()}
	names, err := fs.Glob(builtin, "*"+gamefile.Ext)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		g, err := gamefile.LoadFS(builtin, name)
		if err != nil {
			return nil, err
		}
		l.builtin = append(l.builtin, Item{Game: g, Name: g.Name})
	}
	l.Reload()
	return l, nil
}

// Folder returns the person's folder.
func (l *Library) Folder() string { return l.folder }

// Items returns the built-in games, then the person's own, sorted by name.
func (l *Library) Items() []Item {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Concat(l.builtin, l.own)
}

// Reload reads the person's folder again if a file in it has changed, and reports whether one has. A
// file that cannot be read becomes an [Item] with an error; a folder that cannot be read counts as empty.
// Reading is bounded: what exceeds a limit becomes an Item with an error, too, and what there was no time for
// is read by the next Reload, which then reports a change. Meanwhile Items and Find return the games as before.
func (l *Library) Reload() bool {
	l.reloading.Lock()
	defer l.reloading.Unlock()
	now := scanFolder(l.folder, l.limits.entries)
	switch {
	case l.scan == nil || !now.equal(l.scan):
		l.scan, l.reading = now, reading{pending: now.gameFiles()}
	case !l.reading.canProceed(l.limits):
		return false
	}
	unread := l.reading.proceed(l.folder, l.load, l.limits)
	own := slices.Concat(l.reading.items, unread)
	if now.incomplete {
		own = append(own, tooManyEntries(l.folder, l.limits.entries))
	}
	slices.SortFunc(own, func(a, b Item) int {
		return strings.Compare(strings.ToLower(a.Name)+a.Path, strings.ToLower(b.Name)+b.Path)
	})
	l.mu.Lock()
	defer l.mu.Unlock()
	l.own = own
	return true
}

// Put writes a game to the person's folder, which it creates if necessary, and returns the path. It
// replaces the file at path; if path is "", it creates a file named after the game and overwrites none.
// The error is the file system's; the folder then holds the same games as before. [Library.Items] returns
// the game after the next [Library.Reload].
func (l *Library) Put(g *game.Game, path string) (string, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := os.MkdirAll(l.folder, 0o750); err != nil {
		return "", err
	}
	if path == "" {
		path = l.unusedPath(g.Name)
	}
	if err := gamefile.Save(path, g); err != nil {
		return "", err
	}
	return path, nil
}

// Import copies a game file from elsewhere into the person's folder, under an unused name. The error is that of
// [gamefile.Load] or [Library.Put], or a [*gamefile.Error] if the game names other files.
func (l *Library) Import(from string) (path string, err error) {
	g, err := gamefile.Load(from)
	if err != nil {
		return "", err
	}
	if len(g.FileNames()) > 0 {
		return "", &gamefile.Error{File: filepath.Base(from), What: fmt.Sprintf("names other files, which would be left behind: copy them all into %s", l.folder)}
	}
	g.Name = l.UnusedName(g.Name)
	return l.Put(g, "")
}
