// Package need says what a test needs of the machine. Where that is missing the test says so and skips; under
// CI=true it fails instead, so that continuous integration never leaves out a check in silence.
package need

import (
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
)

// InCI reports whether the tests run in continuous integration, where nothing may be missing.
func InCI() bool { return os.Getenv("CI") == "true" }

// missing skips the test, or fails it in continuous integration.
func missing(t testing.TB, what string) {
	t.Helper()
	if InCI() {
		t.Fatal("CI=true, and", what)
	}
	t.Skip("NOT TESTED:", what)
}

// Tools needs commands, each given as "command:package", with the package that has it in Debian.
func Tools(t testing.TB, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		command, pkg, _ := strings.Cut(tool, ":")
		if _, err := exec.LookPath(command); err != nil {
			missing(t, command+" is missing: apt-get install "+pkg)
		}
	}
}

// Root needs an account that may make network namespaces and mounts.
func Root(t testing.TB) {
	t.Helper()
	if os.Geteuid() != 0 {
		missing(t, "the account is not root")
	}
}

// Arch needs a processor architecture. Continuous integration elsewhere may lack it, so this always skips.
func Arch(t testing.TB, arch, why string) {
	t.Helper()
	if runtime.GOARCH != arch {
		t.Skip("NOT TESTED:", why)
	}
}
