// Package need checks what a test needs of the machine. If something is missing, the test is skipped with a message
// that names it. With CI=true in the environment the test fails instead, so that continuous integration skips nothing.
package need

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// InCI reports whether the tests run in continuous integration, where nothing may be missing.
func InCI() bool { return os.Getenv("CI") == "true" }

// Skip skips the test because something is missing, or fails it in continuous integration. The arguments say what is
// missing; they are formatted as by t.Log.
func Skip(t testing.TB, missing ...any) {
	t.Helper()
	if InCI() {
		t.Fatal(append([]any{"CI=true, but"}, missing...)...)
	}
	t.Skip(append([]any{"NOT TESTED:"}, missing...)...)
}

// Tools needs commands, each given as "command:packages" with the Debian packages that contain it.
func Tools(t testing.TB, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		command, packages, _ := strings.Cut(tool, ":")
		if _, err := exec.LookPath(command); err != nil {
			Skip(t, command, "is missing: apt-get install", packages)
		}
	}
}

// File needs a file or a device.
func File(t testing.TB, path string) {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		Skip(t, err)
	}
}

// Root needs an account that may create network namespaces and mounts.
func Root(t testing.TB) {
	t.Helper()
	if err := CheckRoot(); err != nil {
		Skip(t, err)
	}
}
