package library

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
	"porchlight/internal/suggest"
)

// Find returns the game with the given name, ignoring case, or the game of the given file. The person's
// games precede built-in ones. An invalid game file is found by its file name, with or without
// extension. The error is for the person: it names the mistake and the correction.
func (l *Library) Find(nameOrFile string) (*game.Game, error) {
	items := l.Items()
	for _, item := range slices.Backward(items) { // the person's own are last
		if strings.EqualFold(item.Name, nameOrFile) {
			return item.Game, item.Err
		}
	}
	for _, item := range items {
		if item.Err != nil && strings.EqualFold(strings.TrimSuffix(item.Name, filepath.Ext(item.Name)), nameOrFile) {
			return nil, item.Err
		}
	}
	g, err := gamefile.Load(nameOrFile)
	if err == nil {
		return g, nil
	}
	if _, ok := errors.AsType[*gamefile.Error](err); ok {
		return nil, err
	}
	if strings.ContainsAny(nameOrFile, `/\`) || filepath.Ext(nameOrFile) == gamefile.Ext {
		return nil, fmt.Errorf("the game file %q cannot be read: %w", nameOrFile, withoutPath(err))
	}
	return nil, unknownGame(nameOrFile, items)
}

// maxListed is the limit of names in the error for an unknown one.
const maxListed = 100

// unknownGame returns the error for a name that no game has, with the nearest names.
func unknownGame(name string, items []Item) error {
	names := make([]string, 0, len(items))
	for _, item := range items {
		names = append(names, item.Name)
	}
	hint := ""
	if near := suggest.Nearest(name, names); len(near) > 0 {
		hint = fmt.Sprintf("did you mean %q? ", strings.Join(near, `" or "`))
	}
	if more := len(names) - maxListed; more > 0 {
		names = append(names[:maxListed], fmt.Sprintf("and %d more", more))
	}
	return fmt.Errorf("there is no game %q: %sthere are %s", name, hint, strings.Join(names, ", "))
}

// withoutPath returns the system's error without the path.
func withoutPath(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}
