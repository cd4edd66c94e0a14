// Package documents tests what holds the project's texts together: their links, their pictures, and
// what every package says of itself. It builds nothing and asks nobody, so that `make lint` runs it too.
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

// files are the project's files, as git knows or would know them, from the top, with slashes. What was
// built is none.
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
		t.Fatalf("git knows no files %q", patterns)
	}
	return list
}

// contents is what a file of the project says.
func contents(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(top, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
