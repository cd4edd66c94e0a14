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

// timeout bounds every wait for a server.
const timeout = 15 * time.Second

// kind is a program to measure: its name in the table and its command, to which a port is added.
type kind struct {
	name    string
	command []string
	desktop *desktop.Desktop // where its window opens; nil without a window
}

// server is a running program. Its starter stops it.
type server struct {
	kind   kind
	port   int
	cmd    *exec.Cmd
	stderr *os.File      // its standard error
	ended  chan struct{} // closed when it has ended
}

// start starts a server on a free port of 127.0.0.1 and returns once it accepts connections.
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
	if err := s.waitForListener(); err != nil {
		s.stop()
		return nil, err
	}
	return s, nil
}

// launch starts a program. Its standard output goes to /dev/null and its standard error to a file in dir. Dir is also
// its folder for settings.
func launch(ctx context.Context, k kind, dir string, extraArgs ...string) (*server, error) {
	stderr, err := os.CreateTemp(dir, "stderr-")
	if err != nil {
		return nil, err
	}
	command := slices.Concat(k.command, extraArgs)
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+dir)
	if k.desktop != nil {
		if cmd, err = k.desktop.Command(desktop.Start{Command: command, Theme: "light", Home: dir}); err != nil {
			return nil, errors.Join(err, stderr.Close())
		}
	}
	cmd.Stderr = stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} // it ends with this program
	if err := cmd.Start(); err != nil {
		return nil, errors.Join(err, stderr.Close())
	}
	s := &server{kind: k, cmd: cmd, stderr: stderr, ended: make(chan struct{})}
	go func() {
		defer close(s.ended)
		_ = cmd.Wait() // the exit status does not matter
	}()
	return s, nil
}

// freePort returns a port that is free at the moment.
func freePort() (int, error) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return listener.Addr().(*net.TCPAddr).Port, listener.Close()
}

// waitForListener tries to connect every half millisecond. Until the server listens, the system refuses at once.
func (s *server) waitForListener() error {
	for deadline := time.Now().Add(timeout); time.Now().Before(deadline); {
		select {
		case <-s.ended:
			return s.wrap(errors.New("the server ended before it listened"))
		default:
		}
		fd, err := dial(s.port, 0)
		if err == nil {
			return unix.Close(fd)
		}
		time.Sleep(500 * time.Microsecond)
	}
	return s.wrap(errors.New("the server does not listen"))
}

// stop terminates the server, kills it after the timeout, and waits for its end.
func (s *server) stop() {
	_ = s.cmd.Process.Signal(syscall.SIGTERM) // fails only if it has ended
	select {
	case <-s.ended:
	case <-time.After(timeout):
		_ = s.cmd.Process.Kill()
		<-s.ended
	}
	_ = s.stderr.Close()
}

// wrap adds to an error the name of the server and the end of its standard error.
func (s *server) wrap(err error) error {
	stderr, _ := os.ReadFile(s.stderr.Name())
	if len(stderr) > 0 {
		return fmt.Errorf("%s: %w; standard error: %s", s.kind.name, err, strings.TrimSpace(string(stderr[max(0, len(stderr)-1000):])))
	}
	return fmt.Errorf("%s: %w", s.kind.name, err)
}

// cpu returns the user and system time that the server has used so far. It reads the process's clock
// (clock_getcpuclockid(3)), in nanoseconds, because the ticks of 10 ms in /proc/PID/stat are too coarse for turns of
// less than a second.
func (s *server) cpu() (time.Duration, error) {
	var t unix.Timespec
	const scheduler = 2 // the kernel's CPUCLOCK_SCHED: processor time as the scheduler counts it
	if err := unix.ClockGettime(int32(^s.cmd.Process.Pid<<3|scheduler), &t); err != nil {
		return 0, s.wrap(fmt.Errorf("reading its processor time: %w", err))
	}
	return time.Duration(t.Nano()), nil
}

// memory returns the server's resident memory in bytes.
func (s *server) memory() (int, error) {
	statm, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(s.cmd.Process.Pid), "statm"))
	if err != nil {
		return 0, s.wrap(err)
	}
	fields := strings.Fields(string(statm)) // proc_pid_statm(5): size, resident, …, in pages
	if len(fields) < 2 {
		return 0, s.wrap(fmt.Errorf("statm is %q", statm))
	}
	pages, err := strconv.Atoi(fields[1])
	return pages * os.Getpagesize(), err
}
