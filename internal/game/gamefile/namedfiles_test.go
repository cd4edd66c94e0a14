package gamefile

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

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
			g.Rule, g.GreetingFiles = game.RuleSwap, []string{name}
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
