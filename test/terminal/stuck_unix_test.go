//go:build unix

package terminal

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"porchlight/test/process"
	"porchlight/test/program"
)

// hostStuck starts the program with both outputs into a full pipe and makes its log unwritable, so that it waits to report
// that.
func hostStuck(t *testing.T) *program.Program {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "stick")
	log := filepath.Join(folder, "log.jsonl")
	port := program.FreePort(t)
	cmd := exec.Command(builtPath, "--json", "--log", log, "--players", "0", "--bind", "127.0.0.1", "--port", strconv.Itoa(port))
	// The race detector would wait a second at the end.
	cmd.Env = append(process.HomeEnv(t.TempDir()), "GORACE="+os.Getenv("GORACE")+" atexit_sleep_ms=0")
	cmd.Stdout = fullPipe(t)
	cmd.Stderr = cmd.Stdout
	p := program.Launch(t, cmd)
	p.Port = port
	p.WaitFor("the log", func() bool {
		info, err := os.Stat(log)
		return err == nil && info.Size() > 0
	})
	if err := errors.Join(os.RemoveAll(folder), os.WriteFile(folder, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	// More than the log's interval of polling, after which it is unwritable.
	for begin := time.Now(); time.Since(begin) < time.Second; {
		c := p.Connect()
		c.Echo("in")
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func TestItEndsThoughNothingThatItSaysIsRead(t *testing.T) {
	t.Parallel()
	for _, s := range []os.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP} {
		t.Run(s.String(), func(t *testing.T) {
			p := hostStuck(t)
			c := p.Connect()
			c.Echo("in")
			p.Signal(s)
			c.WaitForEnd()
			p.WaitForExit(0)
		})
	}
}

func TestASecondSignalEndsItAtOnce(t *testing.T) {
	p := hostStuck(t)
	begin := time.Now()
	p.Signal(syscall.SIGTERM)
	program.WaitFor(t, "the time in which signals count as one", func() bool { return time.Since(begin) > 600*time.Millisecond })
	second := time.Now()
	p.Signal(syscall.SIGTERM)
	p.WaitForExit(0)
	if took := time.Since(second); took > time.Second { // it would wait longer for the reader
		t.Errorf("it ended %v after the second signal", took)
	}
}

func TestTheEndOfTheTerminalDoesNotEndItUnderNohup(t *testing.T) {
	t.Parallel()
	cmd := exec.Command("sh", "-c", `trap "" HUP; exec "$0" "$@"`, builtPath, "--json", "--bind", "127.0.0.1", "--port", "0")
	p := program.Launch(t, cmd)
	p.WaitForPort()
	c := p.Connect()
	c.Echo("before")
	p.Signal(syscall.SIGHUP)
	p.Signal(syscall.SIGHUP)
	for range 100 {
		c.Echo("after")
	}
	p.Connect().Echo("newcomers too")
	p.Stop()
}
