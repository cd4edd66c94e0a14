package games

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/game"
	"porchlight/internal/game/library"
	"porchlight/internal/ui/kit"
)

// newGame returns the game that the button New adds.
func newGame() *game.Game {
	g := game.Echo()
	g.Name = lang.L("My game")
	return g
}

// add saves a game in a new file, under an unused name, and opens it.
func (w *Window) add(g *game.Game) {
	g.Name = w.library.UnusedName(g.Name)
	path, err := w.library.Put(g, "")
	if err != nil {
		w.showSaveError()
		return
	}
	w.reload(hasPath(path))
}

// duplicateGame adds a copy of the selected game, as it is on disk.
func (w *Window) duplicateGame() {
	g := *w.item.Game
	w.add(&g)
}

// saveGame writes the form's game to its file, unless another game has its name.
func (w *Window) saveGame() {
	g := *w.form.game
	g.Name = strings.TrimSpace(g.Name) // as a game file is read
	if w.isNameTaken(g.Name) {
		w.showError(lang.L("There is a game called {{.Name}} already. Choose another name.", map[string]any{"Name": g.Name}))
		return
	}
	path, err := w.library.Put(&g, w.item.Path)
	if err != nil {
		w.showSaveError()
		return
	}
	w.toast.Show(lang.L("Saved."), nil)
	w.saved = nil
	w.reload(hasPath(path))
}

// isNameTaken reports whether the form's game cannot be saved under a name since another item has it. The name that the
// game has on disk is not taken, even if two files have it.
func (w *Window) isNameTaken(name string) bool {
	if !w.isGone() && strings.EqualFold(name, w.saved.Name) {
		return false
	}
	return slices.ContainsFunc(w.items, func(it library.Item) bool { return it.Path != w.item.Path && strings.EqualFold(it.Name, name) })
}

func (w *Window) showSaveError() {
	w.showError(lang.L("The game could not be saved in {{.Folder}}. Make room on the disk, or let Porchlight write there.", map[string]any{"Folder": w.library.Folder()}))
}

// deleteGame deletes the selected game's file and offers to undo that.
func (w *Window) deleteGame() {
	it := w.item
	undo, err := w.library.Remove(it.Path)
	if err != nil {
		w.showError(lang.L("The file could not be deleted: {{.Path}}", map[string]any{"Path": it.Path}))
		return
	}
	w.saved = nil
	w.reload(first)
	w.toast.Show(lang.L("Deleted {{.Name}}.", map[string]any{"Name": it.Name}), &kit.Action{Label: lang.L("Undo"), Do: func() {
		path, err := undo()
		w.reload(hasPath(path))
		if err != nil {
			w.showSaveError()
		}
	}})
}
