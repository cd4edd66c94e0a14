package ui

import (
	"slices"

	"porchlight/internal/game"
	"porchlight/internal/game/library"
	"porchlight/internal/session"
	"porchlight/internal/ui/games"
	"porchlight/internal/ui/kit"
)

// RememberedGame returns the game of the preferences, or the first one of the library if there is none by that name.
func RememberedGame(lib *library.Library, p session.Preferences) *game.Game {
	if g, err := lib.Find(session.RememberedGame(p)); err == nil {
		return g
	}
	return lib.Items()[0].Game
}

// updateGames shows the current games of the library, and replaces the chosen one by its current version, since it
// may have been edited. While hosting, the chosen one stays.
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

// renderGame shows the names of the games and the chosen game.
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
		names = append(names, g.Name) // a file of the command line, or a deleted game
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

// openGames shows the window that edits games.
func (w *Window) openGames() *games.Window {
	if w.games == nil {
		w.games = games.New(games.Params{App: w.App, Library: w.Library, Dispatch: w.Dispatch, OnChanged: w.updateGames})
	}
	w.games.Show(w.session.Snapshot().Plan.Game.Name)
	return w.games
}
