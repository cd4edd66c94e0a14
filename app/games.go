package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"porchlight/assets"
	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
	"porchlight/internal/game/library"
	"porchlight/internal/printable"
)

// openLibrary reads the built-in games and the person's own, which lie in the system's folder for the
// settings of programs.
func openLibrary() (*library.Library, error) {
	return library.New(assets.Games(), filepath.Join(configFolder(), "games"))
}

// find finds what --game names. The error says what would be right.
func find(l *library.Library, nameOrFile string) (*game.Game, error) {
	g, err := l.Find(nameOrFile)
	if _, broken := errors.AsType[*gamefile.Error](err); err != nil && !broken {
		err = fmt.Errorf("%w; --list-games says what each is for", err)
	}
	return g, err
}

// listGames prints every game with what it is for, and the person's own with their files.
func listGames(l *library.Library) {
	width := 0
	for _, it := range l.Items() {
		width = max(width, len([]rune(it.Name)))
	}
	for _, it := range l.Items() {
		var about string
		switch {
		case it.Err != nil:
			about = "is no game yet: " + it.Err.Error()
		case it.Path != "":
			about = it.Game.About + " (" + it.Path + ")"
		default:
			about = it.Game.About
		}
		fmt.Printf("%s%s  %s\n", printable.Escape(it.Name), strings.Repeat(" ", width-len([]rune(it.Name))), printable.Escape(strings.TrimSpace(about)))
	}
}
