package game

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/natefinch/atomic"

	"porchlight/internal/suggest"
)

// FileExt is what the names of game files end with.
const FileExt = ".toml"

// Item is one game that can be chosen, or a file of the person's that is none.
type Item struct {
	Game *Game  // nil where Err says why
	Name string // the game's, or the file's where there is no game
	Path string // the person's file; "" for a built-in game
	Err  error
}

// Library is the games there are: those built in and the files in the person's folder. Any goroutine
// may use it.
type Library struct {
	builtin []Item
	folder  string // of the person's games

	mu   sync.Mutex
	own  []Item
	seen map[string]stamp
}

// stamp is what changes about a file when it is written.
type stamp struct {
	modified time.Time
	size     int64
}

// NewLibrary reads the built-in games and the person's folder, which need not exist. The error is
// about a built-in game, which is a mistake of the program's.
func NewLibrary(builtin fs.FS, folder string) (*Library, error) {
	l := &Library{folder: folder}
	names, err := fs.Glob(builtin, "*"+FileExt)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		g, err := load(builtin, name)
		if err != nil {
			return nil, err
		}
		l.builtin = append(l.builtin, Item{Game: g, Name: g.Name})
	}
	l.Reload()
	return l, nil
}

// Items are the built-in games and then the person's own by name.
func (l *Library) Items() []Item {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Concat(l.builtin, l.own)
}

// Reload looks whether the person's folder changed, takes that in and tells whether it did.
func (l *Library) Reload() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.look()
	if l.seen != nil && maps.Equal(now, l.seen) {
		return false
	}
	l.seen = now
	l.own = nil
	for name := range now {
		if strings.Contains(name, "/") || !strings.EqualFold(filepath.Ext(name), FileExt) {
			continue
		}
		path := filepath.Join(l.folder, name)
		g, err := Load(path)
		item := Item{Game: g, Name: name, Path: path, Err: err}
		if g != nil {
			item.Name = g.Name
		}
		l.own = append(l.own, item)
	}
	slices.SortFunc(l.own, func(a, b Item) int {
		return strings.Compare(strings.ToLower(a.Name)+a.Path, strings.ToLower(b.Name)+b.Path)
	})
	return true
}

// look stamps the plain files of the person's folder, and of the folders in it, which hold what games
// name. Files whose names begin with a dot are other programs' business.
func (l *Library) look() map[string]stamp {
	stamps := map[string]stamp{}
	folder := os.DirFS(l.folder)
	// What cannot be looked at is not there, as where there is no folder.
	_ = fs.WalkDir(folder, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil || name == ".":
			return nil
		case strings.HasPrefix(e.Name(), ".") && e.IsDir():
			return fs.SkipDir
		case strings.HasPrefix(e.Name(), "."):
			return nil
		}
		if info, err := fs.Stat(folder, name); err == nil && info.Mode().IsRegular() {
			stamps[name] = stamp{info.ModTime(), info.Size()}
		}
		return nil
	})
	return stamps
}

// Find gives the game with a name, upper and lower case alike, the person's own before a built-in
// one; or else the game of a file. A game of the person's that is none yet goes by its file's name,
// with or without ending. The error says what is wrong and what would be right.
func (l *Library) Find(nameOrFile string) (*Game, error) {
	items := l.Items()
	for _, item := range slices.Backward(items) { // the person's own come last
		if strings.EqualFold(item.Name, nameOrFile) {
			return item.Game, item.Err
		}
	}
	for _, item := range items {
		if item.Err != nil && strings.EqualFold(strings.TrimSuffix(item.Name, filepath.Ext(item.Name)), nameOrFile) {
			return nil, item.Err
		}
	}
	g, err := Load(nameOrFile)
	if err == nil {
		return g, nil
	}
	if _, ok := errors.AsType[*FileError](err); ok {
		return nil, err
	}
	names := make([]string, 0, len(items))
	for _, item := range items {
		names = append(names, item.Name)
	}
	if strings.ContainsAny(nameOrFile, `/\`) || filepath.Ext(nameOrFile) == FileExt {
		return nil, fmt.Errorf("the game file %q cannot be read: %w", nameOrFile, systemError(err))
	}
	hint := ""
	if near := suggest.Nearest(nameOrFile, names); len(near) > 0 {
		hint = fmt.Sprintf("did you mean %q? ", strings.Join(near, `" or "`))
	}
	return nil, fmt.Errorf("there is no game %q: %sthere are %s", nameOrFile, hint, strings.Join(names, ", "))
}

// systemError is what the system said, without the path.
func systemError(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

// Put writes a game into the person's folder: over path where it is not empty, and else as a new
// file named after the game. It returns the path.
func (l *Library) Put(g *Game, path string) (string, error) {
	if err := os.MkdirAll(l.folder, 0o750); err != nil {
		return "", err
	}
	if path == "" {
		path = l.free(g.Name)
	}
	if err := g.Save(path); err != nil {
		return "", err
	}
	return path, nil
}

// Import keeps the game of a file elsewhere as one of the person's. The error is Load's where the file
// is no game, and a *FileError where it names other files.
func (l *Library) Import(from string) (path string, err error) {
	g, err := Load(from)
	if err != nil {
		return "", err
	}
	if len(g.GreetingFiles)+len(g.StateFiles) > 0 {
		return "", &FileError{File: filepath.Base(from), What: "names other files, which would be left behind: copy them all into " + l.folder}
	}
	return l.Put(g, "")
}

// longestName is how many letters of a game's name its file is named after: systems take 255 bytes.
const longestName = 50

// free is a path in the person's folder that no file has.
func (l *Library) free(name string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return r
		case unicode.IsSpace(r):
			return '-'
		}
		return -1
	}, strings.ToLower(name))
	if letters := []rune(clean); len(letters) > longestName {
		clean = string(letters[:longestName])
	}
	switch {
	case clean == "":
		clean = "game"
	case !filepath.IsLocal(clean + FileExt): // Windows keeps con, nul and some others for itself
		clean = "game-" + clean
	}
	for n := 1; ; n++ {
		path := filepath.Join(l.folder, clean+FileExt)
		if n > 1 {
			path = filepath.Join(l.folder, fmt.Sprintf("%s-%d%s", clean, n, FileExt))
		}
		if _, err := os.Lstat(path); err != nil { // none, or nobody can tell and saving will say why
			return path
		}
	}
}

// Remove deletes one of the person's games and returns what undoes that: under another name where
// there is a file by the old one again.
func (l *Library) Remove(path string) (undo func() error, err error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if err := os.Remove(path); err != nil {
		return nil, err
	}
	return func() error {
		if _, err := os.Lstat(path); err == nil {
			path = l.free(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
		}
		return atomic.WriteFile(path, bytes.NewReader(content))
	}, nil
}

// Folder is where the person's games are.
func (l *Library) Folder() string { return l.folder }
