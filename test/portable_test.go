package test

import (
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// portably copies the program into a new folder, with a file that makes it portable beside it.
func portably(t *testing.T) (program string) {
	t.Helper()
	program = filepath.Join(t.TempDir(), filepath.Base(built))
	from, err := os.Open(built)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = from.Close() }()
	to, err := os.OpenFile(program, os.O_CREATE|os.O_WRONLY, 0o700)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(to, from); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(program), "portable.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return program
}

// kept is the folder in which a portable program keeps its files.
func kept(program string) string { return filepath.Join(filepath.Dir(program), "Porchlight-settings") }

// filesIn are the files and folders in a folder, by their paths in it.
func filesIn(t *testing.T, folder string) []string {
	t.Helper()
	var list []string
	err := fs.WalkDir(os.DirFS(folder), ".", func(path string, _ fs.DirEntry, err error) error {
		list = append(list, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// awayFrom is the environment of a program whose home is a folder, wherever a system looks for that.
func awayFrom(home string) []string {
	env := os.Environ()
	for _, name := range []string{"HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"} {
		env = append(env, name+"="+home)
	}
	return env
}

func TestAPortableProgramWithoutAWindowKeepsEverythingBesideItself(t *testing.T) {
	program, home := portably(t), t.TempDir()
	games := filepath.Join(kept(program), "games")
	if err := os.MkdirAll(games, 0o700); err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{
		filepath.Join(games, "stick.toml"):               "name = \"Of the stick\"\nrule = \"echo\"\n",
		filepath.Join(kept(program), "guests.toml"):      "banned = [\"127.0.0.9\"]\n",
		filepath.Join(home, "porchlight", "guests.toml"): "banned = [\"127.0.0.1\"]\n",
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := filesIn(t, home)
	cmd := exec.Command(program, "--headless", "--json", "--bind", "127.0.0.1", "--port", "0", "--game", "Of the stick")
	cmd.Env = awayFrom(home)
	p := launch(t, cmd)
	p.awaitPort()
	p.guest().echoes("in") // 127.0.0.1 is banned at home alone
	if list := filesIn(t, kept(program)); !slices.Contains(list, "crashes") {
		t.Errorf("there is no folder for reports of crashes beside the program: %v", list)
	}
	if after := filesIn(t, home); !slices.Equal(after, before) {
		t.Errorf("in the home there is %v, and was %v", after, before)
	}
	if runtime.GOOS != "windows" {
		p.stop()
	}
}

func TestThePortableFileIsLookedForBesideTheProgramThatALinkLeadsTo(t *testing.T) {
	program, elsewhere := portably(t), filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(program, elsewhere); err != nil {
		t.Skip("this system lets nobody make links: ", err)
	}
	games := filepath.Join(kept(program), "games")
	if err := os.MkdirAll(games, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(games, "stick.toml"), []byte("name = \"Of the stick\"\nrule = \"echo\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := launch(t, exec.Command(elsewhere, "--list-games"))
	p.endsWith(0)
	if !p.out.has("Of the stick") {
		t.Errorf("it lists\n%s", p.out)
	}
}

func TestAPortableProgramThatMayNotWriteSaysSoAndHosts(t *testing.T) {
	program := portably(t)
	if err := os.WriteFile(kept(program), []byte("in the way"), 0o600); err != nil { // root may write in any folder
		t.Fatal(err)
	}
	cmd := exec.Command(program, "--headless", "--json", "--bind", "127.0.0.1", "--port", "0")
	cmd.Env = awayFrom(t.TempDir())
	p := launch(t, cmd)
	p.awaitPort()
	p.guest().echoes("in")
	if said := p.err.String(); !strings.Contains(said, "nothing can be written to "+kept(program)) || !strings.Contains(said, "Copy Porchlight to a folder") {
		t.Errorf("standard error has %q", said)
	}
}

func TestTheLicencesOfAllThatIsInsideCanBeRead(t *testing.T) {
	p := start(t, "--licences")
	p.endsWith(0)
	for _, want := range []string{"=== Porchlight | BSD-3-Clause\n", "=== fyne.io/fyne/v2 | ", "Copyright 2009 The Go Authors.", "Noto Sans"} {
		if !p.out.has(want) {
			t.Errorf("it does not print %q", want)
		}
	}
}
