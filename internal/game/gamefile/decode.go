package gamefile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"porchlight/internal/game"
	"porchlight/internal/tomlkeys"
)

// maxKeys is the limit of keys in a file that is decoded. No game has as many.
const maxKeys = 100

// decode returns the game that a file's content describes. The files that it names are read from
// folder. The error is an [*Error].
func decode(data []byte, file string, folder fs.FS) (*game.Game, error) {
	if len(data) > maxGameFile {
		return nil, &Error{File: file, What: tooLarge}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // editors on Windows write a byte order mark
	if end := tomlkeys.Find(data, maxKeys); end >= 0 {
		return nil, tooManyKeys(data, end, file)
	}
	values := map[string]any{}
	if err := toml.Unmarshal(data, &values); err != nil {
		return nil, syntaxError(err, data, file)
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
	escapes := byteEscapes(data)
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
		if hexKey := k.name + "_hex"; isKey(hexKey) { // a text that is sent
			if err := checkBytes(v, escapes[k.name], hexKey); err != nil {
				return nil, wrong(k.name, k.name+": "+err.Error())
			}
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
	if key, err := named.readAll(g); err != nil {
		return nil, wrong(key, key+": "+err.Error())
	}
	g.Files = named.byName
	return g, nil
}

// tooManyKeys returns the error for a file with more than maxKeys keys, of which the first beyond has the given
// offset: the first key that does not exist, if there is one outside lists.
func tooManyKeys(data []byte, offset int, file string) error {
	lines := keyLines(data)
	names := slices.SortedFunc(maps.Keys(lines), byLine(lines))
	if i := slices.IndexFunc(names, func(name string) bool { return !isKey(name) }); i >= 0 {
		unknown := names[i]
		// Of a table that does not exist, the first key is reported, as in a file with fewer keys.
		if i = slices.IndexFunc(names, func(name string) bool { return strings.HasPrefix(name, unknown+".") }); i >= 0 {
			unknown = names[i]
		}
		return &Error{file, lines[unknown], unknown, unknownKey(unknown)}
	}
	line := 1 + bytes.Count(data[:offset], []byte{'\n'})
	return &Error{File: file, Line: line, What: fmt.Sprintf("has more than %d keys: a game file has each of the %d that there are once at most", maxKeys, len(KeyNames()))}
}

// syntaxError converts an error of the TOML library about data.
func syntaxError(err error, data []byte, file string) error {
	var decodeError *toml.DecodeError
	if !errors.As(err, &decodeError) {
		return &Error{File: file, What: "not TOML: " + err.Error()}
	}
	line, _ := decodeError.Position()
	what := "not TOML: " + strings.TrimPrefix(decodeError.Error(), "toml: ")
	switch {
	case strings.HasSuffix(what, "at start of value"):
		what += `; a text stands in quotes, as in "hello"`
	case strings.Contains(what, "escape"):
		what += escapeHint(bytes.Split(data, []byte{'\n'}), line)
	}
	return &Error{File: file, Line: line, What: what}
}

// escapeHint returns the correction of an invalid escape in double quotes. The escapes of a framing are not TOML's.
func escapeHint(lines [][]byte, line int) string {
	if line > 0 && line <= len(lines) && bytes.Contains(lines[line-1], []byte("end:")) {
		return `; put it in single quotes, as in 'end:\0'`
	}
	return `; in double quotes a backslash is \\ and the byte zero is \x00, and in single quotes a backslash is itself`
}
