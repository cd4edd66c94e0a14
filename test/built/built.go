// Package built builds the variants of the program that the tests run. Each variant is built once, into
// build/test at the top level, and shared by all test packages and by later runs: go build leaves a program
// that is up to date as it is.
package built

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/gofrs/flock"
)

// Variant is one way to build the program. Variants differ in tags only, so that the packages that need a C
// compiler are compiled once for all of them; the race detector is used without the window, since it would
// have them compiled again.
type Variant struct {
	name   string
	tags   string
	race   bool
	static bool // without a C compiler
}

// The variants.
var (
	// Window is the program as people get it.
	Window = Variant{name: "window"}
	// Inspect also answers what its window shows, on the socket that PORCHLIGHT_INSPECT names (package inspect).
	Inspect = Variant{name: "inspect", tags: "inspect"}
	// Strict is Inspect without Fyne's metadata: Fyne then reports widgets that are used on a wrong goroutine.
	Strict = Variant{name: "strict", tags: "inspect,no_metadata"}
	// CrashWindow is Inspect that crashes on demand: as PORCHLIGHT_CRASH says, at SIGUSR1.
	CrashWindow = Variant{name: "crash-window", tags: "inspect,crashtest"}
	// Headless is the program without its window, as it is packaged.
	Headless = Variant{name: "headless", tags: "headless", static: true}
	// Race is Headless with the race detector.
	Race = Variant{name: "race", tags: "headless", race: true}
	// Crash is Race that crashes on demand, as CrashWindow does.
	Crash = Variant{name: "crash", tags: "headless,crashtest", race: true}
)

// Named returns the variant of a name.
func Named(name string) (Variant, error) {
	all := []Variant{Window, Inspect, Strict, CrashWindow, Headless, Race, Crash}
	names := make([]string, len(all))
	for i, v := range all {
		if v.name == name {
			return v, nil
		}
		names[i] = v.name
	}
	return Variant{}, fmt.Errorf("there is no variant %q of the program, only %s", name, strings.Join(names, ", "))
}

// HasWindow reports whether the variant has a window.
func (v Variant) HasWindow() bool { return !strings.Contains(v.tags, "headless") }

// Build builds the variant unless it is up to date, and returns the program's absolute path. Any goroutine
// and any process may call it at any time.
func (v Variant) Build() (path string, err error) {
	top, err := topLevel()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(top, "build", "test", v.name)
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return "", err
	}
	// A second process waits here and finds the program up to date.
	lock := flock.New(folder + ".lock")
	if err := lock.Lock(); err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()

	path = filepath.Join(folder, "porchlight")
	if runtime.GOOS == "windows" {
		path += ".exe"
	}
	args := []string{"build", "-trimpath", "-o", path, "-tags", v.tags}
	env := os.Environ()
	if v.race {
		args = append(args, "-race")
	}
	if v.static {
		args = append(args, "-ldflags", "-s -w")
		env = append(env, "CGO_ENABLED=0")
	}
	if !v.static {
		env = append(env, cFlags(top)...)
	}
	cmd := exec.Command("go", append(args, "./app")...)
	cmd.Dir, cmd.Env = top, env
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the variant %s: %w\n%s", v.name, err, out)
	}
	return path, nil
}

// cFlags returns the environment with the flags for C code that the Makefile has, so that a program built by a test
// shares what make has compiled, and the other way round.
func cFlags(top string) (env []string) {
	for variable, kind := range map[string]string{"CGO_CFLAGS": "compile", "CGO_LDFLAGS": "link"} {
		out, err := exec.Command("sh", filepath.Join(top, "packaging", "cflags"), kind).Output()
		if err == nil { // without a shell Go's own flags do
			env = append(env, variable+"="+strings.TrimSpace(string(out)))
		}
	}
	return env
}

// Path is Build for a test, which fails where the program cannot be built.
func (v Variant) Path(t testing.TB) string {
	t.Helper()
	path, err := v.Build()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// topLevel returns the folder that holds go.mod.
func topLevel() (string, error) {
	out, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOMOD: %w", err)
	}
	return filepath.Dir(strings.TrimSpace(string(out))), nil
}
