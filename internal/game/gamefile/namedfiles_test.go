package gamefile

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"porchlight/internal/game"
)

func TestNamedFilesAreReadUnchanged(t *testing.T) {
	folder := t.TempDir()
	const binary = "\x80\x04\x95\x00\x00{seat}\xff\r\n\x94."
	writeFile(t, folder, "one.bin", binary)
	writeFile(t, folder, "below/two.bin", "\x00")
	writeFile(t, folder, "empty.bin", "")
	writeFile(t, folder, "lines.txt", " \n{seat}\r\n\n")
	g, err := Load(writeFile(t, folder, "objects.toml", `rule = "swap"
greeting_files = ["one.bin", "below/two.bin", "empty.bin", "lines.txt"]
state_files = ["./below/../below/two.bin", "one.bin"]
`))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"one.bin": binary, "below/two.bin": "\x00", "empty.bin": "", "lines.txt": " \n{seat}\r\n\n", "./below/../below/two.bin": "\x00",
	} {
		if content, ok := g.Files[name]; string(content) != want || !ok {
			t.Errorf("%s is read as %q, %v, want %q", name, content, ok, want)
		}
	}
}

func TestAnUnreadableNamedFileIsAnErrorWithItsLine(t *testing.T) {
	outside := writeFile(t, t.TempDir(), "outside.bin", "secret")
	folder := t.TempDir()
	writeFile(t, folder, "large.bin", strings.Repeat("x", 1<<20+1))
	writeFile(t, folder, "longest.bin", strings.Repeat("x", 1<<20))
	writeFile(t, folder, "folder/file.bin", "x")
	relative, err := filepath.Rel(folder, outside)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"none.bin", "large.bin", "folder", ".", "", "..", relative, outside, "folder/../" + filepath.ToSlash(relative), "folder/file.bin/x", "a\nb", "\u202e",
	} {
		for _, key := range []string{"greeting_files", "state_files"} {
			content := "name = 'x'\nrule = 'swap'\n" + key + " = [\n'longest.bin',\n" + quoteTOML(name) + "]"
			_, err := Load(writeFile(t, folder, "game.toml", content))
			wantErrorAt(t, err, key, 3, "game.toml, line 3: "+key, "cannot be read", "beside the game file", "1 MiB")
		}
	}
	if runtime.GOOS == "windows" {
		return
	}
	_, err = Load(writeFile(t, folder, "game.toml", "rule = 'swap'\nstate_files = 'folder/file.bin'"))
	if err != nil {
		t.Error(err)
	}
}

// countingFS counts the files that are opened.
type countingFS struct {
	fs.FS
	opened *int
}

// Open implements fs.FS.
func (c countingFS) Open(name string) (fs.File, error) {
	*c.opened++
	return c.FS.Open(name)
}

// Stat implements fs.StatFS.
func (c countingFS) Stat(name string) (fs.FileInfo, error) { return fs.Stat(c.FS, name) }

// A small game file from a stranger could otherwise take gigabytes.
func TestAFileIsReadOnceHoweverItIsNamed(t *testing.T) {
	names := []string{"f", "f", "./f", "f/../f", "x//../f"}
	for i := range 50 {
		names = append(names, fmt.Sprintf("%d/../f", i))
	}
	for _, key := range []string{"greeting_files", "state_files"} {
		opened := 0
		folder := countingFS{fstest.MapFS{"f": {Data: bytes.Repeat([]byte("x"), maxNamedFile)}}, &opened}
		content := "rule = 'swap'\n" + key + " = ['" + strings.Join(names, "', '") + "']"
		g, err := decode([]byte(content), "my.toml", folder)
		if err != nil || opened != 1 {
			t.Fatalf("%s: the file is opened %d times (%v)", key, opened, err)
		}
		for _, name := range names {
			if content := g.Files[name]; len(content) != maxNamedFile || &content[0] != &g.Files["f"][0] {
				t.Errorf("%q has %d bytes, or a copy of them", name, len(content))
			}
		}
	}
}

func TestNamedFilesHaveATotalLimit(t *testing.T) {
	folder := fstest.MapFS{}
	var names []string
	for i := range maxNamedFiles/maxNamedFile + 1 {
		name := fmt.Sprintf("%d.bin", i)
		folder[name] = &fstest.MapFile{Data: make([]byte, maxNamedFile)}
		names = append(names, name)
	}
	content := func(greeting, state []string) []byte {
		return []byte("rule = 'swap'\ngreeting_files = ['" + strings.Join(greeting, "', '") + "']\nstate_files = ['" + strings.Join(state, "', '") + "']")
	}
	if _, err := decode(content(names[:1], names[:len(names)-1]), "my.toml", folder); err != nil {
		t.Error("as many as are allowed:", err)
	}
	for half := range 3 {
		_, err := decode(content(names[:half+1], names[half+1:]), "my.toml", folder)
		wantErrorAt(t, err, "state_files", 3, "my.toml, line 3: state_files: ", "16 MiB together", "fewer or smaller")
	}
}

// quoteTOML returns a TOML string.
func quoteTOML(s string) string {
	g := game.Game{Name: s}
	line, _, _ := bytes.Cut(Encode(&g), []byte("\n"))
	return string(bytes.TrimPrefix(line, []byte("name = ")))
}

// Without it, a folder from a stranger could send a private file to every player.
func TestNoLinkLeadsOutOfTheGameFolder(t *testing.T) {
	secret := writeFile(t, t.TempDir(), "secret.bin", "secret")
	folder := t.TempDir()
	inside := writeFile(t, folder, "inside.bin", "x")
	for name, target := range map[string]string{
		"file.bin": secret, "folder": filepath.Dir(secret), "chain.bin": filepath.Join(folder, "file.bin"), "inner.bin": filepath.Base(inside),
	} {
		if err := os.Symlink(target, filepath.Join(folder, name)); err != nil {
			t.Skip("cannot create a symbolic link:", err)
		}
	}
	for _, name := range []string{"file.bin", "folder/secret.bin", "chain.bin"} {
		for _, key := range []string{"greeting_files", "state_files"} {
			g := game.Echo()
			g.Rule, g.GreetingFiles = game.RuleSwap, [][]string{{name}}
			if key == "state_files" {
				g.GreetingFiles, g.StateFiles = nil, []string{name}
			}
			path := filepath.Join(folder, "game.toml")
			if err := Save(path, g); err != nil {
				t.Fatal(err)
			}
			_, err := Load(path)
			wantErrorAt(t, err, key, 4, "cannot be read")
			wantErrorAt(t, Check(g, folder), key, 4, "cannot be read")
		}
	}
	path := writeFile(t, folder, "game.toml", "rule = 'echo'\ngreeting_files = 'inner.bin'")
	if g, err := Load(path); err != nil || string(g.Files["inner.bin"]) != "x" {
		t.Errorf("a link within the folder is read as %+v (%v)", g, err)
	}
}

func TestACommandRunsInAFolderBesideItsGameFile(t *testing.T) {
	folder := t.TempDir()
	for given, want := range map[string]string{"": folder, "folder = 'code'": filepath.Join(folder, "code"), "folder = '/srv/game'": "/srv/game"} {
		g, err := Load(writeFile(t, folder, "own.toml", "rule = 'forward'\ncommand = ['python3', 'server.py']\n"+given))
		if err != nil {
			t.Fatal(err)
		}
		if filepath.ToSlash(g.Server.Folder) != filepath.ToSlash(want) {
			t.Errorf("with %q the folder is %s, want %s", given, g.Server.Folder, want)
		}
	}
}
