package games

import (
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestAnInvalidFileOfTheFolderIsListedWithItsError(t *testing.T) {
	w := newWindow(t)
	writeFile(t, filepath.Join(w.library.Folder(), "broken.toml"), "name = \"B\"\nrule = \"ecko\"\n", 0)
	w.Show("Echo")
	w.selectGame("broken.toml")
	w.WaitForText(`This file is not a valid game: broken.toml, line 2: rule: unknown rule "ecko"`)
	if !w.saveButton.Disabled() || !w.duplicateButton.Disabled() || !w.exportButton.Disabled() || w.deleteButton.Disabled() || !w.input("name").entry.Disabled() {
		t.Error("more than Delete is enabled for a file that is no game")
	}
	w.WaitForNoText("This game is built in.")
	w.selectGame("Echo")
	w.WaitForNoText("This file is not a valid game")
}

func TestFilesChangedOnDiskAreShown(t *testing.T) {
	w := open(t)
	w.Click("New")
	file := w.item.Path
	writeFile(t, file, "name = \"My game\"\nabout = \"By hand.\"\nrule = \"echo\"\n", time.Hour)
	w.WaitFor("the new text", func() bool { return w.input("about").entry.Text == "By hand." })
	writeFile(t, filepath.Join(w.library.Folder(), "a.toml"), "name = \"Another\"\nrule = \"echo\"\n", time.Hour)
	w.WaitFor("the other file", func() bool { return slices.Contains(w.names(), "Another") })
	if got := w.current(); got != "My game" {
		t.Errorf("it shows %q", got)
	}
	if w.library.Reload() {
		t.Error("nothing changed, and the library says it did")
	}
}

func TestUnsavedChangesStayWhenFilesChangeOnDisk(t *testing.T) {
	w := open(t)
	w.Click("New")
	w.fill("about", "Half typ")
	writeFile(t, filepath.Join(w.library.Folder(), "a.toml"), "name = \"Another\"\nrule = \"echo\"\n", time.Hour)
	w.WaitFor("the other file", func() bool { return slices.Contains(w.names(), "Another") })
	if got := w.input("about").entry.Text; got != "Half typ" || w.current() != "My game" {
		t.Errorf("it shows %q of %q", got, w.current())
	}
	w.fill("about", "Typed.")
	w.Click("Save changes")
	if g := w.fromDisk(); g.Name != "My game" || g.About != "Typed." {
		t.Errorf("on the disk is %+v", g)
	}
}
