package gamefile

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"porchlight/internal/framing"
	"porchlight/internal/game"
)

// timeout bounds the wait for a state on a busy machine.
const timeout = 30 * time.Second

// mustDecode returns the game of a file my.toml with the given content in an empty folder.
func mustDecode(t testing.TB, content string) *game.Game {
	t.Helper()
	g, err := decode([]byte(content), "my.toml", fstest.MapFS{})
	if err != nil {
		t.Fatalf("%s\n%v", content, err)
	}
	return g
}

// wantError checks that a file my.toml with the given content is invalid, and the error's key, line and
// words.
func wantError(t *testing.T, content, key string, line int, words ...string) {
	t.Helper()
	_, err := decode([]byte(content), "my.toml", fstest.MapFS{})
	wantErrorAt(t, err, key, line, words...)
}

// wantErrorAt checks that err is an *Error of one line that begins with the file, and its key, line and
// words.
func wantErrorAt(t *testing.T, err error, key string, line int, words ...string) {
	t.Helper()
	fileError, ok := errors.AsType[*Error](err)
	if !ok {
		t.Fatalf("the error is %v, want an *Error", err)
	}
	if fileError.Key != key || fileError.Line != line {
		t.Errorf("the error is about the key %q on line %d, want %q on line %d: %v", fileError.Key, fileError.Line, key, line, err)
	}
	text := err.Error()
	if !strings.HasPrefix(text, fileError.File) || fileError.File == "" || strings.Contains(text, "\n") {
		t.Errorf("the error is %q, want one line that begins with the file", text)
	}
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("the error is %q, want it to contain %q", text, w)
		}
	}
}

func mustParse(t testing.TB, name string) framing.Framing {
	t.Helper()
	f, err := framing.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// equal compares two games. An empty list equals no list.
func equal(a, b *game.Game) bool { return reflect.DeepEqual(normalised(*a), normalised(*b)) }

func normalised(g game.Game) game.Game {
	for _, list := range []*[]string{&g.State, &g.StateHex, &g.StateFiles, &g.Server.Command, &g.Server.Environment} {
		if len(*list) == 0 {
			*list = nil
		}
	}
	for _, seats := range []*[][]string{&g.Greeting, &g.GreetingHex, &g.GreetingFiles} {
		if len(*seats) == 0 {
			*seats = nil
			continue
		}
		*seats = slices.Clone(*seats)
		for i, messages := range *seats {
			if len(messages) == 0 {
				(*seats)[i] = nil
			}
		}
	}
	return g
}

// writeFile creates a file with its folders and returns its path.
func writeFile(t testing.TB, folder, name, content string) string {
	t.Helper()
	path := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// wantContent checks the content of a file.
func wantContent(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%s contains %q (%v), want %q", path, got, err, want)
	}
}

// wantOnlyFile checks that a folder contains one file and no leftovers.
func wantOnlyFile(t *testing.T, folder, name string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 || entries[0].Name() != name {
		t.Errorf("the folder contains %v (%v), want %s alone", entries, err, name)
	}
}
