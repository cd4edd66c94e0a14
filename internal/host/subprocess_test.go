package host_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"testing"
)

// subprocess is a process that runs one of the test binary's subprocesses.
type subprocess struct {
	t      testing.TB
	input  io.WriteCloser
	output *bufio.Scanner
}

// startSubprocess starts a process. The end of the test ends it.
func startSubprocess(t testing.TB, name string) *subprocess {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return startCommand(t, exec.Command(self), name)
}

// startCommand starts a command that runs the test binary as one of its subprocesses.
func startCommand(t testing.TB, cmd *exec.Cmd, name string) *subprocess {
	t.Helper()
	// With the race detector a program waits for a second before it ends unless this says otherwise.
	race := "GORACE=" + os.Getenv("GORACE") + " atexit_sleep_ms=0"
	cmd.Env = append(os.Environ(), asOther+"="+name, race)
	cmd.Stderr = os.Stderr
	input, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = input.Close()
		if err := cmd.Wait(); err != nil {
			t.Errorf("the other process %q: %v", name, err)
		}
	})
	return &subprocess{t, input, bufio.NewScanner(output)}
}

// line returns the next line that the process writes.
func (a *subprocess) line() string {
	a.t.Helper()
	if !a.output.Scan() {
		a.t.Fatal("the other process wrote no more:", a.output.Err())
	}
	return a.output.Text()
}

// writeLine writes a line to the process.
func (a *subprocess) writeLine(line string) {
	a.t.Helper()
	if _, err := io.WriteString(a.input, line+"\n"); err != nil {
		a.t.Fatal(err)
	}
}

// holdsAPort is a program that listens on a free port of 127.0.0.1 and writes which.
func holdsAPort() int {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println(l.Addr())
	_, _ = io.Copy(io.Discard, os.Stdin)
	_ = l.Close()
	return 0
}
