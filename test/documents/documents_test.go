// Package documents proves that the project's documents are consistent: their links and pictures exist, and so do the
// files they name; every package has a comment and an example. It needs neither a build nor the network.
package documents

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
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
	out, err := cmd.Output()
	if err != nil {
		t.Fatal("git ls-files:", err)
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
