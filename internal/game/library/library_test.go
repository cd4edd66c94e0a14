package library

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
)

// builtin returns two built-in games in non-alphabetical order.
func builtin() fs.FS {
	return fstest.MapFS{
		"1-echo.toml":  {Data: []byte("name = 'Echo'\nrule = 'echo'")},
		"2-apple.toml": {Data: []byte("name = 'Apple'\nrule = 'relay'")},
		"readme.txt":   {Data: []byte("no game")},
	}
}

// newLibrary returns a library whose folder does not exist yet.
func newLibrary(t *testing.T) *Library {
	t.Helper()
	l, err := New(builtin(), filepath.Join(t.TempDir(), "porchlight", "games"))
	if err != nil {
		t.Fatal(err)
	}
	l.limits.time = time.Minute // a busy machine may take long
	return l
}

func itemNames(l *Library) []string {
	var all []string
	for _, it := range l.Items() {
		all = append(all, it.Name)
	}
	return all
}

// wantReload checks that Reload detects a change, and the names of all games after it.
func wantReload(t *testing.T, l *Library, want ...string) {
	t.Helper()
	if !l.Reload() {
		t.Error("Reload detects no change")
	}
	if got := itemNames(l); !reflect.DeepEqual(got, want) {
		t.Errorf("the games are %q, want %q", got, want)
	}
	if l.Reload() {
		t.Error("Reload detects a change without one")
	}
}

// backdate makes a file an hour older.
func backdate(t *testing.T, path string) {
	t.Helper()
	then := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, then, then); err != nil {
		t.Fatal(err)
	}
}

func TestBuiltInGamesAreFirst(t *testing.T) {
	l := newLibrary(t)
	if got := itemNames(l); !reflect.DeepEqual(got, []string{"Echo", "Apple"}) {
		t.Errorf("the games are %q", got)
	}
	if l.Reload() {
		t.Error("Reload detects a change without a folder")
	}
	writeFile(t, l.Folder(), "b.toml", "name = 'zebra'\nrule = 'echo'")
	writeFile(t, l.Folder(), "a.toml", "name = 'Yak'\nrule = 'echo'")
	writeFile(t, l.Folder(), "c.toml", "name = 'Ant'\nrule = 'echo'")
	wantReload(t, l, "Echo", "Apple", "Ant", "Yak", "zebra")
	for i, it := range l.Items() {
		if own := i >= 2; (it.Path != "") != own || it.Game == nil || it.Err != nil {
			t.Errorf("%s is %+v", it.Name, it)
		}
	}
}

func TestAMistakeInABuiltInGameIsAnError(t *testing.T) {
	_, err := New(fstest.MapFS{"bad.toml": {Data: []byte("rule = 'x'")}}, t.TempDir())
	wantErrorAt(t, err, "rule", 1, "bad.toml")
}

func TestAnInvalidGameFileIsListedWithItsError(t *testing.T) {
	l := newLibrary(t)
	path := writeFile(t, l.Folder(), "chess.toml", "rule = 'echo'\nplayers = 'two'")
	wantReload(t, l, "Echo", "Apple", "chess.toml")
	it := l.Items()[2]
	if it.Game != nil || it.Path != path {
		t.Errorf("it is listed as %+v", it)
	}
	wantErrorAt(t, it.Err, "players", 2, "chess.toml, line 2")
	writeFile(t, l.Folder(), "chess.toml", "rule = 'echo'\nplayers = 2")
	wantReload(t, l, "Echo", "Apple", "chess")
}

func TestReloadDetectsNewChangedAndRemovedFiles(t *testing.T) {
	l := newLibrary(t)
	path := writeFile(t, l.Folder(), "one.toml", "name = 'one'\nrule = 'echo'")
	backdate(t, path)
	wantReload(t, l, "Echo", "Apple", "one")
	writeFile(t, l.Folder(), "one.toml", "name = 'uno'\nrule = 'echo'") // of the same length
	wantReload(t, l, "Echo", "Apple", "uno")
	two := writeFile(t, l.Folder(), "two.toml", "name = 'two'\nrule = 'echo'")
	wantReload(t, l, "Echo", "Apple", "two", "uno")
	if err := os.Rename(two, filepath.Join(l.Folder(), "three.toml")); err != nil {
		t.Fatal(err)
	}
	wantReload(t, l, "Echo", "Apple", "two", "uno")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	wantReload(t, l, "Echo", "Apple", "two")
	if err := os.RemoveAll(l.Folder()); err != nil {
		t.Fatal(err)
	}
	wantReload(t, l, "Echo", "Apple")
}

func TestReloadDetectsChangesOfNamedFiles(t *testing.T) {
	l := newLibrary(t)
	writeFile(t, l.Folder(), "objects.toml", "name = 'Objects'\nrule = 'echo'\ngreeting_files = 'below/one.bin'")
	wantReload(t, l, "Echo", "Apple", "objects.toml")
	one := writeFile(t, l.Folder(), "below/one.bin", "1")
	backdate(t, one)
	wantReload(t, l, "Echo", "Apple", "Objects")
	writeFile(t, l.Folder(), "below/one.bin", "2")
	wantReload(t, l, "Echo", "Apple", "Objects")
	g, err := l.Find("Objects")
	if err != nil {
		t.Fatal(err)
	}
	if texts := g.Texts().Greeting(&game.PlayerInfo{}); len(texts) != 1 || string(texts[0]) != "2" {
		t.Errorf("the greeting is %q, want the new one", texts)
	}
}

func TestOtherFilesAreIgnored(t *testing.T) {
	l := newLibrary(t)
	content := "rule = 'echo'"
	writeFile(t, l.Folder(), "yes.toml", content)
	writeFile(t, l.Folder(), "YES2.TOML", content) // an upper-case extension
	writeFile(t, l.Folder(), ".hidden.toml", content)
	writeFile(t, l.Folder(), "._yes.toml", "\x00\x05\x16\x07") // created by macOS on foreign file systems
	writeFile(t, l.Folder(), ".git/config.toml", content)
	writeFile(t, l.Folder(), "below/no.toml", content)
	writeFile(t, l.Folder(), "folder.toml/no.toml", content)
	writeFile(t, l.Folder(), "no.toml~", content)
	writeFile(t, l.Folder(), "no.toml123", content)
	writeFile(t, l.Folder(), "toml", content)
	wantReload(t, l, "Echo", "Apple", "yes", "YES2")
	writeFile(t, l.Folder(), ".hidden.toml", content+" ")
	writeFile(t, l.Folder(), ".git/config.toml", content+" ")
	if l.Reload() {
		t.Error("Reload detects a change of a hidden file")
	}
}

func TestLinkedFoldersAndFilesAreRead(t *testing.T) {
	target := t.TempDir()
	link := filepath.Join(t.TempDir(), "games")
	if err := os.Symlink(target, link); err != nil {
		t.Fatal("cannot create a symbolic link:", err)
	}
	writeFile(t, target, "a.toml", "rule = 'echo'")
	elsewhere := writeFile(t, t.TempDir(), "b.toml", "rule = 'echo'")
	if err := os.Symlink(elsewhere, filepath.Join(target, "b.toml")); err != nil {
		t.Fatal(err)
	}
	l, err := New(builtin(), link)
	if err != nil {
		t.Fatal(err)
	}
	if got := itemNames(l); !reflect.DeepEqual(got, []string{"Echo", "Apple", "a", "b"}) {
		t.Errorf("the games are %q", got)
	}
}

func TestConcurrentWritersLoseNoGame(t *testing.T) {
	for range 20 {
		l := newLibrary(t)
		undo, err := l.Remove(writeFile(t, l.Folder(), "echo.toml", "rule = 'echo'"))
		if err != nil {
			t.Fatal(err)
		}
		from := writeFile(t, t.TempDir(), "echo.toml", "rule = 'echo'")
		const each = 4
		var busy sync.WaitGroup
		begin := make(chan struct{})
		write := func(do func() error) {
			busy.Go(func() {
				<-begin
				if err := do(); err != nil {
					t.Error(err)
				}
			})
		}
		for range each {
			write(func() error { _, err := l.Put(game.Echo(), ""); return err })
			write(func() error { _, err := l.Import(from); return err })
		}
		write(func() error { _, err := undo(); return err })
		close(begin)
		busy.Wait()
		if files, err := os.ReadDir(l.Folder()); err != nil || len(files) != 2*each+1 {
			t.Fatalf("the folder contains %v (%v), want %d games", files, err, 2*each+1)
		}
	}
}

func TestItemsDoesNotWaitForFiles(t *testing.T) {
	l := newLibrary(t)
	writeFile(t, l.Folder(), "slow.toml", "rule = 'echo'")
	loading, proceed := make(chan struct{}), make(chan struct{})
	l.load = func(path string) (*game.Game, error) {
		close(loading)
		<-proceed
		return gamefile.Load(path)
	}
	reloaded := make(chan bool)
	go func() { reloaded <- l.Reload() }()
	<-loading
	listed := make(chan []string, 1)
	go func() { listed <- itemNames(l) }()
	select {
	case got := <-listed:
		if !reflect.DeepEqual(got, []string{"Echo", "Apple"}) {
			t.Errorf("meanwhile the games are %q", got)
		}
	case <-time.After(10 * time.Second):
		t.Error("Items waits while a file is read")
	}
	close(proceed)
	if !<-reloaded || !slices.Contains(itemNames(l), "slow") {
		t.Errorf("then the games are %q", itemNames(l))
	}
}

// The race detector checks what this test does not.
func TestALibraryIsSafeForConcurrentUse(t *testing.T) {
	l := newLibrary(t)
	var busy sync.WaitGroup
	for range 4 {
		busy.Go(func() {
			for range 30 {
				l.Reload()
				_ = len(l.Items())
				if _, err := l.Find("Echo"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	busy.Go(func() {
		for range 30 {
			path, err := l.Put(game.Echo(), "")
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := l.Remove(path); err != nil {
				t.Error(err)
			}
		}
	})
	busy.Wait()
}
