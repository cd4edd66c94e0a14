// Package program starts the built program for tests, usually without its window, and observes it from outside: what
// it prints, how it ends, and what its sockets answer. It also has blocking clients in Go and in Python.
package program

import (
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"porchlight/test/process"
)

// Timeout bounds every wait for a state that must come. It is long enough for a busy machine.
const Timeout = 60 * time.Second

// Program is a running program. The end of the test kills it. Only the test's goroutine may call its methods.
type Program struct {
	Cmd    *exec.Cmd
	Stdout *Output
	Stderr *Output
	Port   int // the port that it hosts on; set by Host, WaitForPort and WaitForPlainPort

	t      *testing.T
	ended  chan struct{} // closed when it has ended
	parsed int           // the number of bytes of Stdout that Events has parsed
	events []Event       // the events in them
}

// Start starts the program at a path.
func Start(t *testing.T, path string, args ...string) *Program {
	t.Helper()
	return Launch(t, exec.Command(path, args...))
}

// Launch starts a command that runs the program. Its outputs are recorded unless the command redirects them. Without
// an environment in the command, the program gets a new home folder, so that it never reads or writes the files of the
// person who runs the tests. On Linux the program also ends if this process is killed.
func Launch(t *testing.T, cmd *exec.Cmd) *Program {
	t.Helper()
	p := &Program{t: t, Cmd: cmd, Stdout: &Output{}, Stderr: &Output{}, ended: make(chan struct{})}
	if cmd.Stdout == nil {
		cmd.Stdout = p.Stdout
	}
	if cmd.Env == nil {
		cmd.Env = process.HomeEnv(t.TempDir())
	}
	if cmd.Stderr == nil {
		cmd.Stderr = p.Stderr
	}
	cmd.WaitDelay = 5 * time.Second
	process.Prepare(cmd)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(p.ended)
		_ = cmd.Wait() // WaitForExit reports how it ended
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // fails only when it has ended
		<-p.ended
		if t.Failed() {
			t.Logf("%v\nstandard output:\n%s\nstandard error:\n%s", cmd.Args, Shorten(p.Stdout.String()), Shorten(p.Stderr.String()))
		}
	})
	return p
}

// Host starts the program at a path without a window, on any free port of 127.0.0.1, printing JSON, and
// returns once it hosts.
func Host(t *testing.T, path string, args ...string) *Program {
	t.Helper()
	p := Start(t, path, append([]string{"--headless", "--json", "--bind", "127.0.0.1", "--port", "0"}, args...)...)
	p.WaitForPort()
	return p
}

// WaitForPort waits for the first JSON line and takes the port from it.
func (p *Program) WaitForPort() {
	p.t.Helper()
	p.WaitFor("the first line", func() bool { return len(p.Events()) > 0 })
	first := p.Events()[0]
	port, ok := first["port"].(float64)
	if first["event"] != "hosting" || !ok {
		p.t.Fatalf("the first line is %v, want the event hosting with its port", first)
	}
	p.Port = int(port)
}

var addressLine = regexp.MustCompile(`(?m)^  [0-9.]+:([0-9]+)`)

// WaitForPlainPort waits for the first lines of the plain form and takes the port from them.
func (p *Program) WaitForPlainPort() {
	p.t.Helper()
	p.WaitFor("the addresses", func() bool { return p.Stdout.Contains("Press Ctrl+C to stop.\n") })
	found := addressLine.FindStringSubmatch(p.Stdout.String())
	if found == nil {
		p.t.Fatalf("no address in the first lines %q", p.Stdout)
	}
	port, err := strconv.Atoi(found[1])
	if err != nil {
		p.t.Fatal(err)
	}
	p.Port = port
}

// WaitFor waits for a state. The test fails at once if the program ends without reaching it.
func (p *Program) WaitFor(state string, reached func() bool) {
	p.t.Helper()
	WaitFor(p.t, state, func() bool {
		over := p.HasEnded()
		if !reached() && over {
			p.t.Fatalf("the program ended with status %d before %s", p.Cmd.ProcessState.ExitCode(), state)
		}
		return reached()
	})
}

// HasEnded reports whether the program has ended.
func (p *Program) HasEnded() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// Signal sends a signal. On Windows it skips the test if the signal is another one than os.Interrupt, or if there is no
// console to send that by.
func (p *Program) Signal(s os.Signal) {
	p.t.Helper()
	send := p.Cmd.Process.Signal
	if s == os.Interrupt {
		send = func(os.Signal) error { return process.Interrupt(p.Cmd.Process) }
	}
	if err := send(s); err != nil && runtime.GOOS == "windows" {
		p.t.Skipf("NOT TESTED: the signal %v cannot be sent on Windows: %v", s, err)
	} else if err != nil {
		p.t.Fatal(err)
	}
}

// Stop interrupts the program, as Ctrl+C does, and checks that it ends with status 0.
func (p *Program) Stop() {
	p.t.Helper()
	p.Signal(os.Interrupt)
	p.WaitForExit(0)
}

// WaitForExit waits for the program's end and checks its exit status.
func (p *Program) WaitForExit(status int) {
	p.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(Timeout):
		p.t.Fatal("the program does not end")
	}
	if got := p.Cmd.ProcessState.ExitCode(); got != status {
		p.t.Fatalf("the program ended with %v, want status %d", p.Cmd.ProcessState, status)
	}
}

// CheckErrorLine checks that standard error has exactly one line, that it is Porchlight's, and that it
// contains all of the words.
func (p *Program) CheckErrorLine(words ...string) {
	p.t.Helper()
	line := p.Stderr.String()
	if strings.Count(line, "\n") != 1 || !strings.HasSuffix(line, "\n") || !strings.HasPrefix(line, "porchlight: ") {
		p.t.Errorf("standard error has %q, want one line that begins with porchlight:", line)
	}
	for _, w := range words {
		if !strings.Contains(line, w) {
			p.t.Errorf("standard error has %q, want it to say %q", line, w)
		}
	}
}

// WaitFor polls for a state. The test fails if it is not reached within Timeout.
func WaitFor(t *testing.T, state string, reached func() bool) {
	t.Helper()
	for deadline := time.Now().Add(Timeout); !reached(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("waited in vain for", state)
		}
	}
}

// Shorten leaves out the middle of a long text.
func Shorten(s string) string {
	if len(s) > 6000 {
		return s[:3000] + "\n…\n" + s[len(s)-3000:]
	}
	return s
}
