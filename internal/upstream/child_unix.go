//go:build !windows

package upstream

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

const (
	// startTimeout bounds the start of a keeper.
	startTimeout = 20 * time.Second
	// markVariable marks the processes of one server. It finds those that are left when the keeper was killed.
	markVariable = "PORCHLIGHT_SERVER"
)

var errNoKeeper = errors.New("the keeper of the server does not start")

// child is a server as this system keeps it: a keeper in a session of its own, whose child the server is.
type child struct {
	pid     int // of the server, which is also the number of its process group
	endedAt time.Time

	keeper   *exec.Cmd
	mark     string
	lifeline *os.File // its end tells the keeper of the end of this program
	reports  *os.File
	decoder  *json.Decoder

	mu      sync.Mutex
	stopped bool
	killer  *time.Timer // kills a keeper that does not stop the server; nil until stop
}

// startChild starts a keeper, and through it the server.
func startChild(r request, keeper []string, s *streams) (*child, error) {
	if len(keeper) == 0 {
		return nil, errNoKeeper
	}
	lifelineReader, lifeline, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer func() { _ = lifelineReader.Close() }()
	reports, reportsWriter, err := os.Pipe()
	if err != nil {
		_ = lifeline.Close()
		return nil, err
	}
	defer func() { _ = reportsWriter.Close() }()
	c := &child{
		keeper:   exec.Command(keeper[0], keeper[1:]...),
		mark:     rand.Text(),
		lifeline: lifeline,
		reports:  reports,
		decoder:  json.NewDecoder(reports),
	}
	c.keeper.Stdout, c.keeper.Stderr = s.stdout.writer, s.stderr.writer
	c.keeper.ExtraFiles = []*os.File{lifelineReader, reportsWriter} // lifelineFD, reportsFD
	// Ctrl+C in a terminal, its closing and signals to the group of this program do not reach the keeper.
	c.keeper.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := c.keeper.Start(); err != nil {
		c.close()
		return nil, fmt.Errorf("%w: %w", errNoKeeper, err)
	}
	_ = lifelineReader.Close() // or a keeper that has failed would not be noticed
	_ = reportsWriter.Close()
	r.Env = append(r.Env, markVariable+"="+c.mark)
	if err := c.begin(r); err != nil {
		_ = c.keeper.Process.Kill()
		_ = c.keeper.Wait()
		c.close()
		return nil, err
	}
	return c, nil
}

// begin sends the request and waits for the report of the start.
func (c *child) begin(r request) error {
	deadline := time.Now().Add(startTimeout)
	_ = c.reports.SetReadDeadline(deadline) // pipes have deadlines
	_ = c.lifeline.SetWriteDeadline(deadline)
	if err := json.NewEncoder(c.lifeline).Encode(r); err != nil {
		return fmt.Errorf("%w: %w", errNoKeeper, err)
	}
	var first report
	err := c.decoder.Decode(&first)
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w", errNoKeeper, err)
	case first.Errno != 0:
		return &os.PathError{Op: "run", Path: r.Path, Err: first.Errno}
	case first.PID == 0:
		return errNoKeeper
	}
	c.pid = first.PID
	_ = c.reports.SetReadDeadline(time.Time{})
	return nil
}

// wait waits for the end of the server, its children and its keeper. Only one goroutine may call it, once.
func (c *child) wait() Exit {
	var last report
	for {
		var r report
		if c.decoder.Decode(&r) != nil {
			break // the keeper has ended
		}
		if r.Ended {
			last = r
			c.endedAt = time.Now()
		}
	}
	_ = c.keeper.Wait() // its status says nothing
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.killer != nil {
		c.killer.Stop()
	}
	c.close()
	if !last.Ended { // the keeper was killed
		c.endedAt = time.Now()
		last = report{Code: -1, Stopped: c.stopped}
	}
	killLeftovers(c.pid, c.mark, last.Ended)
	return last.exit()
}

// stop has the keeper end the server. It does not wait.
func (c *child) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stopped = true
	c.killer = time.AfterFunc(stopGrace+endTimeout+time.Second, func() { _ = c.keeper.Process.Kill() })
	_ = c.lifeline.SetWriteDeadline(time.Now().Add(time.Second))
	_, _ = io.WriteString(c.lifeline, stopOrder) // fails if the keeper has ended
}

func (c *child) close() {
	_ = c.lifeline.Close()
	_ = c.reports.Close()
}

// processes returns the process IDs of the server and its children, parents first.
func (c *child) processes() []int { return descendants(c.keeper.Process.Pid, c.pid) }
