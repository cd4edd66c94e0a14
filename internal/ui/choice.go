package ui

import (
	"porchlight/internal/game"
	"porchlight/internal/ui/kit"
)

// chooseGame shows the games and the one of the command line, or of last time, or else the first.
func (w *Window) chooseGame() {
	if w.Game == nil {
		w.Game, _ = w.Library.Find(w.settings.String(keyGame)) // one that is gone is not missed here
	}
	if w.Game == nil {
		w.Game = w.Library.Items()[0].Game
	}
	w.showGames()
}

// showGames shows the games there are now. The chosen one is taken anew, since it may have been
// edited; while hosting it stays as it is.
func (w *Window) showGames() {
	h := w.header
	var names []string
	found := false
	for _, it := range w.Library.Items() {
		if it.Game == nil {
			continue
		}
		names = append(names, it.Name)
		if it.Name == w.Game.Name {
			found = true
			if !w.on() && !w.busy && !w.given {
				w.Game = it.Game
			}
		}
	}
	if !found {
		names = append(names, w.Game.Name) // a file of the command line, or one that was just deleted
	}
	h.game.Options = names
	h.game.Selected = w.Game.Name
	h.game.Refresh()
	about := w.Game.Name + "."
	if w.Game.About != "" {
		about += " " + w.Game.About
	}
	h.about.Set(about, kit.ColorDim)
	w.renewInvite() // not every game's players can be told from a phone
	if w.games != nil {
		w.games.renew()
	}
}

func (w *Window) onGamePicked(name string) {
	if name == w.Game.Name || w.on() {
		return
	}
	g, err := w.Library.Find(name)
	if err != nil {
		w.showGames()
		return
	}
	w.useGame(g)
}

// useGame takes a game with its player limit, and keeps the choice for the next run.
func (w *Window) useGame(g *game.Game) {
	w.Game, w.given = g, false
	w.settings.SetString(keyGame, g.Name)
	w.header.players.SetText(kit.LimitText(g.Players))
	w.showGames()
	w.sayState()
}

// openGames brings up the window in which games are made.
func (w *Window) openGames() *games {
	if w.games == nil {
		w.games = newGames(w.App, w.Library, w.Dispatch, w.showGames)
	}
	w.games.show(w.Game.Name)
	return w.games
}
