//go:build unix

package test

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// fullPipe makes a pipe that takes no byte more and that nobody reads.
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
		t.Fatal("the pipe does not fill:", err)
	}
	return w
}

func TestAnOutputThatNobodyReadsNeitherSlowsNorStopsTheHost(t *testing.T) {
	for _, form := range []string{"--headless", "--json"} {
		t.Run(form, func(t *testing.T) {
			port := freePort(t)
			cmd := exec.Command(built, form, "--players", "0", "--bind", "127.0.0.1", "--port", strconv.Itoa(port))
			cmd.Stdout = fullPipe(t)
			p := launch(t, cmd)
			p.port = port
			p.await("the host", func() bool {
				conn, err := dial(port)
				if err == nil {
					_ = conn.Close()
				}
				return err == nil
			})
			g := p.guest()
			for range 20_000 {
				g.echoes("50,50")
			}
			p.interrupt(syscall.SIGTERM)
			g.hearsTheEnd()
			p.endsWith(0)
		})
	}
}

func TestAReaderThatGoesAwayDoesNotEndTheGame(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	port := freePort(t)
	cmd := exec.Command(built, "--headless", "--players", "0", "--bind", "127.0.0.1", "--port", strconv.Itoa(port))
	cmd.Stdout = w
	p := launch(t, cmd)
	p.port = port
	if err := w.Close(); err != nil { // the program has its own
		t.Fatal(err)
	}
	if err := r.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(r).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	// Long enough for lines to be written to nobody.
	for begin := time.Now(); time.Since(begin) < time.Second; {
		g := p.guest()
		g.echoes("anybody there?")
		if err := g.Close(); err != nil {
			t.Fatal(err)
		}
	}
	g := p.guest()
	g.echoes("still there?")
	p.interrupt(syscall.SIGINT)
	g.hearsTheEnd()
	p.endsWith(0)
}
