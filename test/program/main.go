package program

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"go.uber.org/goleak"

	"porchlight/test/built"
	"porchlight/test/network"
)

// RunTests runs the tests of a package, for its TestMain, and returns the exit status. The tests run in a network
// namespace of their own if possible (network.Isolate). Go can download no module there, so RunTests first builds a
// variant of the program: then all variants with the same modules can be built. It also fails if the tests leave
// goroutines behind, or if the race detector has reported a data race in a program under test.
func RunTests(m *testing.M, variant built.Variant) (status int) {
	if signal.Ignored(syscall.SIGHUP) { // as under nohup; the programs under test would ignore it too
		signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	}
	if _, err := variant.Build(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	dir, err := os.MkdirTemp("", "porchlight-races-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	reports := filepath.Join(dir, "race")
	if err := os.Setenv("GORACE", "log_path="+reports); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	status = network.Isolate(func() int {
		status := m.Run()
		if err := goleak.Find(); err != nil && status == 0 {
			fmt.Fprintln(os.Stderr, "after the tests:", err)
			return 1
		}
		return status
	})
	return max(status, printRaces(reports))
}

// printRaces prints the race detector's reports and returns 1 if there are any.
func printRaces(prefix string) (status int) {
	files, _ := filepath.Glob(prefix + ".*") // the pattern is valid
	for _, name := range files {
		text, err := os.ReadFile(name)
		fmt.Fprintf(os.Stderr, "a data race in a program under test: %s%v\n", text, err)
		status = 1
	}
	return status
}
