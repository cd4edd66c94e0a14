package library

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"porchlight/internal/game/gamefile"
)

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

// wantNoFile checks that a file does not exist.
func wantNoFile(t *testing.T, path string) {
	t.Helper()
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s exists (%v)", path, err)
	}
}

// wantErrorAt checks that err is a *gamefile.Error with the given key, line and words.
func wantErrorAt(t *testing.T, err error, key string, line int, words ...string) {
	t.Helper()
	fileError, ok := errors.AsType[*gamefile.Error](err)
	if !ok || fileError.Key != key || fileError.Line != line {
		t.Errorf("the error is %v, want one about the key %q on line %d", err, key, line)
		return
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("the error is %q, want it to contain %q", err, w)
		}
	}
}
