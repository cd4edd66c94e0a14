package game

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/natefinch/atomic"
	"github.com/pelletier/go-toml/v2"
)

// Bounds in bytes. Reading TOML takes time with the square of its keys.
const (
	maxGame = 64 << 10 // of a game file
	maxFile = 1 << 20  // of each file it names
)

const tooLarge = "a game file is a plain file of at most 64 KiB: longer texts go into files that it names"

// FileError tells what is wrong with a game file, and where.
type FileError struct {
	File string // its name without folders
	Line int    // from 1; 0 where it is about the whole file
	Key  string // the key it is about; "" where it is about none
	What string // what is wrong and what would be right
}

func (e *FileError) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.What
	}
	return fmt.Sprintf("%s, line %d: %s", e.File, e.Line, e.What)
}

// Load reads a game file and the files it names, which lie beside it or below. The error is a
// *FileError, or what the file system said where the file cannot be read.
func Load(file string) (*Game, error) {
	return load(os.DirFS(filepath.Dir(file)), filepath.Base(file))
}

// Check tells what is wrong with a game as the person edits it, if anything: the error is what Load
// would say of its file in that folder.
func (g *Game) Check(folder string) error {
	_, err := parse(g.TOML(), "game", os.DirFS(folder))
	return err
}

// load reads a game file of a folder.
func load(folder fs.FS, name string) (*Game, error) {
	data, err := readBounded(folder, name, maxGame)
	if err != nil {
		return nil, err
	}
	return parse(data, name, folder)
}

// parse makes a game of a file's content. What it names is read from folder.
func parse(data []byte, file string, folder fs.FS) (*Game, error) {
	if len(data) > maxGame {
		return nil, &FileError{File: file, What: tooLarge}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // as Windows' editors put it before UTF-8
	values := map[string]any{}
	if err := toml.Unmarshal(data, &values); err != nil {
		return nil, syntaxError(err, file)
	}
	lines := linesOf(data)
	wrong := func(key, what string) error { return &FileError{file, lines[key], key, what} }

	g := Echo()
	g.Name, g.Rule = strings.TrimSuffix(file, filepath.Ext(file)), ""
	flat := flatten(values)
	for _, name := range slices.SortedFunc(maps.Keys(flat), byLine(lines)) {
		if !known(name) {
			return nil, wrong(name, unknownKey(name))
		}
	}
	for _, k := range keys() {
		v, given := flat[k.name]
		_, table := v.(map[string]any)
		switch {
		case !given, k.set == nil && table: // [framing] with nothing below it
			continue
		case k.set == nil:
			return nil, wrong(k.name, k.name+` is a table: write [framing], and in = "raw" below it`)
		}
		if err := k.set(g, v); err != nil {
			return nil, wrong(k.name, k.name+": "+err.Error())
		}
	}
	if _, given := flat["framing.out"]; !given {
		g.Out = g.In
	}
	if g.Name = strings.TrimSpace(g.Name); g.Name == "" {
		return nil, wrong("name", "name: takes a text that is not empty")
	}
	if key, why := g.mismatch(); why != "" {
		return nil, wrong(key, strings.TrimPrefix(key+": "+why, ": "))
	}
	for _, list := range []struct {
		key   string
		names []string
		to    *[][]byte
	}{{"greeting_files", g.GreetingFiles, &g.greetingBytes}, {"state_files", g.StateFiles, &g.stateBytes}} {
		for _, name := range list.names {
			content, err := readBounded(folder, path.Clean(filepath.ToSlash(name)), maxFile)
			if err != nil {
				return nil, wrong(list.key, fmt.Sprintf("%s: %q cannot be read: name a file that lies beside the game file, of at most 1 MiB", list.key, name))
			}
			*list.to = append(*list.to, content)
		}
	}
	return g, nil
}

// readBounded reads a file of a folder that has so many bytes at most.
func readBounded(folder fs.FS, name string, most int64) ([]byte, error) {
	info, err := fs.Stat(folder, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > most {
		return nil, &FileError{File: name, What: tooLarge}
	}
	return fs.ReadFile(folder, name)
}

func syntaxError(err error, file string) error {
	var decode *toml.DecodeError
	if !errors.As(err, &decode) {
		return &FileError{File: file, What: "not TOML: " + err.Error()}
	}
	line, _ := decode.Position()
	what := "not TOML: " + strings.TrimPrefix(decode.Error(), "toml: ")
	if strings.HasSuffix(what, "at start of value") {
		what += `; a text stands in quotes, as in "hello"`
	}
	return &FileError{File: file, Line: line, What: what}
}

// Save writes a game to a file, all of it or nothing: what was there stays whole until then.
func (g *Game) Save(file string) error {
	return atomic.WriteFile(file, bytes.NewReader(g.TOML()))
}

// TOML is the game as a game file says it: only what differs from the defaults.
func (g *Game) TOML() []byte {
	var b bytes.Buffer
	line := func(key string, v any) {
		value, err := toml.Marshal(map[string]any{key: v})
		if err != nil {
			panic(err) // strings, numbers and truths can always be written
		}
		b.Write(value)
	}
	texts := func(key string, list []string) {
		switch len(list) {
		case 0:
		case 1:
			line(key, list[0])
		default:
			line(key, list)
		}
	}
	text := func(key, s string) {
		if s != "" {
			line(key, s)
		}
	}
	number := func(key string, n, otherwise int) {
		if n != otherwise {
			line(key, n)
		}
	}
	line("name", g.Name)
	text("about", g.About)
	text("rule", g.Rule)
	line("players", g.Players)
	number("room", g.Room, 0)
	text("reply", g.Reply)
	texts("greeting", g.Greeting)
	texts("greeting_files", g.GreetingFiles)
	texts("state", g.State)
	texts("state_files", g.StateFiles)
	if g.NameFirst {
		line("name_first", true)
	}
	text("name_reply", g.NameReply)
	text("prefix", g.Prefix)
	if g.NameFrame {
		line("name_frame", true)
	}
	text("announce_join", g.AnnounceJoin)
	text("announce_leave", g.AnnounceLeave)
	number("buffer", g.Buffer, DefaultBuffer)
	number("largest", g.Largest, DefaultLargest)
	b.WriteString("\n[framing]\n")
	line("in", g.In.String())
	if g.Out != g.In {
		line("out", g.Out.String())
	}
	return b.Bytes()
}
