package games

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestImportAddsAValidFileAndShowsTheErrorOfAnInvalidOne(t *testing.T) {
	w := open(t)
	w.Click("New")
	from := t.TempDir()
	good, bad := filepath.Join(from, "good.toml"), filepath.Join(from, "bad.toml")
	writeFile(t, good, "name = \"Sent\"\nrule = \"reply\"\nreply = \"hi\"\n", 0)
	writeFile(t, bad, "name = \"Bad\"\n\nrule = \"ecko\"\n", 0)

	before := w.names()
	w.drop(bad)
	w.WaitForText("bad.toml was not added: bad.toml, line 3: rule:")
	if !slices.Equal(w.names(), before) {
		t.Errorf("after an invalid file there are %q", w.names())
	}
	w.Click("Dismiss")
	w.WaitForNoText("bad.toml")

	w.drop(good)
	w.WaitForText("Added Sent.")
	if got := w.current(); got != "Sent" || w.fromDisk().Reply != "hi" || filepath.Dir(w.item.Path) != w.library.Folder() {
		t.Errorf("it shows %q", got)
	}
	for _, name := range before {
		if !slices.Contains(w.names(), name) {
			t.Errorf("%q is lost", name)
		}
	}
	if _, err := os.Stat(good); err != nil {
		t.Error("the file that was dropped is gone:", err)
	}
}

func TestSeveralFilesAreImportedAndTheInvalidOnesNamed(t *testing.T) {
	w := open(t)
	from := t.TempDir()
	one, two, good := filepath.Join(from, "one.toml"), filepath.Join(from, "two.toml"), filepath.Join(from, "good.toml")
	writeFile(t, one, "rule = \"ecko\"\n", 0)
	writeFile(t, two, "rule = \n", 0)
	writeFile(t, good, "name = \"Sent\"\nrule = \"echo\"\n", 0)
	w.drop(one, two, good)
	w.WaitForText("one.toml, line 1: ")
	w.WaitForText("two.toml, line 1: ")
	if got := w.current(); got != "Sent" {
		t.Errorf("it shows %q", got)
	}
}

func TestAnImportedGameWithTheNameOfABuiltInOneIsOpened(t *testing.T) {
	w := open(t)
	file := filepath.Join(t.TempDir(), "echo.toml")
	writeFile(t, file, "name = \"Echo\"\nabout = \"Another.\"\nrule = \"echo\"\n", 0)
	w.drop(file)
	if w.item.Path == "" || w.input("about").entry.Text != "Another." {
		t.Errorf("it shows %+v", w.item)
	}
}
