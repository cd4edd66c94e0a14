package gamefile

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"porchlight/internal/game"
)

// decode returns the game that a file's content describes. The files that it names are read from
// folder. The error is an [*Error].
func decode(data []byte, file string, folder fs.FS) (*game.Game, error) {
	if len(data) > maxGameFile {
		return nil, &Error{File: file, What: tooLarge}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // editors on Windows write a byte order mark
	values := map[string]any{}
	if err := toml.Unmarshal(data, &values); err != nil {
		return nil, syntaxError(err, file)
	}
	lines := keyLines(data)
	wrong := func(key, what string) error { return &Error{file, lines[key], key, what} }

	g := game.Echo()
	g.Name, g.Rule = strings.TrimSuffix(file, filepath.Ext(file)), ""
	flat := flatten(values)
	for _, name := range slices.SortedFunc(maps.Keys(flat), byLine(lines)) {
		if !isKey(name) {
			return nil, wrong(name, unknownKey(name))
		}
	}
	for _, k := range keys() {
		v, given := flat[k.name]
		_, table := v.(map[string]any)
		switch {
		case !given, k.set == nil && table: // an empty [framing]
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
	if key, reason := conflict(g); reason != "" {
		return nil, wrong(key, strings.TrimPrefix(key+": "+reason, ": "))
	}
	named := namedFiles{folder: folder}
	for _, list := range []struct {
		key   string
		names []string
	}{{"greeting_files", g.GreetingFiles}, {"state_files", g.StateFiles}} {
		if err := named.read(list.names); err != nil {
			return nil, wrong(list.key, list.key+": "+err.Error())
		}
	}
	g.Files = named.byName
	return g, nil
}

// syntaxError converts an error of the TOML library.
func syntaxError(err error, file string) error {
	var decodeError *toml.DecodeError
	if !errors.As(err, &decodeError) {
		return &Error{File: file, What: "not TOML: " + err.Error()}
	}
	line, _ := decodeError.Position()
	what := "not TOML: " + strings.TrimPrefix(decodeError.Error(), "toml: ")
	if strings.HasSuffix(what, "at start of value") {
		what += `; a text stands in quotes, as in "hello"`
	}
	return &Error{File: file, Line: line, What: what}
}
