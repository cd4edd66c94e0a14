package test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// program is the built program, running. The end of the test ends it.
type program struct {
	t      *testing.T
	cmd    *exec.Cmd
	out    *record       // standard output
	err    *record       // standard error
	ended  chan struct{} // closed when it has ended
	port   int           // that it hosts on, once known
	parsed int           // bytes of out that events has read
	before []event       // what events found there
}

// start starts the program with standard output recorded.
func start(t *testing.T, args ...string) *program {
	t.Helper()
	return launch(t, exec.Command(built, args...))
}

// launch starts a command that is the program, with its output recorded unless that goes elsewhere.
func launch(t *testing.T, cmd *exec.Cmd) *program {
	t.Helper()
	p := &program{t: t, cmd: cmd, out: &record{}, err: &record{}, ended: make(chan struct{})}
	if cmd.Stdout == nil {
		cmd.Stdout = p.out
	}
	if cmd.Env == nil { // with a home for its settings, where there are none
		cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+t.TempDir())
	}
	cmd.Stderr = p.err
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(p.ended)
		_ = cmd.Wait() // status asks how it ended
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // fails only when it has ended
		<-p.ended
		if t.Failed() {
			t.Logf("%v\nstandard output:\n%s\nstandard error:\n%s", cmd.Args, shortened(p.out.String()), shortened(p.err.String()))
		}
	})
	return p
}

// host starts the program without a window on any free port of this machine, printing JSON, and
// returns once it hosts.
func host(t *testing.T, args ...string) *program {
	t.Helper()
	p := start(t, append([]string{"--headless", "--json", "--bind", "127.0.0.1", "--port", "0"}, args...)...)
	p.awaitPort()
	return p
}

// awaitPort waits for the first JSON line and takes the port from it.
func (p *program) awaitPort() {
	p.t.Helper()
	p.await("the first line", func() bool { return len(p.events()) > 0 })
	first := p.events()[0]
	port, ok := first["port"].(float64)
	if first["event"] != "hosting" || !ok {
		p.t.Fatalf("the first line is %v, want the event hosting with its port", first)
	}
	p.port = int(port)
}

var addressLine = regexp.MustCompile(`(?m)^  [0-9.]+:([0-9]+)`)

// awaitPlainPort waits for the greeting of the plain form and takes the port from it.
func (p *program) awaitPlainPort() {
	p.t.Helper()
	p.await("the greeting", func() bool { return p.out.has("Press Ctrl+C to stop.\n") })
	found := addressLine.FindStringSubmatch(p.out.String())
	if found == nil {
		p.t.Fatalf("no address in the greeting %q", p.out)
	}
	port, err := strconv.Atoi(found[1])
	if err != nil {
		p.t.Fatal(err)
	}
	p.port = port
}

// await waits for a state, and fails at once where the program has ended without reaching it.
func (p *program) await(what string, reached func() bool) {
	p.t.Helper()
	waitFor(p.t, what, func() bool {
		over := p.hasEnded()
		if !reached() && over {
			p.t.Fatalf("the program ended with status %d before %s", p.cmd.ProcessState.ExitCode(), what)
		}
		return reached()
	})
}

func (p *program) hasEnded() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// interrupt sends a signal, and skips the test where the system has none.
func (p *program) interrupt(s os.Signal) {
	p.t.Helper()
	if runtime.GOOS == "windows" {
		p.t.Skip("Windows has no signals to send: not tested here how hosting in the terminal ends")
	}
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// stop interrupts the program and checks that it ends well.
func (p *program) stop() {
	p.t.Helper()
	p.interrupt(syscall.SIGINT)
	p.endsWith(0)
}

// endsWith waits for the end and checks the exit status.
func (p *program) endsWith(status int) {
	p.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(patience):
		p.t.Fatal("the program does not end")
	}
	if got := p.cmd.ProcessState.ExitCode(); got != status {
		p.t.Fatalf("the program ended with %v, want status %d", p.cmd.ProcessState, status)
	}
}

// saysInOneLine checks that standard error has one line from Porchlight with all of the words.
func (p *program) saysInOneLine(words ...string) {
	p.t.Helper()
	line := p.err.String()
	if strings.Count(line, "\n") != 1 || !strings.HasSuffix(line, "\n") || !strings.HasPrefix(line, "porchlight: ") {
		p.t.Errorf("standard error has %q, want one line that begins with porchlight:", line)
	}
	for _, w := range words {
		if !strings.Contains(line, w) {
			p.t.Errorf("standard error has %q, want it to say %q", line, w)
		}
	}
}

// event is one line of the JSON form.
type event map[string]any

// events are the JSON lines printed so far. A line that is not one JSON object fails the test.
func (p *program) events() []event {
	p.t.Helper()
	fresh := p.out.from(p.parsed)
	for {
		line, rest, whole := strings.Cut(fresh, "\n")
		if !whole {
			return p.before
		}
		p.before = append(p.before, parse(p.t, line))
		p.parsed += len(line) + 1
		fresh = rest
	}
}

// parse reads one JSON object.
func parse(t *testing.T, line string) event {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(line))
	var e event
	if err := d.Decode(&e); err != nil {
		t.Fatalf("%q is no JSON object: %v", line, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		t.Fatalf("%q is more than one JSON object", line)
	}
	return e
}

// named are the events of one name so far.
func (p *program) named(name string) []event {
	p.t.Helper()
	var some []event
	for _, e := range p.events() {
		if e["event"] == name {
			some = append(some, e)
		}
	}
	return some
}

// awaitEvents waits until there are so many events of one name and returns them.
func (p *program) awaitEvents(name string, n int) []event {
	p.t.Helper()
	p.await(strconv.Itoa(n)+" events "+name, func() bool { return len(p.named(name)) >= n })
	return p.named(name)
}

func shortened(s string) string {
	if len(s) > 6000 {
		return s[:3000] + "\n…\n" + s[len(s)-3000:]
	}
	return s
}
