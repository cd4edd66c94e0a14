package games

import (
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"porchlight/internal/game/gamefile"
)

// chooseFile asks for a game file and imports it.
func (w *Window) chooseFile() {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if err == nil && f != nil {
			_ = f.Close() // Import reads it by its path
			w.Import([]fyne.URI{f.URI()})
		}
	}, w.window)
	d.SetFilter(storage.NewExtensionFileFilter([]string{gamefile.Ext}))
	d.Show()
}

// Import copies game files into the library and opens the last of them. The banner says which files were not added,
// and why, until it is dismissed or they are added.
func (w *Window) Import(files []fyne.URI) {
	for _, f := range files {
		path, err := w.library.Import(f.Path())
		if err != nil {
			w.troubles.report(importFailed, f.Path(), importError(filepath.Base(f.Path()), err))
			continue
		}
		w.troubles.resolve(importFailed, f.Path())
		w.library.Reload()
		if g, err := gamefile.Load(path); err == nil {
			w.reload(g.Name)
			w.toast.Show(lang.L("Added {{.Name}}.", map[string]any{"Name": g.Name}), nil)
		}
	}
}

// importError returns the sentence for a file that was not imported.
func importError(file string, err error) string {
	why := lang.L("it cannot be read")
	if invalid, ok := errors.AsType[*gamefile.Error](err); ok {
		why = invalid.Error()
	}
	return lang.L("{{.File}} was not added: {{.Why}}", map[string]any{"File": file, "Why": why})
}

// chooseExportFile asks for a file and writes the form's game to it.
func (w *Window) chooseExportFile() {
	g := w.form.game
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		if err != nil || f == nil {
			return
		}
		_, err = f.Write(gamefile.Encode(g))
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
		if err != nil {
			w.troubles.report(exportFailed, "", lang.L("The copy could not be saved there. Try another folder."))
			return
		}
		w.troubles.resolve(exportFailed, "")
		w.toast.Show(lang.L("Saved to {{.Name}}", map[string]any{"Name": f.URI().Name()}), nil)
	}, w.window)
	d.SetFileName(strings.ToLower(strings.Join(strings.Fields(g.Name), "-")) + gamefile.Ext)
	d.Show()
}
