package games

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/game"
	"porchlight/internal/game/library"
	"porchlight/internal/ui/kit"
)

// Params configure the window of games.
type Params struct {
	App       fyne.App
	Library   *library.Library
	Dispatch  func(func()) // runs a function on the UI goroutine
	OnChanged func()       // is called when the window has read the library anew
}

// Window lists the games of a library beside a form for the selected one. UI goroutine only.
type Window struct {
	window   fyne.Window
	library  *library.Library
	items    []library.Item // as listed
	list     *widget.List
	form     *form
	note     *widget.Label // above the form
	troubles *troubles
	toast    *kit.Toast
	selected int        // index of the item in the form; -1: none
	saved    *game.Game // the form's game when it was opened; nil if it cannot be changed

	create, duplicate, remove, importFile, export *widget.Button
	save                                          *kit.Button

	onChanged func()
}

// New makes the window. It is hidden until Show.
func New(p Params) *Window {
	w := &Window{window: p.App.NewWindow(lang.L("Games")), library: p.Library, note: widget.NewLabel(""), troubles: newTroubles(), toast: kit.NewToast(p.Dispatch), selected: -1, onChanged: p.OnChanged}
	w.form = newForm(p.Library.Folder(), func(valid bool) { kit.SetEnabled(w.save, valid && w.isEditable()) })
	w.list = widget.NewList(
		func() int { return len(w.items) },
		func() fyne.CanvasObject { return widget.NewLabel("") },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if l, ok := o.(*widget.Label); ok && i < len(w.items) {
				l.Truncation = fyne.TextTruncateEllipsis
				l.SetText(w.items[i].Name)
			}
		})
	w.list.OnSelected = w.open
	w.create = widget.NewButton(lang.L("New"), func() { w.add(newGame()) })
	w.duplicate = widget.NewButton(lang.L("Duplicate"), w.duplicateGame)
	w.save = kit.NewButton(lang.L("Save changes"), w.saveGame)
	w.save.Importance = widget.HighImportance
	w.remove = widget.NewButton(lang.L("Delete"), w.deleteGame)
	w.importFile = widget.NewButton(lang.L("Open a file…"), w.chooseFile)
	w.export = widget.NewButton(lang.L("Save a copy to send…"), w.chooseExportFile)

	left := container.NewBorder(nil, kit.Stack(kit.Unit/2, container.NewGridWithColumns(2, w.create, w.duplicate), w.importFile), nil, nil, w.list)
	w.note.Wrapping = fyne.TextWrapWord
	right := container.NewBorder(w.note, container.NewHBox(w.save, w.remove, w.export), nil, nil, w.form.scroll)
	split := container.NewHSplit(kit.NewPanel(kit.ColorSurface, kit.Inset(1, 1, left)), kit.NewPanel(kit.ColorSurface, kit.Inset(0.5, 1, right)))
	split.SetOffset(0.34)
	w.window.SetContent(container.NewStack(kit.Inset(1, 1, w.troubles.banner.Above(split)), w.toast.Layer))
	w.window.Resize(fyne.NewSize(720, 520))
	w.window.SetCloseIntercept(w.window.Hide)
	kit.CloseOnEscape(w.window)
	w.window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) { w.Import(files) })
	return w
}

// Show brings the window to the front with the named game in the form.
func (w *Window) Show(name string) {
	w.reload(name)
	w.window.Show()
	w.window.RequestFocus()
}

// Hide hides the window.
func (w *Window) Hide() { w.window.Hide() }

// reload reads the library anew and opens the named game, or else the first.
func (w *Window) reload(name string) {
	w.library.Reload()
	w.items = w.library.Items()
	w.list.Refresh()
	at := 0
	for i, it := range w.items {
		if it.Name == name {
			at = i // the person's own games come last and win over a built-in one of the same name
		}
	}
	w.list.UnselectAll()
	w.list.Select(at)
	w.onChanged()
}

// Refresh shows the library after files changed on disk. It keeps unsaved changes.
func (w *Window) Refresh() {
	items := w.library.Items()
	if w.selected < 0 || slices.Equal(items, w.items) {
		return
	}
	was := w.items[w.selected]
	edited := was.Game != nil && w.form.differs(was.Game)
	at := slices.IndexFunc(items, func(it library.Item) bool { return it.Path == was.Path && (it.Path != "" || it.Name == was.Name) })
	w.items = items
	w.list.Refresh()
	if edited && at >= 0 {
		w.selected = at
		w.list.OnSelected = nil // keeps the form
		defer func() { w.list.OnSelected = w.open }()
	}
	w.list.UnselectAll()
	w.list.Select(max(at, 0))
}

// isEditable reports whether the item in the form is a file of the person's own.
func (w *Window) isEditable() bool { return w.selected >= 0 && w.items[w.selected].Path != "" }

// open shows an item in the form.
func (w *Window) open(i int) {
	if i >= len(w.items) {
		return
	}
	w.offerUnsaved()
	w.selected, w.saved = i, nil
	it := w.items[i]
	w.troubles.resolve(fileInvalid, "")
	w.troubles.resolve(nameUsed, "")
	kit.SetEnabled(w.remove, it.Path != "")
	kit.SetEnabled(w.export, it.Game != nil)
	kit.SetEnabled(w.duplicate, it.Game != nil)
	if it.Game == nil {
		w.troubles.report(fileInvalid, "", lang.L("This file is no game yet: {{.Why}}", map[string]any{"Why": it.Err.Error()}))
		w.note.SetText(it.Path)
		w.form.fill(newGame(), true)
		w.save.Disable()
		return
	}
	w.note.SetText(lang.L("This game is built in. Duplicate it to make it your own."))
	if it.Path != "" {
		w.note.SetText(lang.L("Your game, in {{.Path}}", map[string]any{"Path": it.Path}))
	}
	edited := *it.Game
	w.form.fill(&edited, it.Path == "")
	if it.Path == "" {
		w.save.Disable()
	} else {
		w.saved = it.Game
	}
}
