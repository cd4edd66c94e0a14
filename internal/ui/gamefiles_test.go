package ui

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
)

// drops drops files on the window: Fyne's test windows do not pass drops on.
func (m *maker) drops(files ...string) {
	uris := make([]fyne.URI, len(files))
	for i, f := range files {
		uris[i] = storage.NewFileURI(f)
	}
	m.take(uris)
}

func TestGamesTakeAGoodFileAndSayWhatIsWrongWithABrokenOne(t *testing.T) {
	m := open(t).makesGames()
	m.Click("New")
	from := t.TempDir()
	good, bad := filepath.Join(from, "good.toml"), filepath.Join(from, "bad.toml")
	writeFile(t, good, "name = \"Sent\"\nrule = \"reply\"\nreply = \"hi\"\n", 0)
	writeFile(t, bad, "name = \"Bad\"\n\nrule = \"ecko\"\n", 0)

	before := m.names()
	m.drops(bad)
	m.WaitForText("bad.toml was not added: bad.toml, line 3: rule:")
	if !slices.Equal(m.names(), before) {
		t.Errorf("after a broken file there are %q", m.names())
	}
	m.Click("Dismiss")
	m.WaitForNoText("bad.toml")

	m.drops(good)
	m.WaitForText("Added Sent.")
	if got := m.current(); got != "Sent" || m.onDisk().Reply != "hi" || filepath.Dir(m.items[m.at].Path) != m.library.Folder() {
		t.Errorf("it shows %q", got)
	}
	for _, name := range before {
		if !slices.Contains(m.names(), name) {
			t.Errorf("%q is lost", name)
		}
	}
	if _, err := os.Stat(good); err != nil {
		t.Error("the file that was dropped is gone:", err)
	}
}

func TestGamesDroppedTogetherAreAddedAndTheBrokenOnesTold(t *testing.T) {
	m := open(t).makesGames()
	from := t.TempDir()
	one, two, good := filepath.Join(from, "one.toml"), filepath.Join(from, "two.toml"), filepath.Join(from, "good.toml")
	writeFile(t, one, "rule = \"ecko\"\n", 0)
	writeFile(t, two, "rule = \n", 0)
	writeFile(t, good, "name = \"Sent\"\nrule = \"echo\"\n", 0)
	m.drops(one, two, good)
	m.WaitForText("one.toml, line 1: ")
	m.WaitForText("two.toml, line 1: ")
	if got := m.current(); got != "Sent" {
		t.Errorf("it shows %q", got)
	}
}

func TestGamesTakenWithTheNameOfABuiltInOneAreShown(t *testing.T) {
	m := open(t).makesGames()
	file := filepath.Join(t.TempDir(), "echo.toml")
	writeFile(t, file, "name = \"Echo\"\nabout = \"Another.\"\nrule = \"echo\"\n", 0)
	m.drops(file)
	if m.items[m.at].Path == "" || m.line("about").entry.Text != "Another." {
		t.Errorf("it shows %+v", m.items[m.at])
	}
}

func TestGamesListABrokenFileOfTheFolderAndExplainIt(t *testing.T) {
	p := open(t)
	writeFile(t, filepath.Join(p.Library.Folder(), "broken.toml"), "name = \"B\"\nrule = \"ecko\"\n", 0)
	m := p.makesGames()
	m.lists("broken.toml")
	m.WaitForText(`This file is no game yet: broken.toml, line 2: rule: unknown rule "ecko"`)
	if !m.save.Disabled() || !m.duplicate.Disabled() || !m.send.Disabled() || m.remove.Disabled() || !m.line("name").entry.Disabled() {
		t.Error("a file that is no game can be more than deleted")
	}
	m.WaitForNoText("This game is built in.")
	if slices.Contains(p.header.game.Options, "broken.toml") {
		t.Error("it can be chosen in the header")
	}
	m.lists("Echo")
	m.WaitForNoText("This file is no game yet")
}

func TestGamesChangedOnDiskAreNoticedAndShown(t *testing.T) {
	p := open(t)
	m := p.makesGames()
	m.Click("New")
	file := m.items[m.at].Path
	writeFile(t, file, "name = \"My game\"\nabout = \"By hand.\"\nrule = \"echo\"\n", time.Hour)
	m.WaitFor("the new text", func() bool { return m.line("about").entry.Text == "By hand." })
	writeFile(t, filepath.Join(m.library.Folder(), "a.toml"), "name = \"Another\"\nrule = \"echo\"\n", time.Hour)
	m.WaitFor("the other file", func() bool { return slices.Contains(m.names(), "Another") })
	if got := m.current(); got != "My game" {
		t.Errorf("it shows %q", got)
	}
	if m.library.Reload() {
		t.Error("nothing changed, and the library says it did")
	}
}

func TestGamesBeingTypedStayWhenFilesChangeOnDisk(t *testing.T) {
	p := open(t)
	m := p.makesGames()
	m.Click("New")
	m.fills("about", "Half typ")
	writeFile(t, filepath.Join(m.library.Folder(), "a.toml"), "name = \"Another\"\nrule = \"echo\"\n", time.Hour)
	m.WaitFor("the other file", func() bool { return slices.Contains(m.names(), "Another") })
	if got := m.line("about").entry.Text; got != "Half typ" || m.current() != "My game" {
		t.Errorf("it shows %q of %q", got, m.current())
	}
	m.fills("about", "Typed.")
	m.Click("Save changes")
	if g := m.onDisk(); g.Name != "My game" || g.About != "Typed." {
		t.Errorf("on the disk is %+v", g)
	}
}
