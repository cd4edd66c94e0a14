package games

import (
	"path/filepath"
	"slices"
	"testing"

	"porchlight/internal/game/gamefile"
	"porchlight/internal/game/library"
)

func TestAnImportedGameWithAUsedNameIsOpenedUnderAnother(t *testing.T) {
	w := open(t)
	w.Click("New")
	w.fill("name", "Chess")
	w.Click("Save changes")
	file := filepath.Join(t.TempDir(), "chess.toml")
	writeFile(t, file, "name = \"Chess\"\nabout = \"A friend's.\"\nrule = \"relay\"\n", 0)
	w.drop(file, file)
	w.WaitForText("Added Chess 3.")
	if g := w.fromDisk(); w.current() != "Chess 3" || g.Name != "Chess 3" || g.About != "A friend's." || w.input("about").entry.Text != "A friend's." {
		t.Errorf("it shows %q, with %+v", w.current(), g)
	}
	for _, name := range []string{"Chess", "Chess 2"} {
		if !slices.Contains(w.names(), name) {
			t.Errorf("%q is not among %q", name, w.names())
		}
	}
}

func TestOfTwoGamesWithOneNameTheChosenOneIsSaved(t *testing.T) {
	w, one, two := openTwins(t)
	for i, file := range []string{one, two} {
		w.selectFile(file)
		w.fill("about", "Changed.")
		w.Click("Save changes")
		w.WaitForText("Saved.")
		if got := w.fromDisk().About; w.item.Path != file || got != "Changed." {
			t.Errorf("saved is %s with %q, want %s", w.item.Path, got, file)
		}
		if g, err := gamefile.Load(two); i == 0 && (err != nil || g.About != "Two.") {
			t.Errorf("in the other file is %+v (%v)", g, err)
		}
	}
}

func TestOfTwoGamesWithOneNameTheChangesOfTheRightOneAreRestored(t *testing.T) {
	w, one, two := openTwins(t)
	w.selectFile(one)
	w.fill("about", "Changed.")
	w.selectFile(two)
	if got := w.input("about").entry.Text; got != "Two." {
		t.Fatalf("the other one has %q", got)
	}
	w.Click("Go back to them")
	if got := w.input("about").entry.Text; w.item.Path != one || got != "Changed." {
		t.Errorf("restored is %s with %q", w.item.Path, got)
	}
}

func TestTheNameOfASavedGameHasNoSpacesAroundIt(t *testing.T) {
	w := open(t)
	w.Click("New")
	w.fill("name", " Chess ")
	w.Click("Save changes")
	w.WaitForText("Saved.")
	if got := w.fromDisk().Name; w.current() != "Chess" || got != "Chess" || w.input("name").entry.Text != "Chess" {
		t.Errorf("it shows %q, and on the disk is %q", w.current(), got)
	}
	w.fill("name", "Echo ")
	w.Click("Save changes")
	w.WaitForText("There is a game called Echo already. Choose another name.")
	if got := w.fromDisk().Name; got != "Chess" {
		t.Errorf("on the disk is %q", got)
	}
}

// openTwins opens a window for a folder with two files, which hold games of one name.
func openTwins(t *testing.T) (w *windowHarness, one, two string) {
	t.Helper()
	w = newWindow(t)
	one, two = filepath.Join(w.library.Folder(), "one.toml"), filepath.Join(w.library.Folder(), "two.toml")
	writeFile(t, one, "name = \"Twin\"\nabout = \"One.\"\nrule = \"echo\"\n", 0)
	writeFile(t, two, "name = \"Twin\"\nabout = \"Two.\"\nrule = \"echo\"\n", 0)
	w.Show("Echo")
	return w, one, two
}

// selectFile selects the game of a file in the list.
func (h *windowHarness) selectFile(path string) {
	h.T.Helper()
	i := slices.IndexFunc(h.items, func(it library.Item) bool { return it.Path == path })
	if i < 0 {
		h.T.Fatalf("no file %q among %v", path, h.names())
	}
	h.list.Select(i)
}
