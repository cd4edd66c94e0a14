package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"porchlight/assets"
	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
	"porchlight/internal/game/library"
	"porchlight/internal/printable"
	"porchlight/internal/terminal"
	"porchlight/internal/upstream"
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

// chosenGame returns the game of --game, --run or --forward; nil where none is given. The error is for the person.
func chosenGame(o options, l *library.Library) (*game.Game, error) {
	switch {
	case o.game != "":
		g, err := find(l, o.game)
		if err == nil && o.restart && len(g.Server.Command) > 0 {
			changed := *g // the library's own stays as it is
			changed.Server.Restart = true
			g = &changed
		}
		return g, err
	case o.run != "":
		c, err := upstream.CommandFor(o.run)
		if err != nil {
			return nil, errors.New(terminal.ExplainServer(err))
		}
		g := ownServer(filepath.Base(o.run))
		g.Server.Command, g.Server.Folder, g.Server.Environment = c.Args, c.Folder, c.Env
		g.Server.Restart = o.restart
		return g, nil
	case o.forward != "":
		g := ownServer(o.forward)
		g.Server.Address = o.forward
		return g, nil
	}
	return nil, nil
}

// keeper returns the command with which this program keeps a server of the person's own.
func keeper() []string {
	self, err := os.Executable()
	if err != nil {
		self = os.Args[0]
	}
	return []string{self, upstream.KeeperCommand}
}

// ownServer returns a game with a server of the person's own, without a limit of players: the server has its own.
func ownServer(name string) *game.Game {
	g := game.Echo()
	g.Name, g.Rule, g.Players = name, game.RuleForward, 0
	return g
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
