package ports

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// fakeProc makes the library read an empty folder instead of /proc. It returns the path for the table of TCP
// sockets, which does not exist yet.
func fakeProc(t *testing.T) (table string) {
	t.Helper()
	proc := t.TempDir()
	if err := os.Mkdir(filepath.Join(proc, "net"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOST_PROC", proc)
	return filepath.Join(proc, "net", "tcp")
}

func TestAHiddenProgramIsNotFound(t *testing.T) {
	// The view of an account without access to other accounts' processes: the port without a process.
	port := listen(t, "127.0.0.1:0")
	sockets, err := os.ReadFile("/proc/net/tcp")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(fakeProc(t), sockets, 0o600); err != nil {
		t.Fatal(err)
	}
	if p, ok := ownerOf(t, port); ok {
		t.Errorf("the owner is %+v, want none", p)
	}
}

func TestOwnerReturnsAtTheEndOfItsContext(t *testing.T) {
	table := fakeProc(t)
	if err := syscall.Mkfifo(table, 0o600); err != nil { // a reader waits for a writer
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	done := make(chan bool, 1)
	go func() {
		_, ok := Owner(ctx, 5555)
		done <- ok
	}()
	select {
	case ok := <-done:
		if ok {
			t.Error("Owner returns a program")
		}
	case <-time.After(10 * time.Second):
		t.Error("Owner does not return at the end of its context")
	}
	w, err := os.OpenFile(table, os.O_WRONLY, 0) // releases the reader
	if err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
}
