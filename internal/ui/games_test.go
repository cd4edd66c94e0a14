package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
	"porchlight/internal/game/library"
)

// maker is the person before the window in which games are made.
type maker struct {
	*uitest.Harness
	*games
	main *person
}

// makesGames opens the window in which games are made.
func (p *person) makesGames() *maker {
	p.T.Helper()
	p.Click("Games…")
	if p.Window.games == nil {
		p.T.Fatal("no window opens")
	}
	return &maker{p.For(p.Window.games.window), p.Window.games, p}
}

// line is the form's line for a key of game files.
func (m *maker) line(key string) *formLine {
	m.T.Helper()
	for _, l := range m.form.lines {
		if l.key == key {
			return l
		}
	}
	m.T.Fatalf("the form has no %q", key)
	return nil
}

// fills types over a line of the form, wherever that is scrolled to.
func (m *maker) fills(key, text string) {
	m.T.Helper()
	l := m.line(key)
	if l.entry.Disabled() {
		m.T.Fatalf("%q cannot be typed into", key)
	}
	m.Harness.Window.Canvas().Focus(l.entry)
	l.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	l.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	for _, r := range text {
		if r == '\n' {
			l.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			continue
		}
		l.entry.TypedRune(r)
	}
}

// lists selects a game in the list.
func (m *maker) lists(name string) {
	m.T.Helper()
	i := slices.IndexFunc(m.items, func(it library.Item) bool { return it.Name == name })
	if i < 0 {
		m.T.Fatalf("no game %q among %v", name, m.names())
	}
	m.list.Select(i)
}

func (m *maker) names() []string {
	var names []string
	for _, it := range m.items {
		names = append(names, it.Name)
	}
	return names
}

// current is the name of the game in the form.
func (m *maker) current() string { return m.items[m.at].Name }

// red are the keys of the lines whose hints tell of something wrong, as they are shown.
func (m *maker) red() []string {
	var keys []string
	for _, l := range m.form.lines {
		if l.hint.Importance == widget.DangerImportance {
			keys = append(keys, l.key)
		}
	}
	return keys
}

// onDisk reads the file of the game in the form.
func (m *maker) onDisk() *game.Game {
	m.T.Helper()
	g, err := gamefile.Load(m.items[m.at].Path)
	if err != nil {
		m.T.Fatal(err)
	}
	return g
}

func TestGamesThatAreBuiltInCannotBeChanged(t *testing.T) {
	m := open(t).makesGames()
	for i := range m.items {
		m.list.Select(i)
		for _, l := range m.form.lines {
			for _, o := range []fyne.Disableable{l.entry, l.pick, l.check} {
				switch o := o.(type) {
				case *widget.Entry:
					if o != nil && !o.Disabled() {
						t.Errorf("%s: %s can be typed into", m.current(), l.key)
					}
				case *widget.Select:
					if o != nil && !o.Disabled() {
						t.Errorf("%s: %s can be chosen", m.current(), l.key)
					}
				case *widget.Check:
					if o != nil && !o.Disabled() {
						t.Errorf("%s: %s can be ticked", m.current(), l.key)
					}
				}
			}
		}
		if !m.save.Disabled() || !m.remove.Disabled() {
			t.Errorf("%s can be saved or deleted", m.current())
		}
		if red := m.red(); len(red) > 0 {
			t.Errorf("%s is said to be wrong in %q", m.current(), red)
		}
	}
	m.WaitForText("This game is built in. Duplicate it to make it your own.")
}

func TestGamesOpenWithTheChosenGame(t *testing.T) {
	p := open(t)
	p.Select(p.header.game, "Positions")
	m := p.makesGames()
	if got := m.current(); got != "Positions" {
		t.Errorf("it shows %q", got)
	}
	if got := m.line("greeting").entry.Text; got != "{seat}" {
		t.Errorf("the greeting is %q", got)
	}
}

func TestGamesDuplicatedCanBeEditedSavedAndChosen(t *testing.T) {
	p := open(t)
	m := p.makesGames()
	m.lists("Acknowledge")
	m.Click("Duplicate")
	if got := m.current(); got != "Acknowledge 2" {
		t.Fatalf("the copy is %q", got)
	}
	m.fills("name", "Greeter")
	m.fills("about", "For my sister.")
	m.fills("players", "7")
	m.fills("reply", `ok\n`)
	m.fills("greeting", "welcome {seat}\nhi")
	if red := m.red(); len(red) > 0 || m.save.Disabled() {
		t.Fatalf("it cannot be saved: %q", red)
	}
	m.Click("Save changes")
	m.WaitForText("Saved.")
	g := m.onDisk()
	if g.Name != "Greeter" || g.About != "For my sister." || g.Players != 7 || g.Reply != "ok\n" || !slices.Equal(g.Greeting, []string{"welcome {seat}", "hi"}) || g.Rule != game.RuleReply {
		t.Errorf("on the disk is %+v", g)
	}
	if slices.Contains(m.names(), "Acknowledge 2") || !slices.Contains(m.names(), "Acknowledge") {
		t.Errorf("there are %q", m.names())
	}
	p.header.game.SetSelected("Greeter") // Fyne's test driver opens menus in the newest window
	p.WaitForText("Greeter. For my sister.")
	if got := p.header.players.Text; got != "7" {
		t.Errorf("the limit is %q", got)
	}
	p.hosts()
	guest := p.guest()
	guest.hears("welcome 0")
	guest.says("x")
	guest.hears("ok\n")
}

func TestGamesChangedAndNotSavedAreOfferedBackWhenAnotherIsOpened(t *testing.T) {
	m := open(t).makesGames()
	m.lists("Echo")
	m.Click("Duplicate")
	m.fills("about", "For my sister.")
	m.lists("Positions")
	m.WaitForText("Changes to Echo 2 were not saved.")
	m.Click("Go back to them")
	if got := m.current(); got != "Echo 2" || m.line("about").entry.Text != "For my sister." {
		t.Fatalf("back are %q with %q", got, m.line("about").entry.Text)
	}
	m.Click("Save changes")
	m.WaitForText("Saved.")
	if got := m.onDisk().About; got != "For my sister." {
		t.Errorf("on the disk is %q", got)
	}
	m.lists("Positions")
	if m.Shows("were not saved") {
		t.Error("what was saved is called unsaved")
	}
}

func TestGamesDuplicatedTwiceHaveThreeNames(t *testing.T) {
	m := open(t).makesGames()
	m.Click("Duplicate")
	m.Click("Duplicate")
	names := m.names()
	if !slices.Contains(names, "Echo") || !slices.Contains(names, "Echo 2") || !slices.Contains(names, "Echo 3") {
		t.Errorf("there are %q", names)
	}
}

func TestGamesAreNotSavedUnderTheNameOfAnother(t *testing.T) {
	m := open(t).makesGames()
	m.lists("Echo")
	m.Click("Duplicate")
	before := m.names()
	for _, name := range []string{"Echo", "acknowledge"} {
		m.fills("name", name)
		m.Click("Save changes")
		m.WaitForText("There is a game called " + name + " already. Choose another name.")
		if got := m.onDisk().Name; got != "Echo 2" || !slices.Equal(m.names(), before) {
			t.Errorf("on the disk is %q, among %q", got, m.names())
		}
	}
	m.fills("name", "Parrot")
	m.Click("Save changes")
	m.WaitForText("Saved.")
	m.WaitForNoText("There is a game called")
	if got := m.onDisk().Name; got != "Parrot" {
		t.Errorf("on the disk is %q", got)
	}
}

func TestGamesNewMakesOneThatCanBeSaved(t *testing.T) {
	m := open(t).makesGames()
	m.Click("New")
	if got := m.current(); got != "My game" || m.save.Disabled() || m.remove.Disabled() {
		t.Errorf("the new game is %q", got)
	}
	if got := m.onDisk().Name; got != "My game" {
		t.Errorf("on the disk is %q", got)
	}
	m.Click("New")
	if got := m.current(); got != "My game 2" {
		t.Errorf("the second is %q", got)
	}
	if !slices.Contains(m.main.header.game.Options, "My game 2") {
		t.Error("it cannot be chosen in the header")
	}
}

func TestGamesSayBesideTheFieldWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		of, key, text, red, hint string
	}{
		"no number":              {"Echo", "players", "many", "players", "Type a whole number here, such as 2."},
		"a number too low":       {"Echo", "players", "-1", "players", "takes a whole number from 0"},
		"a room of words":        {"Echo", "room", "two", "room", "Type a whole number here, such as 2."},
		"a buffer of none":       {"Echo", "buffer", "0", "buffer", "takes a whole number from 1"},
		"an unknown framing":     {"Echo", "framing.in", "lines?", "framing.in", "Choose one of the list, or type one in the same form."},
		"an unknown framing out": {"Echo", "framing.out", "lines?", "framing.out", "Choose one of the list, or type one in the same form."},
		"a reply without text":   {"Acknowledge", "reply", "", "reply", "needs its answer"},
		"an answer with echo":    {"Echo", "reply", "yes", "reply", `goes with rule = "reply" only`},
		"a prefix with echo":     {"Echo", "prefix", "{name}: ", "prefix", `goes with rule = "relay" or "broadcast" only`},
		"no name":                {"Echo", "name", "", "name", "takes a text that is not empty"},
		"a file that is none":    {"Echo", "greeting_files", "nowhere.bin", "greeting_files", "cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			m := open(t).makesGames()
			m.lists(c.of)
			m.Click("Duplicate")
			before := m.line(c.key).entry.Text
			m.fills(c.key, c.text)
			if red := m.red(); !slices.Equal(red, []string{c.red}) {
				t.Errorf("wrong are said to be %q, want %q", red, c.red)
			}
			if got := m.line(c.red).hint.Text; !strings.Contains(got, c.hint) {
				t.Errorf("the hint is %q, want %q", got, c.hint)
			}
			if !m.save.Disabled() {
				t.Error("it can be saved")
			}
			m.fills(c.key, before)
			if red := m.red(); len(red) > 0 || m.save.Disabled() {
				t.Errorf("put right, wrong are still %q", red)
			}
		})
	}
}

func TestGamesDeletedComeBackWithUndo(t *testing.T) {
	m := open(t).makesGames()
	m.Click("New")
	m.fills("about", "Precious.")
	m.Click("Save changes")
	file := m.items[m.at].Path
	m.Click("Delete")
	m.WaitForText("Deleted My game.")
	if _, err := os.Stat(file); err == nil || slices.Contains(m.names(), "My game") || slices.Contains(m.main.header.game.Options, "My game") {
		t.Fatal("it is still there")
	}
	m.Click("Undo")
	if g := m.onDisk(); g.Name != "My game" || g.About != "Precious." {
		t.Errorf("what came back is %+v", g)
	}
	if !slices.Contains(m.main.header.game.Options, "My game") {
		t.Error("it cannot be chosen again")
	}
}

func TestGamesKeepEverythingInsideTheirWindow(t *testing.T) {
	m := open(t).makesGames()
	bad := filepath.Join(t.TempDir(), "bad.toml")
	writeFile(t, bad, "rule = \"ecko\"\n", 0)
	m.drops(bad)
	m.Click("New")
	m.fills("prefix", "wrong")
	m.WaitForText("Save changes")
	size := m.Harness.Window.Canvas().Size()
	uitest.CheckInside(t, m.Harness)
	uitest.CheckTexts(t, m.Harness)
	if size.Width > 1000 || size.Height > 700 {
		t.Errorf("the window takes %v", size)
	}
}

func TestACopyOfAGameWhoseNameIsANumberKeepsTheNumber(t *testing.T) {
	m := open(t).makesGames()
	m.Click("New")
	m.fills("name", "2048")
	m.Click("Save changes")
	m.Click("Duplicate")
	if got := m.current(); got != "2048 2" {
		t.Errorf("the copy is called %q", got)
	}
	m.Click("Duplicate")
	if got := m.current(); got != "2048 3" {
		t.Errorf("the copy of the copy is called %q", got)
	}
}
