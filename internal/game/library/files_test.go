package library

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
)

func TestPutNamesTheFileAfterTheGame(t *testing.T) {
	for name, want := range map[string]string{
		"My Chess":                "my-chess.toml",
		"Große Partie: 2/3 \\ *?": "große-partie-23--.toml",
		"日本":                      "日本.toml",
		"../../etc/passwd":        "etcpasswd.toml",
		"...":                     "game.toml",
		"snake_case-2":            "snake_case-2.toml",
		strings.Repeat("ü", 300):  strings.Repeat("ü", 50) + ".toml",
	} {
		l := newLibrary(t)
		g := game.Echo()
		g.Name = name
		path, err := l.Put(g, "")
		if err != nil || path != filepath.Join(l.Folder(), want) {
			t.Errorf("%q is saved as %q (%v), want %q", name, path, err, want)
		}
		wantReload(t, l, "Echo", "Apple", name)
	}
}

func TestPutNeverOverwritesAnotherGame(t *testing.T) {
	l := newLibrary(t)
	taken := writeFile(t, l.Folder(), "chess.toml", "rule = 'x' # mine, and not finished")
	writeFile(t, l.Folder(), "chess-2.toml/inside.txt", "a folder")
	g := game.Echo()
	g.Name = "Chess"
	for _, want := range []string{"chess-3.toml", "chess-4.toml"} {
		path, err := l.Put(g, "")
		if err != nil || filepath.Base(path) != want {
			t.Errorf("it is saved as %q (%v), want %s", path, err, want)
		}
	}
	wantContent(t, taken, "rule = 'x' # mine, and not finished")
	if err := os.Symlink("nowhere", filepath.Join(l.Folder(), "go.toml")); err == nil {
		g.Name = "Go"
		if path, err := l.Put(g, ""); err != nil || filepath.Base(path) != "go-2.toml" {
			t.Errorf("beside a link it is saved as %q (%v)", path, err)
		}
	}
}

func TestPutReplacesTheGivenFile(t *testing.T) {
	l := newLibrary(t)
	g := game.Echo()
	path, err := l.Put(g, "")
	if err != nil {
		t.Fatal(err)
	}
	g.Name = "Renamed"
	again, err := l.Put(g, path)
	if err != nil || again != path {
		t.Errorf("it is saved as %q (%v), want %q", again, err, path)
	}
	wantContent(t, path, string(gamefile.Encode(g)))
	wantOnlyFile(t, l.Folder(), filepath.Base(path))
}

func TestPutReturnsTheSystemsError(t *testing.T) {
	l, err := New(builtin(), filepath.Join(writeFile(t, t.TempDir(), "file", "x"), "games")) // in place of a folder
	if err != nil {
		t.Fatal(err)
	}
	if path, err := l.Put(game.Echo(), ""); err == nil {
		t.Errorf("it is saved as %q", path)
	}
	if path := l.unusedPath("Echo"); filepath.Base(path) != "echo.toml" {
		t.Errorf("the unused path is %q", path)
	}
}

func TestImportCopiesAGame(t *testing.T) {
	l := newLibrary(t)
	from := writeFile(t, t.TempDir(), "Chess of Bob.toml", "rule = 'relay'\ngreeting = ['white', 'black']\n[framing]\nin = 'line'")
	path, err := l.Import(from)
	if err != nil || path != filepath.Join(l.Folder(), "chess-of-bob.toml") {
		t.Fatalf("it is saved as %q (%v)", path, err)
	}
	wantReload(t, l, "Echo", "Apple", "Chess of Bob")
	imported, err := gamefile.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if there, err := gamefile.Load(from); err != nil || !reflect.DeepEqual(imported, there) {
		t.Errorf("it is saved as %+v (%v)", imported, err)
	}
	if again, err := l.Import(from); err != nil || again == path {
		t.Errorf("again it is saved as %q (%v)", again, err)
	}
	wantContent(t, path, string(gamefile.Encode(imported)))
}

func TestImportGivesAGameAnUnusedName(t *testing.T) {
	t.Parallel()
	l := newLibrary(t)
	from := writeFile(t, t.TempDir(), "sent.toml", "name = 'ECHO'\nrule = 'relay'")
	for _, want := range []string{"ECHO 2", "ECHO 3"} {
		path, err := l.Import(from)
		if err != nil {
			t.Fatal(err)
		}
		g, err := gamefile.Load(path)
		if err != nil || g.Name != want || g.Rule != game.RuleRelay {
			t.Errorf("it is saved as %+v (%v), want the name %q", g, err, want)
		}
		l.Reload()
		if found, err := l.Find(want); err != nil || !reflect.DeepEqual(found, g) {
			t.Errorf("by its name %+v (%v) is found", found, err)
		}
	}
}

func TestImportRejectsInvalidAndIncompleteGames(t *testing.T) {
	l := newLibrary(t)
	folder := t.TempDir()
	_, err := l.Import(writeFile(t, folder, "bad.toml", "rule = 'echo'\nfoo = 1"))
	wantErrorAt(t, err, "foo", 2, "bad.toml, line 2")
	writeFile(t, folder, "one.bin", "1")
	for _, content := range []string{"rule = 'echo'\ngreeting_files = 'one.bin'", "rule = 'swap'\nstate_files = 'one.bin'"} {
		_, err = l.Import(writeFile(t, folder, "objects.toml", content))
		wantErrorAt(t, err, "", 0, "objects.toml", "other files", l.Folder())
	}
	if _, err := l.Import(filepath.Join(folder, "none.toml")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the error is %v", err)
	}
	wantNoFile(t, l.Folder())
}

func TestRemoveCanBeUndone(t *testing.T) {
	l := newLibrary(t)
	content := "# with a comment\nrule   = 'echo'"
	path := writeFile(t, l.Folder(), "chess.toml", content)
	l.Reload()
	undo, err := l.Remove(path)
	if err != nil {
		t.Fatal(err)
	}
	wantNoFile(t, path)
	wantReload(t, l, "Echo", "Apple")
	if restored, err := undo(); err != nil || restored != path {
		t.Fatalf("it is restored as %q (%v), want %q", restored, err, path)
	}
	wantContent(t, path, content)
	wantReload(t, l, "Echo", "Apple", "chess")
	if _, err := l.Remove(filepath.Join(l.Folder(), "none.toml")); err == nil {
		t.Error("a missing file was removed")
	}
}

func TestUndoingARemovalOverwritesNothing(t *testing.T) {
	l := newLibrary(t)
	path := writeFile(t, l.Folder(), "chess.toml", "rule = 'echo'")
	undo, err := l.Remove(path)
	if err != nil {
		t.Fatal(err)
	}
	g := game.Echo()
	g.Name = "Chess"
	if again, err := l.Put(g, ""); err != nil || again != path {
		t.Fatalf("the new one is saved as %q (%v), want %q", again, err, path)
	}
	restored, err := undo()
	if err != nil || restored != filepath.Join(l.Folder(), "chess-2.toml") {
		t.Fatalf("it is restored as %q (%v)", restored, err)
	}
	wantContent(t, path, string(gamefile.Encode(g)))
	wantContent(t, restored, "rule = 'echo'")
}
