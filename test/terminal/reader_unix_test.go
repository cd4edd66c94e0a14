//go:build unix

package terminal

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"testing"
	"time"

	"porchlight/test/program"
)

// fullPipe returns the writing end of a full pipe that nobody reads.
func fullPipe(t *testing.T) (write *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = r.Close()
		_ = w.Close()
	})
	if err := w.SetWriteDeadline(time.Now().Add(100 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	for range 1 << 20 {
		if _, err = w.Write([]byte("x")); err != nil {
			break
		}
	}
	if !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatal("the pipe is not full:", err)
	}
	if err := syscall.SetNonblock(int(w.Fd()), false); err != nil { // a program that shares it has the same mode
		t.Fatal(err)
	}
	return w
}

func TestAnOutputThatNobodyReadsNeitherSlowsNorStopsTheHost(t *testing.T) {
	t.Parallel()
	for _, form := range []string{"--headless", "--json"} {
		t.Run(form, func(t *testing.T) {
			port := program.FreePort(t)
			cmd := exec.Command(builtPath, form, "--players", "0", "--bind", "127.0.0.1", "--port", strconv.Itoa(port))
			cmd.Stdout = fullPipe(t)
			p := program.Launch(t, cmd)
			p.Port = port
			p.WaitFor("the host", func() bool {
				conn, err := program.Dial(port)
				if err == nil {
					_ = conn.Close()
				}
				return err == nil
			})
			c := p.Connect()
			for range 20_000 {
				c.Echo("50,50")
			}
			p.Signal(syscall.SIGTERM)
			c.WaitForEnd()
			p.WaitForExit(0)
		})
	}
}

func TestAReaderThatGoesAwayDoesNotEndTheGame(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	port := program.FreePort(t)
	cmd := exec.Command(builtPath, "--headless", "--players", "0", "--bind", "127.0.0.1", "--port", strconv.Itoa(port))
	cmd.Stdout = w
	p := program.Launch(t, cmd)
	p.Port = port
	if err := w.Close(); err != nil { // the program has a copy
		t.Fatal(err)
	}
	if err := r.SetReadDeadline(time.Now().Add(program.Timeout)); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(r).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	// Long enough for the program to write to the closed pipe.
	for begin := time.Now(); time.Since(begin) < time.Second; {
		c := p.Connect()
		c.Echo("anybody there?")
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	c := p.Connect()
	c.Echo("still there?")
	p.Signal(syscall.SIGINT)
	c.WaitForEnd()
	p.WaitForExit(0)
}
