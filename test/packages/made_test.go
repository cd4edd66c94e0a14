// Package packages tests what is handed out. It makes the packages as a person would and looks at them from
// outside.
package packages

import (
	"os"
	"os/exec"
	"path/filepath"
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

// described reads FyneApp.toml.
func described(t *testing.T) details {
	t.Helper()
	var file struct{ Details details }
	if err := toml.Unmarshal([]byte(content(t, top, "FyneApp.toml")), &file); err != nil {
		t.Fatal(err)
	}
	return file.Details
}

// content is what a file holds.
func content(t *testing.T, path ...string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// output runs a command in a folder and returns what it prints. The test fails where the command does.
func output(t *testing.T, dir string, env []string, name string, args ...string) string {
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
