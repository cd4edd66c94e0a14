//go:build linux || darwin

package need

import (
	"syscall"
	"testing"
)

// OpenFiles needs a number of files to be open in this process at a time, and raises the limit to that number if the
// account may do so.
func OpenFiles(t testing.TB, n uint64) {
	t.Helper()
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal("getrlimit:", err)
	}
	if limit.Cur >= n {
		return
	}
	raised := syscall.Rlimit{Cur: n, Max: max(limit.Max, n)}
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &raised); err != nil {
		Skip(t, "this account may open", limit.Cur, "files and the test needs", n, "(raise ulimit -Hn):", err)
	}
}
