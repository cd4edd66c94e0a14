package test

import (
	"fmt"
	"io"
	"net"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"porchlight/test/network"
)

// friend is clients/friend.py: a client in a process of its own, on this computer or another, that
// says what the test tells it. The end of the test ends it.
type friend struct {
	t     *testing.T
	cmd   *exec.Cmd
	stdin io.WriteCloser
	out   *record
}

// visit has a friend on this computer connect to a port.
func visit(t *testing.T, port int) *friend {
	t.Helper()
	return visitFrom(t, nil, "127.0.0.1:"+strconv.Itoa(port))
}

// visitFrom has a friend on a computer connect to an address with its port, perhaps from one of the
// computer's addresses.
func visitFrom(t *testing.T, c *network.Computer, address string, own ...string) *friend {
	t.Helper()
	server, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	args := append([]string{filepath.Join("clients", "friend.py"), server, port}, own...)
	cmd := exec.Command(python(t), args...)
	if c != nil {
		cmd = c.Command(python(t), args...)
	}
	f := &friend{t: t, cmd: cmd, out: &record{}}
	cmd.Stdout, cmd.Stderr = f.out, f.out
	cmd.WaitDelay = 5 * time.Second
	if f.stdin, err = cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // fails only when it has ended
		_ = cmd.Wait()         // it was killed, and that is all right
		if t.Failed() {
			t.Logf("the friend that connects to %s:\n%s", address, f.out)
		}
	})
	f.tells("connected")
	return f
}

func (f *friend) says(msg string) {
	f.t.Helper()
	if _, err := fmt.Fprintln(f.stdin, msg); err != nil {
		f.t.Fatal("say:", err)
	}
}

// echoes says a message and waits until it comes back.
func (f *friend) echoes(msg string) {
	f.t.Helper()
	heard := strings.Count(f.out.String(), "heard '"+msg+"'\n")
	f.says(msg)
	waitFor(f.t, "the echo of "+msg, func() bool { return strings.Count(f.out.String(), "heard '"+msg+"'\n") > heard })
}

// tells waits until the friend has told something.
func (f *friend) tells(what string) {
	f.t.Helper()
	waitFor(f.t, "a friend to tell "+what, func() bool {
		if f.out.has("lost") || f.out.has("Traceback") {
			f.t.Fatalf("waiting for a friend to tell %s, it told %s", what, f.out)
		}
		return f.out.has(what + "\n")
	})
}

// hangsUp ends the friend, in order.
func (f *friend) hangsUp() {
	f.t.Helper()
	if err := f.stdin.Close(); err != nil {
		f.t.Fatal(err)
	}
}
