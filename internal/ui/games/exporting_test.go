package games

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/game/gamefile"
)

func TestAGameThatCannotBeImportedIsNotExported(t *testing.T) {
	w := open(t)
	w.Click("New")
	w.fill("players", "many")
	w.Click("Save a copy to send…")
	w.WaitForText("A game with a mistake cannot be opened by others. Correct what the form shows in red first.")
	w.fill("players", "2")
	w.Click("Dismiss")
	writeFile(t, filepath.Join(w.library.Folder(), "hello.bin"), "hello", 0)
	w.fill("greeting_files", "hello.bin")
	w.Click("Save a copy to send…")
	w.WaitForText("A copy would be without the files that this game names. Send them together with the game's own file, all from " + w.library.Folder())
	if w.saveButton.Disabled() || w.window.Canvas().Overlays().Top() != nil {
		t.Error("it cannot be saved, or a file is asked for")
	}
}

func TestTheProposedNameOfAnExportedFileIsValid(t *testing.T) {
	for name, want := range map[string]string{"a/b": "ab.toml", "My Chess": "my-chess.toml", "...": "game.toml"} {
		w := open(t)
		w.Click("New")
		w.fill("name", name)
		w.Click("Save a copy to send…")
		w.WaitFor("the proposed name "+want, func() bool { return w.proposes(want) })
	}
}

func TestAnExportedGameCanBeImported(t *testing.T) {
	w := open(t)
	w.Click("New")
	w.fill("about", "For my sister.")
	file := storage.NewFileURI(filepath.Join(t.TempDir(), "sent.toml"))
	writer, err := storage.Writer(file)
	w.export(w.form.game, writer, err)
	w.WaitForText("Saved to sent.toml")
	if g, err := gamefile.Load(file.Path()); err != nil || g.About != "For my sister." {
		t.Errorf("exported is %+v (%v)", g, err)
	}
}

func TestErrorsOfTheFileDialogsAreShown(t *testing.T) {
	w := open(t)
	w.importChosen(nil, os.ErrPermission)
	w.WaitForText("The file could not be opened. Try a copy of it in another folder.")
	w.export(w.form.game, nil, errors.New("read-only file system"))
	w.WaitForText("The copy could not be saved there. Try another folder.")
	w.Click("Dismiss")
	w.importChosen(nil, nil)
	w.export(w.form.game, nil, nil)
	if w.Shows("could not be") || w.Shows("Saved to") {
		t.Error("a dialog that was cancelled has a sentence")
	}
}

// proposes reports whether a dialog proposes a file name.
func (h *windowHarness) proposes(name string) bool {
	for _, o := range h.Objects() {
		if e, ok := o.Canvas.(*widget.Entry); ok && e.Text == name {
			return true
		}
	}
	return false
}
