package game

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"porchlight/internal/framing"
)

// patience is how long a test waits for what must come, on a machine that is busy with other things.
const patience = 30 * time.Second

// read makes a game of the content of my.toml, which lies beside nothing.
func read(t testing.TB, content string) *Game {
	t.Helper()
	g, err := parse([]byte(content), "my.toml", fstest.MapFS{})
	if err != nil {
		t.Fatalf("%s\n%v", content, err)
	}
	return g
}

// refuses checks that my.toml with that content is no game, and that the error is about the key, on
// the line, and says all of the words.
func refuses(t *testing.T, content, key string, line int, words ...string) {
	t.Helper()
	_, err := parse([]byte(content), "my.toml", fstest.MapFS{})
	isFileError(t, err, key, line, words...)
}

func isFileError(t *testing.T, err error, key string, line int, words ...string) {
	t.Helper()
	wrong, ok := errors.AsType[*FileError](err)
	if !ok {
		t.Fatalf("the error is %v, want a *FileError", err)
	}
	if wrong.Key != key || wrong.Line != line {
		t.Errorf("the error is about the key %q on line %d, want %q on line %d: %v", wrong.Key, wrong.Line, key, line, err)
	}
	said := err.Error()
	if !strings.HasPrefix(said, wrong.File) || wrong.File == "" || strings.Contains(said, "\n") {
		t.Errorf("the error is %q, want one line that begins with the file", said)
	}
	for _, w := range words {
		if !strings.Contains(said, w) {
			t.Errorf("the error is %q, want it to say %q", said, w)
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

// equal tells whether two games say the same. A list without texts is like none.
func equal(a, b *Game) bool { return reflect.DeepEqual(tidy(*a), tidy(*b)) }

func tidy(g Game) Game {
	for _, list := range []*[]string{&g.Greeting, &g.GreetingFiles, &g.State, &g.StateFiles} {
		if len(*list) == 0 {
			*list = nil
		}
	}
	return g
}

// write puts a file into a folder, which it makes where it must, and returns the file's path.
func write(t testing.TB, folder, name, content string) string {
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

// holds checks what is in a file.
func holds(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, []byte(want)) {
		t.Errorf("%s holds %q (%v), want %q", path, got, err, want)
	}
}

// gone checks that there is no such file.
func gone(t *testing.T, path string) {
	t.Helper()
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is still there (%v)", path, err)
	}
}
