package games

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/game"
	"porchlight/internal/game/library"
	"porchlight/internal/ui/kit"
)

// draft is a game with unsaved changes.
type draft struct {
	item  library.Item
	saved *game.Game
	edits edits
}

// isEdited reports whether the form has unsaved changes.
func (w *Window) isEdited() bool { return w.saved != nil && w.form.differs(w.saved) }

// offerUnsaved offers to restore the unsaved changes of the form's game before another game is opened.
func (w *Window) offerUnsaved() {
	if !w.isEdited() {
		return
	}
	d := draft{w.item, w.saved, w.form.edits()}
	w.toast.Show(lang.L("Changes to {{.Name}} were not saved.", map[string]any{"Name": d.saved.Name}), &kit.Action{Label: lang.L("Go back to them"), Do: func() { w.restore(d) }})
}

// restore shows a draft in the form. Its file may have changed since, or may be gone.
func (w *Window) restore(d draft) {
	w.offerUnsaved()
	w.library.Reload()
	w.items = w.library.Items()
	w.list.Refresh()
	w.banner.Clear()
	w.item, w.saved = d.item, d.saved
	w.findItem()
	w.form.restore(d.edits)
	w.onChanged()
}

// findItem finds the form's item among the listed ones after they have changed, and selects it. It keeps what the form
// shows.
func (w *Window) findItem() {
	w.list.OnSelected = nil
	defer func() { w.list.OnSelected = w.open }()
	w.list.UnselectAll()
	at := w.index(w.item)
	if at >= 0 {
		w.item = w.items[at]
		w.list.Select(at)
	} else {
		w.item.Game, w.item.Err = nil, nil
	}
	if w.item.Game != nil {
		w.saved = w.item.Game
	}
	w.describeItem()
}

// index returns the index of an item in the list after it has been read anew, or -1.
func (w *Window) index(of library.Item) int {
	return slices.IndexFunc(w.items, func(it library.Item) bool { return it.Path == of.Path && (it.Path != "" || it.Name == of.Name) })
}

// isGone reports whether the file of the form's item is no longer in the folder.
func (w *Window) isGone() bool { return w.item.Game == nil && w.item.Err == nil }
