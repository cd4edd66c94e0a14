// Package packages proves that what people download works as docs/packaging.md says: it makes the packages by the
// commands of the Makefile and looks at them from outside. The archive and the .deb for Linux install, and their
// window opens; the program for Windows runs in Wine; the bundle for macOS is complete; the program without its window
// needs nothing on any system, and the same commit gives the same bytes.
//
// Each package is made once. Tests run beside each other: each has its own folder in build/, and its own screen,
// network and Wine. A test that cannot be done here says why and is skipped; where CI=true it fails.
package packages

import (
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/pelletier/go-toml/v2"
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

// makeOnce returns a function that runs make with a target, once however many tests call it.
func makeOnce(target string) func(*testing.T) {
	run := sync.OnceValues(func() ([]byte, error) {
		cmd := exec.Command("make", target)
		cmd.Dir = top
		return cmd.CombinedOutput()
	})
	return func(t *testing.T) {
		t.Helper()
		if out, err := run(); err != nil {
			t.Fatalf("make %s: %v\n%s", target, err, out)
		}
	}
}

// skip skips a test that cannot be done here. Continuous integration promises that all can be: there it fails.
func skip(t *testing.T, why ...any) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(why...)
	}
	t.Skip(append([]any{"NOT TESTED:"}, why...)...)
}

// requireTools skips the test where a program that it runs is not installed. Each is given with the Debian packages
// that bring it.
func requireTools(t *testing.T, packages map[string]string) {
	t.Helper()
	for tool, pkg := range packages {
		if _, err := exec.LookPath(tool); err != nil {
			skip(t, tool, "is missing: apt-get install", pkg)
		}
	}
}
