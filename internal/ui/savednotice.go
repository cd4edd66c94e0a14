package ui

import (
	"fyne.io/fyne/v2/lang"

	"porchlight/internal/ui/kit"
)

func (w *Window) saved(name string, err error) {
	if err != nil {
		w.banner.ShowTrouble("save", lang.L("The messages could not be saved there. Try another folder, or make room on the disk."),
			&kit.Action{Label: lang.L("Save again…"), Do: w.messages.ChooseSave})
		return
	}
	w.banner.Clear("save")
	w.toast.Show(lang.L("Saved to {{.Name}}", map[string]any{"Name": name}), nil)
}
