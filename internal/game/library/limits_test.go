package library

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
)

// writeGames creates n games in a folder. Their files are in the reverse order of their names.
func writeGames(t *testing.T, folder string, n int) {
	t.Helper()
	for i := range n {
		writeFile(t, folder, fmt.Sprintf("%d.toml", i), fmt.Sprintf("name = 'game %d'\nrule = 'echo'", n-i))
	}
}

// wantUnread checks which files of the person are listed as not read, and the reason.
func wantUnread(t *testing.T, l *Library, reason string, want ...string) {
	t.Helper()
	var got []string
	for _, it := range l.Items() {
		if it.Err == nil {
			continue
		}
		got = append(got, it.Name)
		wantErrorAt(t, it.Err, "", 0, it.Name, reason)
		if want := filepath.Join(l.Folder(), it.Name); it.Path != want || it.Game != nil {
			t.Errorf("%s is listed as %+v, want the path %s and no game", it.Name, it, want)
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q are listed as not read, want %q", got, want)
	}
}

func TestGamesBeyondTheLimitAreListedAsNotRead(t *testing.T) {
	l := newLibrary(t)
	l.limits.games = 2
	writeGames(t, l.Folder(), 4)
	loaded := 0
	l.load = func(path string) (*game.Game, error) {
		loaded++
		return gamefile.Load(path)
	}
	wantReload(t, l, "Echo", "Apple", "2.toml", "3.toml", "game 3", "game 4")
	wantUnread(t, l, "first 2 by the names", "2.toml", "3.toml")
	if loaded != 2 {
		t.Errorf("%d files are read", loaded)
	}
	if err := os.Remove(filepath.Join(l.Folder(), "0.toml")); err != nil {
		t.Fatal(err)
	}
	wantReload(t, l, "Echo", "Apple", "3.toml", "game 2", "game 3")
	wantUnread(t, l, "first 2 by the names", "3.toml")
}

// All games of a folder would otherwise hold 16 MiB each.
func TestNamedFilesOfAllGamesHaveATotalLimit(t *testing.T) {
	l := newLibrary(t)
	l.limits.bytes = 2 << 20
	writeFile(t, l.Folder(), "file", strings.Repeat("x", 1<<20))
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		writeFile(t, l.Folder(), name+".toml", "rule = 'swap'\ngreeting_files = ['file', './file']\nstate_files = 'file'")
	}
	wantReload(t, l, "Echo", "Apple", "a", "b", "c", "d.toml", "e.toml") // the third exceeds the limit
	wantUnread(t, l, "more than 2 MiB together", "d.toml", "e.toml")
}

// A folder of files that take long must not delay a start.
func TestReadingTakesBoundedTimeAndIsContinued(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLibrary(t)
		writeGames(t, l.Folder(), 5)
		l.load = func(path string) (*game.Game, error) {
			time.Sleep(l.limits.time/2 + 1)
			return gamefile.Load(path)
		}
		for _, unread := range [][]string{{"2.toml", "3.toml", "4.toml"}, {"4.toml"}, nil} {
			began := time.Now()
			if !l.Reload() {
				t.Error("Reload reports no change")
			}
			if took := time.Since(began); took > 2*l.limits.time {
				t.Errorf("Reload took %v", took)
			}
			wantUnread(t, l, "took too long", unread...)
		}
		if l.Reload() {
			t.Error("Reload reports a change after all files are read")
		}
		if got := itemNames(l); !reflect.DeepEqual(got[2:], []string{"game 1", "game 2", "game 3", "game 4", "game 5"}) {
			t.Errorf("the games are %q", got)
		}
	})
}

func TestAFolderWithTooManyFilesIsExaminedInPart(t *testing.T) {
	l := newLibrary(t)
	l.limits.entries = 50
	writeGames(t, l.Folder(), 2)
	for i := range 48 {
		writeFile(t, l.Folder(), fmt.Sprintf("below/%d", i), "")
	}
	wantReload(t, l, "Echo", "Apple", "game 1", "game 2", "games") // the folder below is an entry, too
	items := l.Items()
	last := items[len(items)-1]
	if last.Path != "" || last.Game != nil {
		t.Errorf("the folder is listed as %+v", last)
	}
	wantErrorAt(t, last.Err, "", 0, "games: this folder holds more than 50 files")
	if err := os.Remove(filepath.Join(l.Folder(), "below", "0")); err != nil {
		t.Fatal(err)
	}
	if l.Reload(); slices.Contains(itemNames(l), "games") {
		t.Error("a folder of as many files as are examined is listed as one of too many")
	}
	for i := range 60 {
		writeFile(t, l.Folder(), fmt.Sprintf("file %d", i), "")
	}
	if l.Reload(); !slices.Contains(itemNames(l), "games") {
		t.Error("a folder of too many files in one place is not listed")
	}
}

func TestAHugeFileIsNotRemoved(t *testing.T) {
	l := newLibrary(t)
	path := writeFile(t, l.Folder(), "large.toml", "")
	if err := os.Truncate(path, maxRemoved+1); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Remove(path); err == nil {
		t.Error("it is removed, and could not be restored")
	}
	if err := os.Truncate(path, maxRemoved); err != nil {
		t.Fatal(err)
	}
	undo, err := l.Remove(path)
	if err != nil {
		t.Fatal(err)
	}
	wantNoFile(t, path)
	if restored, err := undo(); err != nil || restored != path {
		t.Fatalf("it is restored as %q (%v), want %q", restored, err, path)
	}
	if info, err := os.Stat(path); err != nil || info.Size() != maxRemoved {
		t.Errorf("it is restored as %v, %v", info, err)
	}
}
