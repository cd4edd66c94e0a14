// Package packages proves that what people download works as docs/packaging.md says: it makes the packages by the
// commands of the Makefile and looks at them from outside. The archive and the .deb for Linux install, and their
// window opens; the program for Windows runs in Wine; the bundle for macOS is complete; the program without its window
// needs nothing on any system, and the same commit gives the same bytes.
//
// Each package is made once. Tests run beside each other: each has its own folder in build/, and its own screen,
// network and Wine.
package packages

import (
	"debug/buildinfo"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"porchlight/test/need"
)

// top is the repository's top level.
const top = "../.."

// details are what FyneApp.toml says of the program.
type details struct {
	Name, ID, Version string
	Build             int
}

// metadata reads FyneApp.toml.
func metadata(t *testing.T) details {
	t.Helper()
	var file struct{ Details details }
	if err := toml.Unmarshal([]byte(readFile(t, top, "FyneApp.toml")), &file); err != nil {
		t.Fatal(err)
	}
	return file.Details
}

// readFile returns what a file holds. The path's parts are joined.
func readFile(t *testing.T, path ...string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// runCommand runs a command in a folder, with more variables in its environment, and returns what it prints. The test
// fails where the command does.
func runCommand(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
	}
	return string(out)
}

// makeOnce returns a function that runs make with a target, once however many tests call it. A test is skipped if one
// of the tools is missing, each given as need.Tools takes it: make would install it.
func makeOnce(target string, tools ...string) func(*testing.T) {
	run := sync.OnceValues(func() ([]byte, error) {
		cmd := exec.Command("make", target)
		cmd.Dir = top
		return cmd.CombinedOutput()
	})
	return func(t *testing.T) {
		t.Helper()
		need.Tools(t, append(tools, "make:make")...)
		if out, err := run(); err != nil {
			t.Fatalf("make %s: %v\n%s", target, err, out)
		}
	}
}

// releaseTags are the build tags that Fyne's tool builds the program with a window with: that of --release, and that of
// the migration fyneDo in FyneApp.toml.
const releaseTags = "release,migrated_fynedo"

// checkTags checks that a program is built with exactly these build tags, as its build information has them. A tag of
// the tests, inspect or crashtest, in a package would let others read the window or end the program.
func checkTags(t *testing.T, path, want string) {
	t.Helper()
	info, err := buildinfo.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, s := range info.Settings {
		if s.Key == "-tags" {
			got = s.Value
		}
	}
	if got != want {
		t.Errorf("it is built with the tags %q, want %q", got, want)
	}
}
