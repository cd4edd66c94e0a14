package games

import (
	"os"
	"path/filepath"
	"testing"
)

// The sentence of a file that is no game, as openInvalid writes it.
const invalidSentence = "This file is not a valid game: broken.toml, line 2: rule"

// openInvalid opens a window whose folder has a file that is no game, and selects that file.
func openInvalid(t *testing.T) *windowHarness {
	t.Helper()
	w := newWindow(t)
	writeFile(t, filepath.Join(w.library.Folder(), "broken.toml"), "name = \"B\"\nrule = \"ecko\"\n", 0)
	w.Show("Echo")
	w.selectGame("broken.toml")
	w.WaitForText(invalidSentence)
	return w
}

// invalidFile writes a file that is no game, in a folder of its own.
func invalidFile(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	writeFile(t, path, "rule = \"ecko\"\n", 0)
	return path
}

func TestDismissingATroubleShowsTheEarlierOneAgain(t *testing.T) {
	w := openInvalid(t)
	w.drop(invalidFile(t, "sent.toml"))
	w.WaitForText("sent.toml was not added: ")
	w.WaitForNoText(invalidSentence)
	w.Click("Dismiss")
	w.WaitForText(invalidSentence)
	w.WaitForNoText("sent.toml")
	w.Click("Dismiss")
	w.WaitForNoText(invalidSentence)
}

func TestAFailedImportIsShownUntilItIsDismissedOrSucceeds(t *testing.T) {
	w := open(t)
	one, two := invalidFile(t, "one.toml"), invalidFile(t, "two.toml")
	w.drop(one)
	w.drop(two)
	w.selectGame("Positions")
	w.WaitForText("one.toml was not added: ")
	w.WaitForText("two.toml was not added: ")
	writeFile(t, one, "name = \"One\"\nrule = \"echo\"\n", 0)
	w.drop(one)
	w.WaitForText("Added One.")
	w.WaitForNoText("one.toml was not added")
	w.WaitForText("two.toml was not added: ")
	w.Click("Dismiss")
	w.WaitForNoText("was not added")
}

func TestARepeatedTroubleReplacesItself(t *testing.T) {
	w := open(t)
	w.Click("Duplicate")
	for _, name := range []string{"Echo", "Positions"} {
		w.fill("name", name)
		w.Click("Save changes")
	}
	w.WaitForText("There is a game called Positions already.")
	w.Click("Dismiss")
	w.WaitForNoText("There is a game called")
}

func TestAFailedSaveIsShownUntilASaveSucceeds(t *testing.T) {
	w := open(t)
	w.Click("New")
	folder := w.library.Folder()
	w.fill("about", "Precious.")
	// A file in the place of the folder refuses every save.
	if err := os.Rename(folder, folder+".away"); err != nil {
		t.Fatal(err)
	}
	writeFile(t, folder, "no folder", 0)
	w.Poll = nil // the library would lose the games
	w.Click("Save changes")
	w.WaitForText("The game could not be saved in ")
	w.drop(invalidFile(t, "sent.toml"))
	w.WaitForNoText("The game could not be saved in ")
	w.Click("Dismiss")
	w.WaitForText("The game could not be saved in ")
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(folder+".away", folder); err != nil {
		t.Fatal(err)
	}
	w.Click("Save changes")
	w.WaitForText("Saved.")
	w.WaitForNoText("The game could not be saved in ")
	if got := w.fromDisk().About; got != "Precious." {
		t.Errorf("on the disk is %q", got)
	}
}
