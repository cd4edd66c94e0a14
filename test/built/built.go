// Package built builds the variants of the program that the tests run, each into a folder of its own below build/test
// at the top level. All test packages and later runs share them: go build does nothing if a program is up to date.
package built

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/gofrs/flock"
)

// Variant is one way to build the program. The variants with a window differ in tags only, so that Go compiles the C
// code of Fyne's window once for all of them. The race detector would have it compiled again, so only variants without
// a window have it.
type Variant struct {
	name   string
	tags   string
	race   bool // with the race detector
	static bool // as packaging/headless builds it: without a C compiler and without symbols
}

// The variants.
var (
	// Window is the program as it is packaged, without Fyne's metadata and icon.
	Window = Variant{name: "window"}
	// Inspect is Window that describes its windows on the socket that PORCHLIGHT_INSPECT names (package inspect).
	Inspect = Variant{name: "inspect", tags: "inspect"}
	// Strict is Inspect in which Fyne reports widgets that are used on a wrong goroutine, as it does without metadata.
	Strict = Variant{name: "strict", tags: "inspect,no_metadata"}
	// CrashWindow is Inspect that crashes on SIGUSR1, in the way that PORCHLIGHT_CRASH names.
	CrashWindow = Variant{name: "crash-window", tags: "inspect,crashtest"}
	// Headless is the program without its window, as it is packaged.
	Headless = Variant{name: "headless", tags: "headless", static: true}
	// Race is Headless with the race detector.
	Race = Variant{name: "race", tags: "headless", race: true}
	// Crash is Race that crashes as CrashWindow does.
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

// builds has a function of the type func() (path string, err error) for each Variant, which builds it once.
var builds sync.Map

// Build builds the variant unless it is up to date, and returns the program's absolute path. A process builds each
// variant once; later calls return the same path or error. Any goroutine and any process may call Build at any time.
func (v Variant) Build() (path string, err error) {
	once, _ := builds.LoadOrStore(v, sync.OnceValues(v.build))
	return once.(func() (string, error))()
}

func (v Variant) build() (path string, err error) {
	top, err := topLevel()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(top, "build", "test", v.name)
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return "", err
	}
	// Another process that builds the variant waits here and then finds it up to date.
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
	} else {
		env = append(env, cFlags(top)...)
	}
	cmd := exec.Command("go", append(args, "./app")...)
	cmd.Dir, cmd.Env = top, env
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the variant %s: %w\n%s", v.name, err, out)
	}
	return path, nil
}

// cFlags returns the environment variables with the C flags of the Makefile, so that Go compiles C code once for the
// Makefile and the tests. Without a shell it returns none, and Go's own flags apply.
func cFlags(top string) (env []string) {
	for variable, kind := range map[string]string{"CGO_CFLAGS": "compile", "CGO_LDFLAGS": "link"} {
		out, err := exec.Command("sh", filepath.Join(top, "packaging", "cflags"), kind).Output()
		if err == nil {
			env = append(env, variable+"="+strings.TrimSpace(string(out)))
		}
	}
	return env
}

// Path calls Build and fails the test on an error.
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
