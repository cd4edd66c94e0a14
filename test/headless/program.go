package headless

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"time"
)

// patience is how long the program may take for anything that it must do.
const patience = 60 * time.Second

// Event is one line that the program printed.
type Event struct {
	Event   string
	Reason  string
	Detail  string
	Address string // of the player, with its port; of hosting, without
	Port    int
	Seat    int
	Count   int // of skipped
}

// Program is the built program, hosting. Its methods may be called from any goroutine.
type Program struct {
	Port int // that it hosts on

	cmd    *exec.Cmd
	wrong  bytes.Buffer  // its standard error, once it has ended
	ended  chan struct{} // closed when it has ended and everything that it printed was read
	failed error         // how it ended; under ended

	mu     sync.Mutex
	counts map[string]int // events by name, and by name and reason as "left: too slow"
	lefts  map[string]Event
	hosts  []Event
	bad    error // a line that is no event
}

// Start starts a command that is the program, which hosts without a window and prints joins and leaves
// as JSON, and returns once it hosts. More flags go behind its own. Home is a folder for its settings.
// Stop or Kill ends it.
func Start(home string, command []string, flags ...string) (*Program, error) {
	args := append(append([]string{}, command[1:]...), "--headless", "--json", "--quiet", "--port", "0")
	p := &Program{
		cmd:    exec.Command(command[0], append(args, flags...)...),
		ended:  make(chan struct{}),
		counts: map[string]int{},
		lefts:  map[string]Event{},
	}
	p.cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+home)
	p.cmd.Stderr = &p.wrong
	p.cmd.WaitDelay = 5 * time.Second
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	go func() {
		defer close(p.ended)
		for lines.Scan() {
			p.hear(lines.Bytes())
		}
		p.failed = errors.Join(lines.Err(), p.cmd.Wait())
	}()
	if err := p.Await(func() bool { return p.Count("hosting") > 0 }); err != nil {
		p.Kill()
		return nil, fmt.Errorf("it does not host: %w", err)
	}
	p.Port = p.hosts[0].Port
	return p, nil
}

// hear takes in one line.
func (p *Program) hear(line []byte) {
	var e Event
	err := json.Unmarshal(line, &e)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		p.bad = fmt.Errorf("it printed %q: %w", line, err)
	}
	p.counts[e.Event]++
	if e.Reason != "" {
		p.counts[e.Event+": "+e.Reason]++
	}
	switch e.Event {
	case "left":
		p.lefts[e.Address] = e
	case "hosting":
		p.hosts = append(p.hosts, e)
	case "skipped":
		p.counts["records skipped"] += e.Count
	}
}

// Address is where it hosts on this machine.
func (p *Program) Address() netip.AddrPort {
	return netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), uint16(p.Port))
}

// ID is its process id.
func (p *Program) ID() int { return p.cmd.Process.Pid }

// Count is how many events of a name it has told so far; "left: too slow" counts those with a reason.
func (p *Program) Count(what string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.counts[what]
}

// Left is what it told of the end of the player from an address, the last one, if it did.
func (p *Program) Left(address string) (Event, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	e, ok := p.lefts[address]
	return e, ok
}

// Await polls for a state. The error is that it took too long, or that the program ended first.
func (p *Program) Await(reached func() bool) error {
	for deadline := time.Now().Add(patience); ; time.Sleep(2 * time.Millisecond) {
		over := p.HasEnded()
		switch {
		case reached():
			return nil
		case over:
			return p.ending()
		case time.Now().After(deadline):
			return context.DeadlineExceeded
		}
	}
}

// HasEnded tells whether the program has ended.
func (p *Program) HasEnded() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// ending says how the program ended, which it has.
func (p *Program) ending() error {
	said := p.wrong.Bytes()
	return fmt.Errorf("the program ended (%w) and said %q", errors.Join(p.failed, errors.New(p.cmd.ProcessState.String())), said[:min(len(said), 2000)])
}

// Stop ends the program as Ctrl+C does, and returns an error unless it ended well, with nothing said on
// standard error. On Windows, which has no such signal, it kills it.
func (p *Program) Stop() error {
	if runtime.GOOS == "windows" {
		p.Kill()
		return p.bad
	}
	_ = p.cmd.Process.Signal(os.Interrupt) // fails only when it has ended, which is told below
	select {
	case <-p.ended:
	case <-time.After(patience):
		p.Kill()
		return errors.New("the program does not end")
	}
	if p.failed != nil || p.wrong.Len() > 0 {
		return p.ending()
	}
	return p.bad
}

// Kill ends the program, whatever it does.
func (p *Program) Kill() {
	_ = p.cmd.Process.Kill() // fails only when it has ended
	<-p.ended
}
