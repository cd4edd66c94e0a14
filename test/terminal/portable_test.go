package terminal

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"porchlight/test/program"
)

// homeEnv returns the environment of a program whose home is a folder, wherever a system looks for that.
func homeEnv(home string) []string {
	env := os.Environ()
	for _, name := range []string{"HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"} {
		env = append(env, name+"="+home)
	}
	return env
}

func TestAPortableProgramWithoutAWindowKeepsEverythingBesideItself(t *testing.T) {
	t.Parallel()
	path, home := program.CopyPortable(t, builtPath), t.TempDir()
	games := filepath.Join(program.PortableFolder(path), "games")
	if err := os.MkdirAll(games, 0o700); err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{
		filepath.Join(games, "stick.toml"):                         "name = \"Of the stick\"\nrule = \"echo\"\n",
		filepath.Join(program.PortableFolder(path), "guests.toml"): "banned = [\"127.0.0.9\"]\n",
		filepath.Join(home, "porchlight", "guests.toml"):           "banned = [\"127.0.0.1\"]\n",
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := program.FilesIn(t, home)
	cmd := exec.Command(path, "--headless", "--json", "--bind", "127.0.0.1", "--port", "0", "--game", "Of the stick")
	cmd.Env = homeEnv(home)
	p := program.Launch(t, cmd)
	p.WaitForPort()
	p.Connect().Echo("in") // 127.0.0.1 is banned at home alone
	if list := program.FilesIn(t, program.PortableFolder(path)); !slices.Contains(list, "crashes") {
		t.Errorf("there is no folder for reports of crashes beside the program: %v", list)
	}
	if after := program.FilesIn(t, home); !slices.Equal(after, before) {
		t.Errorf("in the home there is %v, and was %v", after, before)
	}
	if runtime.GOOS != "windows" {
		p.Stop()
	}
}

func TestThePortableFileIsLookedForBesideTheProgramThatALinkLeadsTo(t *testing.T) {
	t.Parallel()
	path, elsewhere := program.CopyPortable(t, builtPath), filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(path, elsewhere); err != nil {
		t.Skip("this system lets nobody make links: ", err)
	}
	games := filepath.Join(program.PortableFolder(path), "games")
	if err := os.MkdirAll(games, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(games, "stick.toml"), []byte("name = \"Of the stick\"\nrule = \"echo\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := program.Launch(t, exec.Command(elsewhere, "--list-games"))
	p.WaitForExit(0)
	if !p.Stdout.Contains("Of the stick") {
		t.Errorf("it lists\n%s", p.Stdout)
	}
}

func TestAPortableProgramThatMayNotWriteSaysSoAndHosts(t *testing.T) {
	t.Parallel()
	path := program.CopyPortable(t, builtPath)
	if err := os.WriteFile(program.PortableFolder(path), []byte("in the way"), 0o600); err != nil { // root may write in any folder
		t.Fatal(err)
	}
	cmd := exec.Command(path, "--headless", "--json", "--bind", "127.0.0.1", "--port", "0")
	cmd.Env = homeEnv(t.TempDir())
	p := program.Launch(t, cmd)
	p.WaitForPort()
	p.Connect().Echo("in")
	if said := p.Stderr.String(); !strings.Contains(said, "nothing can be written to "+program.PortableFolder(path)) || !strings.Contains(said, "Copy Porchlight to a folder") {
		t.Errorf("standard error has %q", said)
	}
}

func TestTheLicencesOfAllThatIsInsideCanBeRead(t *testing.T) {
	t.Parallel()
	p := program.Start(t, builtPath, "--licences")
	p.WaitForExit(0)
	for _, want := range []string{"=== Porchlight | BSD-3-Clause\n", "=== fyne.io/fyne/v2 | ", "Copyright 2009 The Go Authors.", "Noto Sans"} {
		if !p.Stdout.Contains(want) {
			t.Errorf("it does not print %q", want)
		}
	}
}
