package games

import (
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
	"porchlight/internal/game/library"
)

// chooseFile asks for a game file and imports it.
func (w *Window) chooseFile() {
	d := dialog.NewFileOpen(w.importChosen, w.window)
	d.SetFilter(storage.NewExtensionFileFilter([]string{gamefile.Ext}))
	d.Show()
}

// importChosen imports the file that the dialog has opened; nil if the person has chosen none.
func (w *Window) importChosen(f fyne.URIReadCloser, err error) {
	switch {
	case err != nil:
		w.troubles.report(openFailed, "", lang.L("The file could not be opened. Try a copy of it in another folder."))
	case f != nil:
		w.troubles.resolve(openFailed, "")
		_ = f.Close() // Import reads it by its path
		w.Import([]fyne.URI{f.URI()})
	}
}

// Import copies game files into the library, under unused names, and opens the last of them. The banner says which files
// were not added, and why, until it is dismissed or they are added.
func (w *Window) Import(files []fyne.URI) {
	last := ""
	for _, f := range files {
		path, err := w.library.Import(f.Path())
		if err != nil {
			w.troubles.report(importFailed, f.Path(), importProblem(filepath.Base(f.Path()), err))
			continue
		}
		w.troubles.resolve(importFailed, f.Path())
		last = path
		w.library.Reload() // the next name depends on it
	}
	if g, err := gamefile.Load(last); last != "" && err == nil {
		w.toast.Show(lang.L("Added {{.Name}}.", map[string]any{"Name": g.Name}), nil)
		w.reload(hasPath(last)) // its offer of unsaved changes takes the toast's place
	}
}

// importProblem returns the sentence about a file that was not imported.
func importProblem(file string, err error) string {
	why := lang.L("it cannot be read")
	if invalid, ok := errors.AsType[*gamefile.Error](err); ok {
		why = invalid.Error()
	}
	return lang.L("{{.File}} was not added: {{.Why}}", map[string]any{"File": file, "Why": why})
}

// chooseExportFile asks for a file and writes the form's game to it. It refuses a game that cannot be imported.
func (w *Window) chooseExportFile() {
	g := *w.form.game
	switch {
	case len(g.FileNames()) > 0:
		w.troubles.report(exportRefused, "", lang.L("A copy would be without the files that this game names. Send them together with the game's own file, all from {{.Folder}}", map[string]any{"Folder": w.library.Folder()}))
		return
	case !w.form.valid:
		w.troubles.report(exportRefused, "", lang.L("A game with a mistake cannot be opened by others. Correct what the form shows in red first."))
		return
	}
	w.troubles.resolve(exportRefused, "")
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) { w.export(&g, f, err) }, w.window)
	d.SetFileName(library.FileName(g.Name))
	d.Show()
}

// export writes a game to the file that the dialog has created; nil if the person has chosen none.
func (w *Window) export(g *game.Game, f fyne.URIWriteCloser, err error) {
	if err == nil && f == nil {
		return
	}
	if err == nil {
		_, err = f.Write(gamefile.Encode(g))
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}
	if err != nil {
		w.troubles.report(exportFailed, "", lang.L("The copy could not be saved there. Try another folder."))
		return
	}
	w.troubles.resolve(exportFailed, "")
	w.toast.Show(lang.L("Saved to {{.Name}}", map[string]any{"Name": f.URI().Name()}), nil)
}
