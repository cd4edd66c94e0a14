package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"porchlight/test/desktop"
)

// patience is how long a server has for anything that it must do.
const patience = 15 * time.Second

// kind is a program that can be started: what it is called in the table and its command, to which a
// server's port is added.
type kind struct {
	name    string
	command []string
	on      *desktop.Desktop // where its window opens; nil: it has none
}

// server is a running one. Whoever started it ends it.
type server struct {
	kind  kind
	port  int
	cmd   *exec.Cmd
	said  *os.File      // its standard error
	ended chan struct{} // closed when it has ended
}

// start starts a server on a free port of 127.0.0.1 and returns once it takes connections.
func start(ctx context.Context, k kind, dir string) (*server, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	s, err := launch(ctx, k, dir, strconv.Itoa(port))
	if err != nil {
		return nil, err
	}
	s.port = port
	if err := s.awaitListening(); err != nil {
		s.stop()
		return nil, err
	}
	return s, nil
}

// launch starts a program. Its standard output goes to /dev/null, its standard error to a file in dir,
// its settings to dir.
func launch(ctx context.Context, k kind, dir string, more ...string) (*server, error) {
	said, err := os.CreateTemp(dir, "stderr-")
	if err != nil {
		return nil, err
	}
	command := slices.Concat(k.command, more)
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+dir)
	if k.on != nil {
		if cmd, err = k.on.Command(desktop.Start{Command: command, Theme: "light", Home: dir}); err != nil {
			return nil, errors.Join(err, said.Close())
		}
	}
	cmd.Stderr = said
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} // it does not outlive this program
	if err := cmd.Start(); err != nil {
		return nil, errors.Join(err, said.Close())
	}
	s := &server{kind: k, cmd: cmd, said: said, ended: make(chan struct{})}
	go func() {
		defer close(s.ended)
		_ = cmd.Wait() // how it ended does not matter: nothing is asked of it by then
	}()
	return s, nil
}

// freePort asks the system for a port that nobody has.
func freePort() (int, error) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return listener.Addr().(*net.TCPAddr).Port, listener.Close()
}

// awaitListening tries every half millisecond to connect. Until the server listens the system refuses
// at once.
func (s *server) awaitListening() error {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		select {
		case <-s.ended:
			return s.failed(errors.New("it ended before it listened"))
		default:
		}
		fd, err := dial(s.port, 0)
		if err == nil {
			return unix.Close(fd)
		}
		time.Sleep(500 * time.Microsecond)
	}
	return s.failed(errors.New("it does not listen"))
}

// stop ends the server and waits until it is gone: by SIGTERM, and by SIGKILL when that takes long.
func (s *server) stop() {
	_ = s.cmd.Process.Signal(syscall.SIGTERM) // fails only when it has ended
	select {
	case <-s.ended:
	case <-time.After(patience):
		_ = s.cmd.Process.Kill()
		<-s.ended
	}
	_ = s.said.Close()
}

// failed says which server an error is about, with what that server said last.
func (s *server) failed(err error) error {
	said, _ := os.ReadFile(s.said.Name())
	if len(said) > 0 {
		return fmt.Errorf("%s: %w; it said: %s", s.kind.name, err, strings.TrimSpace(string(said[max(0, len(said)-1000):])))
	}
	return fmt.Errorf("%s: %w", s.kind.name, err)
}

// cpu is the user and system time that the server has used so far. It comes from the process's own
// clock (clock_getcpuclockid(3)), in nanoseconds; the figures in /proc/PID/stat are whole ticks of
// 10 ms, which is too coarse for turns of less than a second.
func (s *server) cpu() (time.Duration, error) {
	var t unix.Timespec
	const scheduler = 2 // CPUCLOCK_SCHED of the kernel: time on a processor, as the scheduler counts it
	if err := unix.ClockGettime(int32(^s.cmd.Process.Pid<<3|scheduler), &t); err != nil {
		return 0, s.failed(fmt.Errorf("reading its processor time: %w", err))
	}
	return time.Duration(t.Nano()), nil
}

// memory is the server's resident memory in bytes.
func (s *server) memory() (int, error) {
	statm, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(s.cmd.Process.Pid), "statm"))
	if err != nil {
		return 0, s.failed(err)
	}
	fields := strings.Fields(string(statm)) // proc_pid_statm(5): size, resident, …, in pages
	if len(fields) < 2 {
		return 0, s.failed(fmt.Errorf("statm is %q", statm))
	}
	pages, err := strconv.Atoi(fields[1])
	return pages * os.Getpagesize(), err
}
