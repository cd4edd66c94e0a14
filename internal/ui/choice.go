package ui

import (
	"slices"

	"porchlight/internal/game"
	"porchlight/internal/game/library"
	"porchlight/internal/session"
	"porchlight/internal/ui/games"
	"porchlight/internal/ui/kit"
)

// GameOfLastTime returns the game that was chosen last time, or else the first.
func GameOfLastTime(lib *library.Library, p session.Preferences) *game.Game {
	if g, err := lib.Find(session.RememberedGame(p)); err == nil {
		return g
	}
	return lib.Items()[0].Game
}

// updateGames shows the games of the library as they are now. An edited version of the chosen game replaces it,
// unless the host is running.
func (w *Window) updateGames() {
	chosen := w.session.Snapshot().Plan.Game
	for _, it := range w.Library.Items() {
		if it.Game != nil && it.Name == chosen.Name {
			w.session.UpdateGame(it.Game)
		}
	}
	w.gameNames = nil
	w.render()
	if w.games != nil {
		w.games.Refresh()
	}
}

// renderGame shows the games, and the chosen one.
func (w *Window) renderGame(n *session.Snapshot) {
	h, g := w.header, n.Plan.Game
	if w.gameNames == nil {
		for _, it := range w.Library.Items() {
			if it.Game != nil {
				w.gameNames = append(w.gameNames, it.Name)
			}
		}
	}
	names := slices.Clip(w.gameNames)
	if !slices.Contains(names, g.Name) {
		names = append(names, g.Name) // a file of the command line, or one that was just deleted
	}
	if h.game.Selected != g.Name || !slices.Equal(h.game.Options, names) {
		h.game.Options, h.game.Selected = names, g.Name
		h.game.Refresh()
	}
	about := g.Name + "."
	if g.About != "" {
		about += " " + g.About
	}
	h.about.Set(about, kit.ColorDim)
}

func (w *Window) onGamePicked(name string) {
	n := w.session.Snapshot()
	if name == n.Plan.Game.Name || n.Phase != session.Off {
		return
	}
	if g, err := w.Library.Find(name); err == nil {
		w.session.SetGame(g)
	}
	w.render()
}

// openGames shows the window of games, with the chosen one in its form.
func (w *Window) openGames() *games.Window {
	if w.games == nil {
		w.games = games.New(games.Params{App: w.App, Library: w.Library, Dispatch: w.Dispatch, OnChanged: w.updateGames})
	}
	w.games.Show(w.session.Snapshot().Plan.Game.Name)
	return w.games
}
