package ports

import (
	"bufio"
	"context"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"porchlight/test/need"
)

// listen listens on an address of this machine until the test ends. It returns the port.
func listen(t *testing.T, at string) int {
	t.Helper()
	l, err := net.Listen("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l.Addr().(*net.TCPAddr).Port
}

// startListener starts a program that prints its port, and ends it with the test. It returns the port.
func startListener(t *testing.T, cmd *exec.Cmd) (port int) {
	t.Helper()
	input, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = input.Close()
		if err := cmd.Wait(); err != nil {
			t.Errorf("%s: %v", cmd.Path, err)
		}
	})
	line, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	port, err = strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// ownerOf is Owner with a timeout for a slow machine.
func ownerOf(t *testing.T, port int) (Program, bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	return Owner(ctx, port)
}

func TestAPortOfThisProcessIsItsOwn(t *testing.T) {
	for _, at := range []string{"127.0.0.1:0", "0.0.0.0:0", "[::]:0"} {
		p, ok := ownerOf(t, listen(t, at))
		if !ok || !p.Self || !p.Alike || p.PID != os.Getpid() || p.Name == "" {
			t.Errorf("the owner of a port on %s is %+v, %t", at, p, ok)
		}
	}
}

func TestAnotherRunOfThisProgramIsRecognized(t *testing.T) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), listenVariable+"=1")
	port := startListener(t, cmd)
	p, ok := ownerOf(t, port)
	if !ok || p.Self || !p.Alike || p.PID != cmd.Process.Pid {
		t.Errorf("the owner is %+v, %t, want a run with the pid %d", p, ok, cmd.Process.Pid)
	}
}

func TestAnotherProgramIsNamed(t *testing.T) {
	need.Tools(t, "python3:python3")
	port := startListener(t, exec.Command("python3", "-c", `
import socket, sys
s = socket.socket()
s.bind(("127.0.0.1", 0))
s.listen()
print(s.getsockname()[1], flush=True)
sys.stdin.read()
`))
	p, ok := ownerOf(t, port)
	if !ok || !strings.HasPrefix(strings.ToLower(p.Name), "python") || p.Self || p.Alike || p.PID == os.Getpid() {
		t.Errorf("the owner is %+v, %t, want Python", p, ok)
	}
}

func TestAFreePortHasNoOwner(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	_ = l.Close()
	if p, ok := ownerOf(t, port); ok {
		t.Errorf("the owner is %+v, want none", p)
	}
}

func TestAConnectionIsNotAListener(t *testing.T) {
	listening := listen(t, "127.0.0.1:0")
	c, err := net.Dial("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(listening)))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if p, ok := ownerOf(t, c.LocalAddr().(*net.TCPAddr).Port); ok {
		t.Errorf("the owner of a client's port is %+v", p)
	}
}
