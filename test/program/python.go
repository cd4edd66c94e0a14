package program

import (
	"fmt"
	"io"
	"net"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"porchlight/test/need"
	"porchlight/test/process"
)

// Python returns the path of Python 3. Many tests have clients in Python, as beginners' clients are. Without Python it
// skips the test.
func Python(t *testing.T) string {
	t.Helper()
	if path := python(); path != "" {
		return path
	}
	need.Skip(t, "python3 is missing: apt-get install python3")
	return ""
}

// python returns the path of Python's executable, or "". The command may be a script that selects a version, as pyenv's
// is, and that takes longer to start than Python itself. So python runs it once.
var python = sync.OnceValue(func() string {
	for _, name := range []string{"python3", "python"} {
		if out, err := exec.Command(name, "-c", "import sys; print(sys.executable)").Output(); err == nil {
			return strings.TrimSpace(string(out))
		}
	}
	return ""
})

// PythonFile returns the path of one of the clients in test/clients, from the folder of a test package.
func PythonFile(name string) string { return filepath.Join("..", "clients", name) }

// RunPythonClient is RunClient for a client in Python.
func (p *Program) RunPythonClient(name string, args ...string) {
	p.t.Helper()
	p.RunClient(name, args...)
}

// Visit has a Python client on a computer connect to an address with its port, send a message and read once. It
// returns what was read, or "" if the program ended the connection without a word.
func Visit(t *testing.T, on computer, address, msg string) (answer string) {
	t.Helper()
	server, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	const script = "import socket, sys\n" +
		"s = socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=20)\n" +
		"try:\n" +
		"    s.sendall(sys.argv[3].encode())\n" +
		"    print(s.recv(2048).decode(), end='')\n" +
		"except ConnectionError:\n" +
		"    pass\n"
	out, err := on.Command(Python(t), "-c", script, server, port, msg).Output()
	if err != nil {
		t.Fatalf("the visit to %s: %v", address, err)
	}
	return string(out)
}

// LastLine runs a Python command that must fail, and returns the last line that it prints: the error.
func LastLine(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	cmd.WaitDelay = 5 * time.Second
	process.Prepare(cmd)
	killer := time.AfterFunc(Timeout, func() { _ = cmd.Process.Kill() })
	defer killer.Stop()
	out, err := cmd.CombinedOutput()
	if err == nil {
		t.Fatalf("it ends well, and prints:\n%s", out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// PythonClient is a process that runs clients/friend.py, on this computer or another. It sends the messages that the
// test gives to Send. The end of the test kills it.
type PythonClient struct {
	Output *Output // its output: a line for each read, and a line for the end of the connection

	t     *testing.T
	stdin io.WriteCloser
}

// computer is a network.Computer, which runs commands.
type computer interface {
	Command(name string, args ...string) *exec.Cmd
}

// ConnectPython has a Python client on this computer connect to a port.
func ConnectPython(t *testing.T, port int) *PythonClient {
	t.Helper()
	return ConnectPythonFrom(t, nil, "127.0.0.1:"+strconv.Itoa(port))
}

// ConnectPythonFrom has a Python client on a computer, or on this one if on is nil, connect to an address with its
// port. If source is given, it is the address that the client connects from.
func ConnectPythonFrom(t *testing.T, on computer, address string, source ...string) *PythonClient {
	t.Helper()
	server, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	args := append([]string{PythonFile("friend.py"), server, port}, source...)
	cmd := exec.Command(Python(t), args...)
	if on != nil {
		cmd = on.Command(Python(t), args...)
	}
	c := &PythonClient{t: t, Output: &Output{}}
	cmd.Stdout, cmd.Stderr = c.Output, c.Output
	cmd.WaitDelay = 5 * time.Second
	process.Prepare(cmd)
	if c.stdin, err = cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // fails only when it has ended
		_ = cmd.Wait()         // it was killed
		if t.Failed() {
			t.Logf("the client that connects to %s:\n%s", address, c.Output)
		}
	})
	c.WaitForLine("connected")
	return c
}

// Send sends a message and returns at once.
func (c *PythonClient) Send(msg string) {
	c.t.Helper()
	if _, err := fmt.Fprintln(c.stdin, msg); err != nil {
		c.t.Fatal("send:", err)
	}
}

// Echo sends a message and waits until it comes back.
func (c *PythonClient) Echo(msg string) {
	c.t.Helper()
	line := "heard '" + msg + "'\n"
	before := strings.Count(c.Output.String(), line)
	c.Send(msg)
	WaitFor(c.t, "the echo of "+msg, func() bool { return strings.Count(c.Output.String(), line) > before })
}

// WaitForLine waits until the client has printed exactly this line. The test fails at once if it prints an error.
func (c *PythonClient) WaitForLine(line string) {
	c.t.Helper()
	WaitFor(c.t, "a client to print "+line, func() bool {
		lines := c.Output.Lines()
		if slices.ContainsFunc(lines, isPythonError) {
			c.t.Fatalf("waiting for a client to print %s, it printed %s", line, c.Output)
		}
		return slices.Contains(lines, line+"\n")
	})
}

// isPythonError reports whether a line of friend.py is an error: of the connection, or an exception of Python's.
func isPythonError(line string) bool {
	return strings.HasPrefix(line, "lost ") || strings.HasPrefix(line, "Traceback ")
}

// Disconnect closes the client's standard input, which ends the client and its connection in order.
func (c *PythonClient) Disconnect() {
	c.t.Helper()
	if err := c.stdin.Close(); err != nil {
		c.t.Fatal(err)
	}
}
