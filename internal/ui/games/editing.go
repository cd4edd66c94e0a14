package games

import (
	"slices"
	"strconv"
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

// offerUnsaved offers to restore the unsaved changes of the form's game before another game is opened.
func (w *Window) offerUnsaved() {
	if w.saved == nil || !w.form.differs(w.saved) {
		return
	}
	name, edited := w.saved.Name, w.form.game
	w.toast.Show(lang.L("Changes to {{.Name}} were not saved.", map[string]any{"Name": name}), &kit.Action{Label: lang.L("Go back to them"), Do: func() {
		w.reload(name)
		if w.saved != nil && w.saved.Name == name {
			w.form.fill(edited, false)
		}
	}})
}

// add saves a game in a new file, under an unused name, and opens it.
func (w *Window) add(g *game.Game) {
	g.Name = w.unusedName(g.Name)
	if _, err := w.library.Put(g, ""); err != nil {
		w.reportSaveFailed()
		return
	}
	w.troubles.resolve(saveFailed, "")
	w.reload(g.Name)
}

// unusedName returns a name that no listed game has: the given one, or else that with a number.
func (w *Window) unusedName(name string) string {
	if !w.isUsed(name) {
		return name
	}
	base := name
	if i := strings.LastIndexByte(name, ' '); i > 0 {
		if _, err := strconv.Atoi(name[i+1:]); err == nil {
			base = name[:i] // a copy of “Echo 2” is “Echo 3”
		}
	}
	for n := 2; ; n++ {
		if name := base + " " + strconv.Itoa(n); !w.isUsed(name) {
			return name
		}
	}
}

// isUsed reports whether a listed game has the name, in any case of its letters.
func (w *Window) isUsed(name string) bool {
	return slices.ContainsFunc(w.items, func(it library.Item) bool { return strings.EqualFold(it.Name, name) })
}

// duplicateGame adds a copy of the selected game.
func (w *Window) duplicateGame() {
	g := *w.items[w.selected].Game
	w.add(&g)
}

// saveGame writes the form's game to its file, unless another game has its name.
func (w *Window) saveGame() {
	it, name := w.items[w.selected], w.form.game.Name
	if !strings.EqualFold(name, it.Name) && w.isUsed(name) {
		w.troubles.report(nameUsed, "", lang.L("There is a game called {{.Name}} already. Choose another name.", map[string]any{"Name": name}))
		return
	}
	w.troubles.resolve(nameUsed, "")
	if _, err := w.library.Put(w.form.game, it.Path); err != nil {
		w.reportSaveFailed()
		return
	}
	w.troubles.resolve(saveFailed, "")
	w.toast.Show(lang.L("Saved."), nil)
	w.saved = nil
	w.reload(w.form.game.Name)
}

// reportSaveFailed reports that a game could not be written to the library.
func (w *Window) reportSaveFailed() {
	w.troubles.report(saveFailed, "", lang.L("The game could not be saved in {{.Folder}}. Make room on the disk, or let Porchlight write there.", map[string]any{"Folder": w.library.Folder()}))
}

// deleteGame deletes the selected game's file and offers to undo that.
func (w *Window) deleteGame() {
	it := w.items[w.selected]
	undo, err := w.library.Remove(it.Path)
	if err != nil {
		w.troubles.report(deleteFailed, it.Path, lang.L("The file could not be deleted: {{.Path}}", map[string]any{"Path": it.Path}))
		return
	}
	w.troubles.resolve(deleteFailed, it.Path)
	w.saved = nil
	w.reload("")
	w.toast.Show(lang.L("Deleted {{.Name}}.", map[string]any{"Name": it.Name}), &kit.Action{Label: lang.L("Undo"), Do: func() {
		err := undo()
		if w.reload(it.Name); err != nil {
			w.reportSaveFailed()
		}
	}})
}
