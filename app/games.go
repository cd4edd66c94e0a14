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

// openLibrary opens the library of the built-in games and the person's own, which are beside the settings.
func openLibrary() (*library.Library, error) {
	return library.New(assets.Games(), filepath.Join(configFolder(), "games"))
}

// find returns the game of --game. The error is for the person.
func find(l *library.Library, nameOrFile string) (*game.Game, error) {
	g, err := l.Find(nameOrFile)
	if _, broken := errors.AsType[*gamefile.Error](err); err != nil && !broken {
		err = fmt.Errorf("%w; --list-games says what each is for", err)
	}
	return g, err
}

// listGames prints all games with their descriptions, and the person's own with their files.
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
