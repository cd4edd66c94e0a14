package ui

import (
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
	"porchlight/internal/game/library"
)

// games is the window in which games are made, edited, brought in and sent on. The built-in ones can
// be looked at and duplicated. UI goroutine only.
type games struct {
	window  fyne.Window
	library *library.Library
	items   []library.Item
	list    *widget.List
	form    *gameForm
	note    *widget.Label // over the form
	banner  *kit.Banner
	toast   *kit.Toast
	at      int        // index of the item in the form; -1: none
	saved   *game.Game // as the form's game was when it was opened; nil where it cannot be changed

	make, duplicate, remove, bring, send *widget.Button
	save                                 *kit.Button

	onChanged func() // games came, went or changed
}

func newGames(app fyne.App, lib *library.Library, dispatch func(func()), onChanged func()) *games {
	g := &games{window: app.NewWindow(lang.L("Games")), library: lib, note: widget.NewLabel(""), banner: kit.NewBanner(), toast: kit.NewToast(dispatch), at: -1, onChanged: onChanged}
	g.form = newGameForm(lib.Folder(), func(ok bool) { kit.SetEnabled(g.save, ok && g.own()) })
	g.list = widget.NewList(
		func() int { return len(g.items) },
		func() fyne.CanvasObject { return widget.NewLabel("") },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if l, ok := o.(*widget.Label); ok && i < len(g.items) {
				l.Truncation = fyne.TextTruncateEllipsis
				l.SetText(g.items[i].Name)
			}
		})
	g.list.OnSelected = g.open
	g.banner.OnDismissed = func() {}
	g.make = widget.NewButton(lang.L("New"), func() { g.add(newGame()) })
	g.duplicate = widget.NewButton(lang.L("Duplicate"), g.copy)
	g.save = kit.NewButton(lang.L("Save changes"), g.keep)
	g.save.Importance = widget.HighImportance
	g.remove = widget.NewButton(lang.L("Delete"), g.delete)
	g.bring = widget.NewButton(lang.L("Open a file…"), g.askForFile)
	g.send = widget.NewButton(lang.L("Save a copy to send…"), g.askWhereTo)

	left := container.NewBorder(nil, kit.Stack(kit.Unit/2, container.NewGridWithColumns(2, g.make, g.duplicate), g.bring), nil, nil, g.list)
	g.note.Wrapping = fyne.TextWrapWord
	right := container.NewBorder(g.note, container.NewHBox(g.save, g.remove, g.send), nil, nil, g.form.box)
	split := container.NewHSplit(kit.NewPanel(kit.ColorSurface, kit.Inset(1, 1, left)), kit.NewPanel(kit.ColorSurface, kit.Inset(0.5, 1, right)))
	split.SetOffset(0.34)
	g.window.SetContent(container.NewStack(kit.Inset(1, 1, g.banner.Above(split)), g.toast.Layer))
	g.window.Resize(fyne.NewSize(720, 520))
	g.window.SetCloseIntercept(g.window.Hide)
	kit.CloseOnEscape(g.window)
	g.window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) { g.take(files) })
	return g
}

// newGame is what New begins with.
func newGame() *game.Game {
	g := game.Echo()
	g.Name = lang.L("My game")
	return g
}

// show brings the window up with a game in the form.
func (g *games) show(name string) {
	g.reload(name)
	g.window.Show()
	g.window.RequestFocus()
}

// reload shows the library as it is now, and the game with the name.
func (g *games) reload(name string) {
	g.library.Reload()
	g.items = g.library.Items()
	g.list.Refresh()
	at := 0
	for i, it := range g.items {
		if it.Name == name {
			at = i // the person's own come last, before a built-in one of the same name
		}
	}
	g.list.UnselectAll()
	g.list.Select(at)
	g.onChanged()
}

// renew shows the library after files changed on the disk. What was typed and not saved stays.
func (g *games) renew() {
	items := g.library.Items()
	if g.at < 0 || slices.Equal(items, g.items) {
		return
	}
	was := g.items[g.at]
	edited := was.Game != nil && g.form.differs(was.Game)
	at := slices.IndexFunc(items, func(it library.Item) bool { return it.Path == was.Path && (it.Path != "" || it.Name == was.Name) })
	g.items = items
	g.list.Refresh()
	if edited && at >= 0 {
		g.at = at
		g.list.OnSelected = nil // the form stays
		defer func() { g.list.OnSelected = g.open }()
	}
	g.list.UnselectAll()
	g.list.Select(max(at, 0))
}

func (g *games) own() bool { return g.at >= 0 && g.items[g.at].Path != "" }

// open shows an item in the form.
func (g *games) open(i int) {
	if i >= len(g.items) {
		return
	}
	g.offerBack()
	g.at, g.saved = i, nil
	it := g.items[i]
	g.banner.ClearAll()
	kit.SetEnabled(g.remove, it.Path != "")
	kit.SetEnabled(g.send, it.Game != nil)
	kit.SetEnabled(g.duplicate, it.Game != nil)
	if it.Game == nil {
		g.banner.ShowTrouble("broken", lang.L("This file is no game yet: {{.Why}}", map[string]any{"Why": it.Err.Error()}), nil)
		g.note.SetText(it.Path)
		g.form.fill(newGame(), true)
		g.save.Disable()
		return
	}
	g.note.SetText(lang.L("This game is built in. Duplicate it to make it your own."))
	if it.Path != "" {
		g.note.SetText(lang.L("Your game, in {{.Path}}", map[string]any{"Path": it.Path}))
	}
	edited := *it.Game
	g.form.fill(&edited, it.Path == "")
	if it.Path == "" {
		g.save.Disable()
	} else {
		g.saved = it.Game
	}
}

// offerBack offers the changes back that were made to a game and not saved, when another is opened.
func (g *games) offerBack() {
	if g.saved == nil || !g.form.differs(g.saved) {
		return
	}
	name, edited := g.saved.Name, g.form.game
	g.toast.Show(lang.L("Changes to {{.Name}} were not saved.", map[string]any{"Name": name}), &kit.Action{Label: lang.L("Go back to them"), Do: func() {
		g.reload(name)
		if g.saved != nil && g.saved.Name == name {
			g.form.fill(edited, false)
		}
	}})
}

// add keeps a game as a new one of the person's.
func (g *games) add(made *game.Game) {
	made.Name = g.free(made.Name)
	if _, err := g.library.Put(made, ""); err != nil {
		g.sayNotKept()
		return
	}
	g.reload(made.Name)
}

// free is a name that no game has.
func (g *games) free(name string) string {
	if !g.taken(name) {
		return name
	}
	base := name
	if i := strings.LastIndexByte(name, ' '); i > 0 {
		if _, err := strconv.Atoi(name[i+1:]); err == nil {
			base = name[:i] // of a copy: “Echo 2” becomes “Echo 3”
		}
	}
	for n := 2; ; n++ {
		if name := base + " " + strconv.Itoa(n); !g.taken(name) {
			return name
		}
	}
}

func (g *games) taken(name string) bool {
	return slices.ContainsFunc(g.items, func(it library.Item) bool { return strings.EqualFold(it.Name, name) })
}

func (g *games) copy() {
	made := *g.items[g.at].Game
	g.add(&made)
}

func (g *games) keep() {
	it, name := g.items[g.at], g.form.game.Name
	if !strings.EqualFold(name, it.Name) && g.taken(name) {
		g.banner.ShowTrouble("name", lang.L("There is a game called {{.Name}} already. Choose another name.", map[string]any{"Name": name}), nil)
		return
	}
	if _, err := g.library.Put(g.form.game, it.Path); err != nil {
		g.sayNotKept()
		return
	}
	g.toast.Show(lang.L("Saved."), nil)
	g.saved = nil
	g.reload(g.form.game.Name)
}

func (g *games) sayNotKept() {
	g.banner.ShowTrouble("keep", lang.L("The game could not be saved in {{.Folder}}. Make room on the disk, or let Porchlight write there.", map[string]any{"Folder": g.library.Folder()}), nil)
}

func (g *games) delete() {
	it := g.items[g.at]
	undo, err := g.library.Remove(it.Path)
	if err != nil {
		g.banner.ShowTrouble("delete", lang.L("The file could not be deleted: {{.Path}}", map[string]any{"Path": it.Path}), nil)
		return
	}
	g.saved = nil
	g.reload("")
	g.toast.Show(lang.L("Deleted {{.Name}}.", map[string]any{"Name": it.Name}), &kit.Action{Label: lang.L("Undo"), Do: func() {
		err := undo()
		if g.reload(it.Name); err != nil {
			g.sayNotKept()
		}
	}})
}

func (g *games) askForFile() {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if err == nil && f != nil {
			_ = f.Close() // it is read by its path
			g.take([]fyne.URI{f.URI()})
		}
	}, g.window)
	d.SetFilter(storage.NewExtensionFileFilter([]string{gamefile.Ext}))
	d.Show()
}

// take brings in game files from elsewhere.
func (g *games) take(files []fyne.URI) {
	var troubles []string
	for _, f := range files {
		path, err := g.library.Import(f.Path())
		if err != nil {
			troubles = append(troubles, noGame(filepath.Base(f.Path()), err))
			continue
		}
		g.library.Reload()
		if taken, err := gamefile.Load(path); err == nil {
			g.reload(taken.Name)
			g.toast.Show(lang.L("Added {{.Name}}.", map[string]any{"Name": taken.Name}), nil)
		}
	}
	if len(troubles) > 0 { // after the good ones, whose showing hides the banner
		g.banner.ShowTrouble("import", strings.Join(troubles, "\n"), nil)
	}
}

// noGame says why a file was not added.
func noGame(file string, err error) string {
	why := lang.L("it cannot be read")
	if wrong, ok := errors.AsType[*gamefile.Error](err); ok {
		why = wrong.Error()
	}
	return lang.L("{{.File}} was not added: {{.Why}}", map[string]any{"File": file, "Why": why})
}

func (g *games) askWhereTo() {
	made := g.form.game
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		if err != nil || f == nil {
			return
		}
		_, err = f.Write(gamefile.Encode(made))
		if closed := f.Close(); err == nil {
			err = closed
		}
		if err != nil {
			g.banner.ShowTrouble("send", lang.L("The copy could not be saved there. Try another folder."), nil)
			return
		}
		g.toast.Show(lang.L("Saved to {{.Name}}", map[string]any{"Name": f.URI().Name()}), nil)
	}, g.window)
	d.SetFileName(strings.ToLower(strings.Join(strings.Fields(made.Name), "-")) + gamefile.Ext)
	d.Show()
}
