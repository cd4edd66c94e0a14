// Package test holds the tests of the whole program. Each starts the built program as a person or a
// script would, and looks at it from outside: its output, its exit status, its sockets, its window.
package test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// patience is how long a test waits for what must come, on a machine that is busy with other things.
const patience = 60 * time.Second

// headless has the tests run with the program built without its window; those that need one are skipped.
var headless = flag.Bool("headless", false, "test the program built without its window")

// built is the program under test. TestMain sets it once.
var built string

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	flag.Parse()
	if built = os.Getenv(inPrivate); built != "" {
		return runAll(m)
	}
	dir, err := os.MkdirTemp("", "porchlight-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	races := filepath.Join(dir, "race")
	if err := os.Setenv("GORACE", "log_path="+races); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if built, err = build(dir, "porchlight"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	status, done := privately()
	if !done {
		status = runAll(m)
	}
	return max(status, told(races))
}

// told prints what the race detector wrote about the programs under test, and returns 1 if it did.
func told(races string) (status int) {
	reports, _ := filepath.Glob(races + ".*") // the pattern is a good one
	for _, name := range reports {
		text, err := os.ReadFile(name)
		fmt.Fprintf(os.Stderr, "a data race in a program under test: %s%v\n", text, err)
		status = 1
	}
	return status
}

func runAll(m *testing.M) int {
	status := m.Run()
	if err := goleak.Find(); err != nil && status == 0 {
		fmt.Fprintln(os.Stderr, "after the tests:", err)
		return 1
	}
	return status
}

// build builds the program into a folder, with some tags, and returns its path.
func build(dir, name string, tags ...string) (string, error) {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	path := filepath.Join(dir, name)
	cmd := exec.Command("go", "build", "-o", path)
	if *headless { // as it is handed out: without a C compiler, which the race detector would need
		tags = append(tags, "headless")
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	} else {
		cmd.Args = append(cmd.Args, fmt.Sprintf("-race=%t", raced))
	}
	cmd.Args = append(cmd.Args, "-tags", strings.Join(tags, ","), "../app")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
}

// needsWindow skips a test where the program was built without its window.
func needsWindow(t *testing.T) {
	t.Helper()
	if *headless {
		t.Skip("the program was built without its window")
	}
}

// waitFor polls for a state.
func waitFor(t *testing.T, what string, reached func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !reached(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("waited in vain for", what)
		}
	}
}
