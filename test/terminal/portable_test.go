package terminal

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"porchlight/test/process"
	"porchlight/test/program"
)

func TestAPortableProgramWithoutAWindowKeepsEverythingBesideItself(t *testing.T) {
	t.Parallel()
	path, home := program.CopyPortable(t, builtPath), t.TempDir()
	games := filepath.Join(program.PortableFolder(path), "games")
	if err := os.MkdirAll(games, 0o700); err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{
		filepath.Join(games, "stick.toml"):                                     "name = \"Of the stick\"\nrule = \"echo\"\n",
		filepath.Join(program.PortableFolder(path), "guests.toml"):             "banned = [\"127.0.0.9\"]\n",
		filepath.Join(process.ConfigFolder(home), "porchlight", "guests.toml"): "banned = [\"127.0.0.1\"]\n",
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
	cmd.Env = process.HomeEnv(home)
	p := program.Launch(t, cmd)
	p.WaitForPort()
	p.Connect().Echo("in") // 127.0.0.1 is banned only by the list in the home folder
	if list := program.FilesIn(t, program.PortableFolder(path)); !slices.Contains(list, "crashes") {
		t.Errorf("the folder for crash reports is missing beside the program: %v", list)
	}
	if after := program.FilesIn(t, home); !slices.Equal(after, before) {
		t.Errorf("the home folder contains %v, and before %v", after, before)
	}
	p.Stop()
}

func TestThePortableFileIsLookedForBesideTheTargetOfALink(t *testing.T) {
	t.Parallel()
	path, elsewhere := program.CopyPortable(t, builtPath), filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(path, elsewhere); err != nil {
		t.Skip("links cannot be created: ", err)
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
	if err := os.WriteFile(program.PortableFolder(path), []byte("in the way"), 0o600); err != nil { // a file in the way, because root may write into any folder
		t.Fatal(err)
	}
	cmd := exec.Command(path, "--headless", "--json", "--bind", "127.0.0.1", "--port", "0")
	cmd.Env = process.HomeEnv(t.TempDir())
	p := program.Launch(t, cmd)
	p.WaitForPort()
	p.Connect().Echo("in")
	if stderr := p.Stderr.String(); !strings.Contains(stderr, "nothing can be written to "+program.PortableFolder(path)) || !strings.Contains(stderr, "Copy Porchlight to a folder") {
		t.Errorf("standard error has %q", stderr)
	}
}

func TestTheLicencesOfEverythingInTheProgramCanBeRead(t *testing.T) {
	t.Parallel()
	p := program.Start(t, builtPath, "--licences")
	p.WaitForExit(0)
	for _, want := range []string{"=== Porchlight | BSD-3-Clause\n", "=== fyne.io/fyne/v2 | ", "Copyright 2009 The Go Authors.", "Noto Sans"} {
		if !p.Stdout.Contains(want) {
			t.Errorf("it does not print %q", want)
		}
	}
}
