package headless

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"os/exec"
	"runtime"
	"sync"
	"time"

	"porchlight/internal/game"
	"porchlight/test/process"
)

// timeout bounds every wait for the program.
const timeout = 60 * time.Second

// maxLine is the length of the longest JSON line in bytes: JSON escapes a byte of the largest message as six.
const maxLine = 6*game.MaxLargest + 1<<10

// Event is one JSON line that the program has printed. Fields that the event does not have are zero.
type Event struct {
	Event   string
	Time    time.Time
	Kind    string // of the event skipped: the name of the events that were lost
	Reason  string
	Detail  string
	Address string // of a player, with its port; of the event hosting, without
	Port    int
	Seat    int
	Count   int // of the event skipped: how many records
}

// Program is the built program, hosting. Its methods may be called from any goroutine.
type Program struct {
	Port int // on which it hosts

	cmd     *exec.Cmd
	stderr  bytes.Buffer  // readable once ended is closed
	ended   chan struct{} // closed when the program has ended and its whole output was read
	exitErr error         // readable once ended is closed

	reading sync.Mutex // held while a line of output is read

	mu      sync.Mutex
	counts  map[string]int   // events by name, and by name and reason as in "left: too slow"
	leaves  map[string]Event // the last event left of each address
	hosts   []Event
	lineErr error // a line that is not an event
}

// Start runs the program by a command and returns once it hosts. The program hosts without a window and prints
// joins and leaves as JSON; the flag --quiet=false adds messages. The flags are added to its command line. Home is the
// program's home folder. The caller ends the program with Stop or Kill; on Linux it also ends if this process is killed.
func Start(home string, command []string, flags ...string) (*Program, error) {
	args := append(append([]string{}, command[1:]...), "--headless", "--json", "--quiet", "--port", "0")
	p := &Program{
		cmd:    exec.Command(command[0], append(args, flags...)...),
		ended:  make(chan struct{}),
		counts: map[string]int{},
		leaves: map[string]Event{},
	}
	p.cmd.Env = process.HomeEnv(home)
	process.Prepare(p.cmd)
	p.cmd.Stderr = &p.stderr
	p.cmd.WaitDelay = 5 * time.Second
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, maxLine)
	go func() {
		defer close(p.ended)
		for p.scan(lines) {
			p.parseLine(lines.Bytes())
		}
		p.exitErr = errors.Join(lines.Err(), p.cmd.Wait())
	}()
	if err := p.WaitFor(func() bool { return p.Count("hosting") > 0 }); err != nil {
		p.Kill()
		return nil, fmt.Errorf("the program does not host: %w", err)
	}
	p.Port = p.hosts[0].Port
	return p, nil
}

// scan reads one line of output, unless reading is paused.
func (p *Program) scan(lines *bufio.Scanner) bool {
	p.reading.Lock()
	defer p.reading.Unlock()
	return lines.Scan()
}

// PauseReading stops reading the program's output until the returned function is called. It returns once a line that
// is being waited for has come.
func (p *Program) PauseReading() (resume func()) {
	p.reading.Lock()
	return p.reading.Unlock
}

// parseLine parses one line of output and records its event.
func (p *Program) parseLine(line []byte) {
	var e Event
	err := json.Unmarshal(line, &e)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		p.lineErr = fmt.Errorf("the program printed %.500q: %w", line, err)
	}
	p.counts[e.Event]++
	if e.Reason != "" {
		p.counts[e.Event+": "+e.Reason]++
	}
	switch e.Event {
	case "left":
		p.leaves[e.Address] = e
	case "hosting":
		p.hosts = append(p.hosts, e)
	case "skipped":
		p.counts["skipped "+e.Kind] += e.Count
	}
}

// Address returns the loopback address on which the program hosts.
func (p *Program) Address() netip.AddrPort {
	return netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), uint16(p.Port))
}

// ID returns the program's process id.
func (p *Program) ID() int { return p.cmd.Process.Pid }

// Count returns the number of events of a name so far. "left: too slow" counts the events left with that reason.
func (p *Program) Count(name string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.counts[name]
}

// Left returns the last event left of the player with this address, with its port.
func (p *Program) Left(address string) (Event, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	e, ok := p.leaves[address]
	return e, ok
}

// WaitFor polls until a state is reached. It returns an error after the timeout, or if the program ends first.
func (p *Program) WaitFor(reached func() bool) error {
	for deadline := time.Now().Add(timeout); ; time.Sleep(2 * time.Millisecond) {
		ended := p.HasEnded()
		switch {
		case reached():
			return nil
		case ended:
			return p.exitError()
		case time.Now().After(deadline):
			return context.DeadlineExceeded
		}
	}
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

// exitError describes how the program ended. It must have ended.
func (p *Program) exitError() error {
	output := p.stderr.Bytes()
	return fmt.Errorf("the program ended (%w) and wrote %q to standard error", errors.Join(p.exitErr, errors.New(p.cmd.ProcessState.String())), output[:min(len(output), 2000)])
}

// Stop ends the program as Ctrl+C does. It returns an error unless the program exits with status 0 and nothing on
// standard error. On Windows without a console it kills the program.
func (p *Program) Stop() error {
	// Elsewhere it fails only if the program has ended.
	if err := process.Interrupt(p.cmd.Process); err != nil && runtime.GOOS == "windows" {
		p.Kill()
		return p.lineErr
	}
	select {
	case <-p.ended:
	case <-time.After(timeout):
		p.Kill()
		return errors.New("the program does not end")
	}
	if p.exitErr != nil || p.stderr.Len() > 0 {
		return p.exitError()
	}
	return p.lineErr
}

// Kill kills the program and waits for its end.
func (p *Program) Kill() {
	_ = p.cmd.Process.Kill() // fails only if the program has ended
	<-p.ended
}
