package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2/lang"
)

// tellOfCrash tells once of a report of how the program ended.
func (w *Window) tellOfCrash() {
	name := filepath.Base(w.Crashed)
	if w.Crashed == "" || name == w.settings.String(keyCrash) {
		return
	}
	w.settings.SetString(keyCrash, name)
	w.banner.ShowNotice(aboutCrash,
		lang.L("Porchlight ended unexpectedly last time. A report is in {{.Path}}", map[string]any{"Path": w.Crashed}), nil)
}
