package ui

import (
	"fmt"
	"io"
	"strings"
	"time"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/journal"
	"porchlight/internal/journal/export"
)

// chooseSave asks in which form to save the messages.
func (w *Window) chooseSave() {
	menu := fyne.NewMenu("",
		fyne.NewMenuItem(lang.L("As JSON lines…"), func() { w.askWhere(".jsonl") }),
		fyne.NewMenuItem(lang.L("As a table (CSV)…"), func() { w.askWhere(".csv") }))
	pop := widget.NewPopUpMenu(menu, w.window.Canvas())
	pop.ShowAtRelativePosition(fyne.NewPos(0, w.messages.save.Size().Height), w.messages.save)
}

// askWhere asks for the file and writes it.
func (w *Window) askWhere(ending string) {
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			w.saved("", err)
		case f != nil:
			w.save(f, f.URI().Name(), ending)
		}
	}, w.window)
	d.SetFileName("porchlight-" + time.Now().Format("2006-01-02-1504") + ending)
	d.Show()
}

// save writes everything that the journal holds since it was last cleared, off the UI goroutine.
func (w *Window) save(f io.WriteCloser, name, ending string) {
	from := w.messages.log.floor
	w.work.Go(func() {
		err := exportTo(f, w.Journal, from, ending)
		if closed := f.Close(); err == nil {
			err = closed
		}
		w.Dispatch(func() { w.saved(name, err) })
	})
}

func (w *Window) saved(name string, err error) {
	if err != nil {
		w.banner.ShowTrouble("save", lang.L("The messages could not be saved there. Try another folder, or make room on the disk."),
			&kit.Action{Label: lang.L("Save again…"), Do: w.chooseSave})
		return
	}
	w.banner.Clear("save")
	w.toast.Show(lang.L("Saved to {{.Name}}", map[string]any{"Name": name}), nil)
}

// exportTo writes the records from a number on that the journal holds when the export begins.
func exportTo(to io.Writer, j *journal.Journal, from uint64, ending string) error {
	lines := export.NewJSONWriter(to, from)
	_, end := j.Range()
	batch := make([]journal.Entry, logBatch)
	for first := true; from < end; first = false {
		n := j.Read(from, batch[:min(uint64(len(batch)), end-from)], 0)
		if n == 0 {
			break
		}
		var err error
		switch {
		case strings.EqualFold(ending, ".csv"):
			err = export.WriteCSV(to, batch[:n], first)
		case strings.EqualFold(ending, ".jsonl"):
			err = lines.Write(batch[:n])
		default:
			err = fmt.Errorf("no such form %q", ending)
		}
		if err != nil {
			return err
		}
		from = batch[n-1].Number + 1
	}
	return nil
}
