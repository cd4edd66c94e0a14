package messages

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/journal"
	"porchlight/internal/journal/export"
)

// ChooseSave asks for the format and the file to save the messages to.
func (m *View) ChooseSave() {
	menu := fyne.NewMenu("",
		fyne.NewMenuItem(lang.L("As JSON lines…"), func() { m.chooseFile(".jsonl") }),
		fyne.NewMenuItem(lang.L("As a table (CSV)…"), func() { m.chooseFile(".csv") }))
	pop := widget.NewPopUpMenu(menu, m.Window.Canvas())
	pop.ShowAtRelativePosition(fyne.NewPos(0, m.save.Size().Height), m.save)
}

// chooseFile asks for the file and writes it.
func (m *View) chooseFile(ending string) {
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			m.OnSaved("", err)
		case f != nil:
			m.SaveTo(f, f.URI().Name(), ending)
		}
	}, m.Window)
	d.SetFileName("porchlight-" + time.Now().Format("2006-01-02-1504") + ending)
	d.Show()
}

// SaveTo writes the records that pass the filter, of all that the journal holds since it was last cleared, in a
// goroutine, then closes f and calls OnSaved.
func (m *View) SaveTo(f io.WriteCloser, name, ending string) {
	from, selected := m.log.floor, m.log.selection()
	m.Go(func() {
		err := exportTo(f, m.Journal, from, selected, ending)
		if closed := f.Close(); err == nil {
			err = closed
		}
		m.Dispatch(func() { m.OnSaved(name, err) })
	})
}

// exportTo writes the selected records that the journal holds from a number on, up to where it ended when the export
// began. A nil selected selects all.
func exportTo(to io.Writer, j *journal.Journal, from uint64, selected func(*journal.Entry) bool, ending string) error {
	lines := export.NewJSONWriter(to, from)
	lines.Sparse = selected != nil
	_, end := j.Range()
	batch := make([]journal.Entry, logBatch)
	for first := true; from < end; first = false {
		n := j.Read(from, batch[:min(uint64(len(batch)), end-from)], 0)
		if n == 0 {
			break
		}
		next := batch[n-1].Number + 1
		kept := batch[:n]
		if selected != nil {
			kept = slices.Clone(kept) // the batch keeps its memory for the next records
			kept = slices.DeleteFunc(kept, func(e journal.Entry) bool { return !selected(&e) })
		}
		var err error
		switch {
		case strings.EqualFold(ending, ".csv"):
			err = export.WriteCSV(to, kept, first)
		case strings.EqualFold(ending, ".jsonl"):
			err = lines.Write(kept)
		default:
			err = fmt.Errorf("no such form %q", ending)
		}
		if err != nil {
			return err
		}
		from = next
	}
	return nil
}
