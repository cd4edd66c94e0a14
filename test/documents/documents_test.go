// Package documents proves that the project's documents and its Makefile are consistent with the files: links lead
// somewhere, the files, tests and make targets that documents name exist, documents show every picture and name the
// program's version, make tests every package, and every package in assets and internal has a comment and an example
// that runs. It needs git, and neither a build nor the network.
package documents

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"porchlight/test/need"
)

// top is the project's folder.
const top = "../.."

// files returns the project's files that match the patterns, as paths from the project's folder with slashes. They
// are the files that git tracks or would add; build results are not among them.
func files(t *testing.T, patterns ...string) []string {
	t.Helper()
	args := append([]string{"ls-files", "--cached", "--others", "--exclude-standard", "--"}, patterns...)
	cmd := exec.Command("git", args...)
	cmd.Dir = filepath.FromSlash(top)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil { // without git, in a copy without its history, or in the clone of another account
		need.Skip(t, "git ls-files:", err, stderr.String())
	}
	list := strings.Fields(string(out))
	if len(list) == 0 {
		t.Fatalf("no file matches %q", patterns)
	}
	return list
}

// contents returns the contents of a file of the project.
func contents(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(top, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
