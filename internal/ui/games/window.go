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
	window  fyne.Window
	library *library.Library
	items   []library.Item // as listed
	list    *widget.List
	form    *form
	note    *widget.Label // above the form
	banner  *kit.Banner
	toast   *kit.Toast
	item    library.Item // in the form; with unsaved changes, it has neither Game nor Err if its file is gone
	saved   *game.Game   // the form's game without the unsaved changes; nil if it cannot be changed

	createButton, duplicateButton, deleteButton, importButton, exportButton *widget.Button
	saveButton                                                              *kit.Button

	onChanged func()
}

// New makes the window. It is hidden until Show.
func New(p Params) *Window {
	w := &Window{window: p.App.NewWindow(lang.L("Games")), library: p.Library, note: widget.NewLabel(""), banner: kit.NewBanner(), toast: kit.NewToast(p.Dispatch), onChanged: p.OnChanged}
	w.form = newForm(p.Library.Folder(), func(valid bool) { kit.SetEnabled(w.saveButton, valid && w.saved != nil) })
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
	w.banner.OnDismissed = func() {}
	w.createButton = widget.NewButton(lang.L("New"), func() { w.add(newGame()) })
	w.duplicateButton = widget.NewButton(lang.L("Duplicate"), w.duplicateGame)
	w.saveButton = kit.NewButton(lang.L("Save changes"), w.saveGame)
	w.saveButton.Importance = widget.HighImportance
	w.deleteButton = widget.NewButton(lang.L("Delete"), w.deleteGame)
	w.importButton = widget.NewButton(lang.L("Open a file…"), w.chooseFile)
	w.exportButton = widget.NewButton(lang.L("Save a copy to send…"), w.chooseExportFile)

	left := container.NewBorder(nil, kit.Stack(kit.Unit/2, container.NewGridWithColumns(2, w.createButton, w.duplicateButton), w.importButton), nil, nil, w.list)
	w.note.Wrapping = fyne.TextWrapWord
	right := container.NewBorder(container.NewVBox(w.note, w.form.problem), container.NewHBox(w.saveButton, w.deleteButton, w.exportButton), nil, nil, w.form.scroll)
	split := container.NewHSplit(kit.NewPanel(kit.ColorSurface, kit.Inset(1, 1, left)), kit.NewPanel(kit.ColorSurface, kit.Inset(0.5, 1, right)))
	split.SetOffset(0.34)
	w.window.SetContent(container.NewStack(kit.Inset(1, 1, w.banner.Above(split)), w.toast.Layer))
	w.window.Resize(fyne.NewSize(720, 520))
	w.window.SetCloseIntercept(w.window.Hide)
	kit.CloseOnEscape(w.window)
	w.window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) { w.Import(files) })
	return w
}

// Show brings the window to the front with the named game in the form, unless the form has unsaved changes.
func (w *Window) Show(name string) {
	if w.isEdited() {
		w.library.Reload()
		w.Refresh()
		w.onChanged()
	} else {
		w.reload(hasName(name))
	}
	w.window.Show()
	w.window.RequestFocus()
}

// Hide hides the window.
func (w *Window) Hide() { w.window.Hide() }

// showError shows a sentence in the banner until a game is opened.
func (w *Window) showError(sentence string) {
	w.banner.Show(kit.Notice{Sentence: sentence, Trouble: true})
}

// hasPath, hasName and first say which item reload opens.
func hasPath(path string) func(library.Item) bool {
	return func(it library.Item) bool { return it.Path == path }
}

func hasName(name string) func(library.Item) bool {
	return func(it library.Item) bool { return it.Name == name }
}

func first(library.Item) bool { return false }

// reload reads the library anew and opens the last item that is wanted, or else the first one.
func (w *Window) reload(isWanted func(library.Item) bool) {
	w.library.Reload()
	w.items = w.library.Items()
	w.list.Refresh()
	at := 0
	for i, it := range w.items {
		if isWanted(it) {
			at = i // the person's own games come last and win over a built-in one of the same name
		}
	}
	w.list.UnselectAll()
	w.list.Select(at)
	w.onChanged()
}

// Refresh shows the library after files changed on disk. It keeps unsaved changes, even of a file that is gone.
func (w *Window) Refresh() {
	items := w.library.Items()
	if w.form.game == nil || slices.Equal(items, w.items) {
		return
	}
	w.items = items
	w.list.Refresh()
	if w.isEdited() {
		w.findItem()
		w.form.validate() // the files that it names may have changed, too
		return
	}
	w.list.UnselectAll()
	w.list.Select(max(w.index(w.item), 0))
}

// open shows an item in the form, clears the banner, and offers to restore the unsaved changes of the item before.
func (w *Window) open(i int) {
	if i >= len(w.items) {
		return
	}
	w.offerUnsaved()
	w.item, w.saved = w.items[i], nil
	w.banner.Clear()
	if w.item.Path != "" {
		w.saved = w.item.Game
	}
	w.describeItem()
	if w.item.Game == nil {
		w.showError(lang.L("This file is not a valid game: {{.Why}}", map[string]any{"Why": w.item.Err.Error()}))
		w.form.fill(newGame(), true)
		return
	}
	edited := *w.item.Game
	w.form.fill(&edited, w.saved == nil)
}

// describeItem shows where the form's item is kept, and enables the buttons for what can be done with it.
func (w *Window) describeItem() {
	it, in := w.item, map[string]any{"Path": w.item.Path}
	kit.SetEnabled(w.deleteButton, it.Path != "" && !w.isGone())
	kit.SetEnabled(w.exportButton, it.Game != nil || w.saved != nil)
	kit.SetEnabled(w.duplicateButton, it.Game != nil)
	switch {
	case w.isGone():
		w.note.SetText(lang.L("The file {{.Path}} was deleted. Saving the changes creates it again.", in))
	case it.Game == nil && w.saved != nil:
		w.note.SetText(lang.L("The file {{.Path}} is not a valid game any more. Saving the changes replaces it.", in))
	case it.Game == nil:
		w.note.SetText(it.Path)
	case it.Path == "":
		w.note.SetText(lang.L("This game is built in. Duplicate it to make it your own."))
	default:
		w.note.SetText(lang.L("Your game, in {{.Path}}", in))
	}
}
