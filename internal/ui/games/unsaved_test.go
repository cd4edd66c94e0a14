package games

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestUnsavedChangesStayWhenTheirFileBecomesInvalid(t *testing.T) {
	w := open(t)
	w.Click("New")
	w.fill("about", "Half typ")
	writeFile(t, w.item.Path, "rule = \"ecko\"\n", time.Hour)
	w.WaitForText("is not a valid game any more. Saving the changes replaces it.")
	if !w.duplicateButton.Disabled() || w.saveButton.Disabled() || w.deleteButton.Disabled() || w.exportButton.Disabled() {
		t.Error("it can be duplicated, or not be saved, deleted or exported")
	}
	writeFile(t, filepath.Join(w.library.Folder(), "a.toml"), "name = \"Another\"\nrule = \"echo\"\n", time.Hour)
	w.WaitFor("the other file", func() bool { return slices.Contains(w.names(), "Another") })
	if got := w.input("about").entry.Text; got != "Half typ" {
		t.Fatalf("it shows %q", got)
	}
	w.Click("Save changes")
	w.WaitForText("Saved.")
	if g := w.fromDisk(); g.Name != "My game" || g.About != "Half typ" || w.duplicateButton.Disabled() {
		t.Errorf("on the disk is %+v", g)
	}
}

func TestUnsavedChangesStayWhenTheirFileIsDeleted(t *testing.T) {
	w := open(t)
	w.Click("New")
	w.fill("about", "Half typ")
	file := w.item.Path
	remove(t, file)
	w.WaitForText("was deleted. Saving the changes creates it again.")
	if got := w.input("about").entry.Text; got != "Half typ" || !w.deleteButton.Disabled() || !w.duplicateButton.Disabled() || w.saveButton.Disabled() {
		t.Fatalf("it shows %q, or can be deleted or duplicated, or not be saved", got)
	}
	w.selectGame("Positions")
	w.WaitForText("Changes to My game were not saved.")
	w.Click("Go back to them")
	w.WaitForText("was deleted. Saving the changes creates it again.")
	w.fill("about", "Typed.")
	w.Click("Save changes")
	w.WaitForText("Saved.")
	if g := w.fromDisk(); g.Name != "My game" || g.About != "Typed." || w.item.Path != file {
		t.Errorf("in %s is %+v", w.item.Path, g)
	}
}

func TestUnsavedChangesCanBeRestoredAfterTheirFileIsDeleted(t *testing.T) {
	w := open(t)
	w.Click("New")
	w.fill("about", "Half typ")
	file := w.item.Path
	w.selectGame("Positions")
	remove(t, file)
	w.WaitFor("the end of the game", func() bool { return !slices.Contains(w.names(), "My game") })
	w.Click("Go back to them")
	w.WaitForText("was deleted. Saving the changes creates it again.")
	w.Click("Save changes")
	w.WaitForText("Saved.")
	if g := w.fromDisk(); g.About != "Half typ" || w.item.Path != file {
		t.Errorf("in %s is %+v", w.item.Path, g)
	}
}

func TestADeletedGameIsNotSavedUnderTheNameOfAnother(t *testing.T) {
	w := open(t)
	w.Click("New")
	w.fill("about", "Half typ")
	renamed := filepath.Join(w.library.Folder(), "renamed.toml")
	if err := os.Rename(w.item.Path, renamed); err != nil {
		t.Fatal(err)
	}
	w.WaitForText("was deleted. Saving the changes creates it again.")
	w.Click("Save changes")
	w.WaitForText("There is a game called My game already. Choose another name.")
	w.fill("name", "Mine")
	w.Click("Save changes")
	w.WaitForText("Saved.")
	if g := w.fromDisk(); g.Name != "Mine" || g.About != "Half typ" || !slices.Contains(w.names(), "My game") {
		t.Errorf("among %q is %+v", w.names(), g)
	}
}

func TestUnsavedChangesAreRestoredWithInvalidTexts(t *testing.T) {
	w := open(t)
	w.Click("New")
	w.fill("about", "For my sister.")
	w.fill("players", "many")
	w.selectGame("Positions")
	w.Click("Go back to them")
	if got := w.input("players").entry.Text; got != "many" || !slices.Equal(w.invalidKeys(), []string{"players"}) || !w.saveButton.Disabled() {
		t.Errorf("restored is %q with errors at %q", got, w.invalidKeys())
	}
	w.fill("players", "3")
	w.Click("Save changes")
	w.WaitForText("Saved.")
	if g := w.fromDisk(); g.Players != 3 || g.About != "For my sister." {
		t.Errorf("on the disk is %+v", g)
	}
}

func TestUnsavedChangesStayWhenTheWindowIsShownAgain(t *testing.T) {
	w := open(t)
	w.Click("New")
	w.fill("about", "For my sister.")
	w.Hide()
	before := w.changes
	w.Show("Echo")
	if got := w.input("about").entry.Text; got != "For my sister." || w.current() != "My game" || w.changes != before+1 {
		t.Errorf("it shows %q of %q after %d changes", got, w.current(), w.changes-before)
	}
}

func TestUnsavedChangesCanBeRestoredAfterAnImport(t *testing.T) {
	w := open(t)
	w.Click("New")
	w.fill("about", "For my sister.")
	file := filepath.Join(t.TempDir(), "sent.toml")
	writeFile(t, file, "name = \"Sent\"\nrule = \"echo\"\n", 0)
	w.drop(file)
	if got := w.current(); got != "Sent" {
		t.Errorf("it shows %q", got)
	}
	w.Click("Go back to them")
	if got := w.input("about").entry.Text; got != "For my sister." || w.current() != "My game" {
		t.Errorf("restored is %q of %q", got, w.current())
	}
}

// remove deletes a file.
func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}
