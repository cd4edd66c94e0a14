package ports

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// processes makes what the library reads in the place of /proc: a folder without processes. It gives
// the path of the table of TCP sockets, which is not there yet.
func processes(t *testing.T) (table string) {
	t.Helper()
	proc := t.TempDir()
	if err := os.Mkdir(filepath.Join(proc, "net"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOST_PROC", proc)
	return filepath.Join(proc, "net", "tcp")
}

func TestAProgramThatTheSystemDoesNotTellHasNoName(t *testing.T) {
	// What somebody sees who may not look into other people's processes: the port, and no process.
	port := listens(t, "127.0.0.1:0")
	sockets, err := os.ReadFile("/proc/net/tcp")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(processes(t), sockets, 0o600); err != nil {
		t.Fatal(err)
	}
	if p, ok := ownerOf(t, port); ok {
		t.Errorf("its owner is %+v", p)
	}
}

func TestASystemThatDoesNotAnswerIsNotWaitedForLongerThanWanted(t *testing.T) {
	table := processes(t)
	if err := syscall.Mkfifo(table, 0o600); err != nil { // who reads it waits for somebody to write
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
			t.Error("it gives an owner")
		}
	case <-time.After(10 * time.Second):
		t.Error("it waits on after the context's end")
	}
	w, err := os.OpenFile(table, os.O_WRONLY, 0) // lets the reader end
	if err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
}
