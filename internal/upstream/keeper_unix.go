//go:build !windows

package upstream

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// The keeper's files besides its standard ones.
const (
	lifelineFD = 3 // a pipe from Porchlight: the request, then stopOrder; its end is that of Porchlight
	reportsFD  = 4 // a pipe to Porchlight, for reports
)

// Exit statuses of the keeper.
const (
	keptToTheEnd = 0
	cannotKeep   = 1
)

// killInterval is the time between two attempts to kill all that is left.
const killInterval = 5 * time.Millisecond

// keeper runs one server.
type keeper struct {
	server  int // process ID, and process group
	reports *json.Encoder
	ended   chan syscall.WaitStatus // the server has ended
	reaped  chan struct{}           // closed when the keeper has no child any more
	stopped bool                    // the server was asked to end before it did
}

// RunKeeper runs a server and ends it, with all its children, when the program that started the keeper ends or says so.
// args are the arguments after KeeperCommand; there are none. It returns the exit status of the keeper: NotAKeeper if the
// process was not started by Start. The process must do nothing else: RunKeeper changes its signals, waits for all its
// children and keeps the thread of its goroutine until the process ends.
func RunKeeper(args []string) int {
	if len(args) > 0 || !isPipe(lifelineFD) || !isPipe(reportsFD) {
		return NotAKeeper
	}
	// The server dies when the thread ends that has started it (prctl(2), PR_SET_PDEATHSIG).
	runtime.LockOSThread()
	syscall.CloseOnExec(lifelineFD)
	syscall.CloseOnExec(reportsFD)
	lifeline, reports := os.NewFile(lifelineFD, "lifeline"), os.NewFile(reportsFD, "reports")
	// All are handled and none is ignored, since the server would inherit that.
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGTERM)
	becomeReaper()

	in := bufio.NewReader(lifeline)
	var r request
	line, err := in.ReadBytes('\n')
	if err != nil || json.Unmarshal(line, &r) != nil {
		return cannotKeep
	}
	k := &keeper{reports: json.NewEncoder(reports), ended: make(chan syscall.WaitStatus, 1), reaped: make(chan struct{})}
	if err := k.start(r); err != nil {
		var errno syscall.Errno
		if !errors.As(err, &errno) {
			errno = syscall.EINVAL
		}
		_ = k.reports.Encode(report{Errno: errno})
		return cannotKeep
	}
	_ = k.reports.Encode(report{PID: k.server})
	go k.reap()
	k.keep(orders(in), signals)
	return keptToTheEnd
}

// isPipe reports whether a file descriptor is a pipe.
func isPipe(fd int) bool {
	var s syscall.Stat_t
	return syscall.Fstat(fd, &s) == nil && s.Mode&syscall.S_IFMT == syscall.S_IFIFO
}

// start starts the server in a process group of its own.
func (k *keeper) start(r request) error {
	null, err := os.Open(os.DevNull)
	if err != nil {
		return err
	}
	defer func() { _ = null.Close() }()
	k.server, err = syscall.ForkExec(r.Path, r.Args, &syscall.ProcAttr{
		Dir:   r.Folder,
		Env:   r.Env,
		Files: []uintptr{null.Fd(), 1, 2},
		Sys:   serverAttributes(),
	})
	return err
}

// orders returns a channel that receives each stop order, and is closed at the end of Porchlight.
func orders(in *bufio.Reader) <-chan struct{} {
	c := make(chan struct{})
	go func() {
		defer close(c)
		for {
			line, err := in.ReadString('\n')
			if err != nil {
				return
			}
			if strings.TrimSpace(line) == strings.TrimSpace(stopOrder) {
				c <- struct{}{}
			}
		}
	}()
	return c
}

// reap waits for the server and for the orphans that come to the keeper, until no child is left.
func (k *keeper) reap() {
	defer close(k.reaped)
	for {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, 0, nil)
		switch {
		case errors.Is(err, syscall.EINTR):
		case err != nil:
			return // ECHILD
		case pid == k.server && (status.Exited() || status.Signaled()):
			k.ended <- status
		}
	}
}

// keep waits for the end of the server, or ends it.
func (k *keeper) keep(orders <-chan struct{}, signals <-chan os.Signal) {
	var deadline <-chan time.Time
	asked := false
	end := func(grace time.Duration) {
		if !asked {
			asked = true
			k.signalAll(syscall.SIGTERM)
		}
		deadline = time.After(grace)
	}
	ended := k.ended
	for {
		select {
		case _, open := <-orders:
			if !open { // Porchlight has ended
				orders = nil
				end(orphanGrace)
				continue
			}
			k.stopped = true
			end(stopGrace)
		case s := <-signals:
			if s == syscall.SIGTERM { // the others come from terminals
				end(stopGrace)
			}
		case status := <-ended:
			ended = nil
			_ = k.reports.Encode(endOf(status, k.stopped))
			if !asked {
				end(orphanGrace)
			}
		case <-deadline:
			k.killAll()
			k.reportLast(ended)
			return
		case <-k.reaped:
			k.reportLast(ended)
			if groupIsGone(k.server) {
				return
			}
			k.reaped, ended = nil, nil // children of the server that are not the keeper's: not on Linux
			if deadline == nil {
				end(orphanGrace)
			}
		}
	}
}

// reportLast reports the end of the server if it has ended since.
func (k *keeper) reportLast(ended <-chan syscall.WaitStatus) {
	select {
	case status := <-ended: // a nil channel is never ready
		_ = k.reports.Encode(endOf(status, k.stopped))
	default:
	}
}

// killAll kills the server and all its children until none is left, but for those that the system cannot end.
func (k *keeper) killAll() {
	for deadline := time.Now().Add(endTimeout); time.Now().Before(deadline); time.Sleep(killInterval) {
		k.signalAll(syscall.SIGKILL)
		if k.reaped == nil && groupIsGone(k.server) {
			return
		}
		select {
		case <-k.reaped:
			if groupIsGone(k.server) {
				return
			}
		default:
		}
	}
}

// signalAll sends a signal once to each process of the server's group and to its children outside of that.
func (k *keeper) signalAll(s syscall.Signal) {
	_ = syscall.Kill(-k.server, s)
	for _, pid := range descendants(os.Getpid(), k.server) {
		if group, err := syscall.Getpgid(pid); err == nil && group != k.server {
			_ = syscall.Kill(pid, s)
		}
	}
}

// groupIsGone reports whether a process group has no process any more.
func groupIsGone(group int) bool { return errors.Is(syscall.Kill(-group, 0), syscall.ESRCH) }
