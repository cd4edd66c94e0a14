package games

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"go.uber.org/goleak"

	"porchlight/assets"
	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
	"porchlight/internal/game/library"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"
)

func TestMain(m *testing.M) {
	uitest.DropFontOutlines()
	goleak.VerifyTestMain(m)
}

// windowHarness drives a window of games. It looks for changed files whenever the test waits, as the main window does.
type windowHarness struct {
	*uitest.Harness
	*Window
	changes int // how often OnChanged was called
}

// open shows the window of games for a library in a folder of the test's own.
func open(t testing.TB) *windowHarness {
	t.Helper()
	w := newWindow(t)
	w.Show("Echo")
	return w
}

// newWindow makes a window that is not shown yet.
func newWindow(t testing.TB) *windowHarness {
	t.Helper()
	app, queue := uitest.NewApp(theme.VariantDark), uitest.NewQueue()
	app.Settings().SetTheme(kit.NewTheme())
	lib, err := library.New(assets.Games(), filepath.Join(t.TempDir(), "games"))
	if err != nil {
		t.Fatal(err)
	}
	h := &windowHarness{}
	h.Window = New(Params{App: app, Library: lib, Dispatch: queue.Dispatch, OnChanged: func() { h.changes++ }})
	h.Harness = uitest.New(t, app, h.window, queue)
	h.Poll = func() {
		if lib.Reload() {
			h.Refresh()
		}
	}
	return h
}

// input returns the input for a key of game files.
func (h *windowHarness) input(key string) *input {
	h.T.Helper()
	for _, in := range h.form.inputs {
		if in.key == key {
			return in
		}
	}
	h.T.Fatalf("the form has no %q", key)
	return nil
}

// fill replaces the text of an input by typing, even if the input is scrolled out of view.
func (h *windowHarness) fill(key, text string) {
	h.T.Helper()
	in := h.input(key)
	if in.entry.Disabled() {
		h.T.Fatalf("the entry of %q is disabled", key)
	}
	h.window.Canvas().Focus(in.entry)
	in.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	in.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	for _, r := range text {
		if r == '\n' {
			in.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			continue
		}
		in.entry.TypedRune(r)
	}
}

// selectGame selects a game in the list.
func (h *windowHarness) selectGame(name string) {
	h.T.Helper()
	i := slices.IndexFunc(h.items, func(it library.Item) bool { return it.Name == name })
	if i < 0 {
		h.T.Fatalf("no game %q among %v", name, h.names())
	}
	h.list.Select(i)
}

// names returns the names of the listed games.
func (h *windowHarness) names() []string {
	var names []string
	for _, it := range h.items {
		names = append(names, it.Name)
	}
	return names
}

// current returns the name of the game in the form.
func (h *windowHarness) current() string { return h.item.Name }

// invalidKeys returns the keys of the inputs whose hints show an error.
func (h *windowHarness) invalidKeys() []string {
	var keys []string
	for _, in := range h.form.inputs {
		if in.hint.Importance == widget.DangerImportance {
			keys = append(keys, in.key)
		}
	}
	return keys
}

// fromDisk reads the file of the game in the form.
func (h *windowHarness) fromDisk() *game.Game {
	h.T.Helper()
	g, err := gamefile.Load(h.item.Path)
	if err != nil {
		h.T.Fatal(err)
	}
	return g
}

// drop drops files on the window.
func (h *windowHarness) drop(files ...string) { h.window.(*uitest.Window).Drop(files...) }

// writeFile writes a file and its folder, with a modification time that lies age in the past, so that no two versions
// of a file look alike.
func writeFile(t testing.TB, path, content string, age time.Duration) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	when := time.Now().Add(-age)
	if err := os.Chtimes(path, when, when); err != nil {
		t.Fatal(err)
	}
}
