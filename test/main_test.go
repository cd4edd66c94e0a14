// Package test holds the tests of the whole program. Each starts the built program as a person or a
// script would, and looks at it from outside: its output, its exit status, its sockets, its window.
package test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// patience is how long a test waits for what must come, on a machine that is busy with other things.
const patience = 60 * time.Second

// built is the program under test. TestMain sets it once.
var built string

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
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

// build builds the program into a folder and returns its path.
func build(dir, name string, flags ...string) (string, error) {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	path := filepath.Join(dir, name)
	args := append([]string{"build", "-o", path, fmt.Sprintf("-race=%t", raced)}, flags...)
	if out, err := exec.Command("go", append(args, "../app")...).CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
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
