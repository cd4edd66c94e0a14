package faults

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// startGameFile starts the program with a game file of this content.
func startGameFile(t *testing.T, content string, flags ...string) *game {
	t.Helper()
	file := filepath.Join(t.TempDir(), "game.toml")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return startGameBy(t, []string{builtPath}, append(flags, "--bind", "127.0.0.1", "--game", file, "--players", "0", "--per-address", "0", "--connections-per-second", "0")...)
}

// A program's sockets may hold millions of messages when it ends, which the host would read for hours at the lowest of
// these limits.
func TestTheSeatOfAFlooderThatEndsIsFreeWithinSeconds(t *testing.T) {
	t.Parallel()
	for _, limit := range []string{"50000", "100", "0"} {
		t.Run(limit+" messages a second", func(t *testing.T) {
			t.Parallel()
			g := startGameBy(t, []string{builtPath}, "--bind", "127.0.0.1", "--game", "Chat lines", "--players", "2", "--messages-per-second", limit)
			listener := g.connectBad()
			g.waitFor("a seat", func() bool { return g.program.Count("joined") == 1 })
			go func() { _, _ = io.Copy(io.Discard, listener) }()
			flooder := g.connectBad()
			g.floodFor(flooder, 3*time.Second, bytes.Repeat([]byte("x\n"), 20_000))
			closed := time.Now()
			if err := flooder.Close(); err != nil { // what the system does for a program that is killed
				t.Fatal(err)
			}
			g.waitFor("the flooder's leave", func() bool { return g.program.Count("left") == 1 })
			if took := time.Since(closed); took > maxWait {
				t.Errorf("the flooder had its seat for another %s, want 2 s", took)
			} else {
				t.Logf("the seat was free after %s", took)
			}
			if _, err := g.dialTo(g.program.Address().String()).Write([]byte("back\n")); err != nil {
				t.Error(err)
			}
			g.waitFor("the flooder's return", func() bool { return g.program.Count("joined") == 3 })
			if n := g.program.Count("refused"); n != 0 {
				t.Errorf("%d connections were refused", n)
			}
		})
	}
}

// floodFor writes without a pause for this time, at the end of which the buffers of both sockets are full.
func (g *game) floodFor(conn net.Conn, d time.Duration, what []byte) {
	g.Helper()
	if err := conn.SetWriteDeadline(time.Now().Add(d)); err != nil {
		g.Fatal(err)
	}
	for {
		if _, err := conn.Write(what); errors.Is(err, os.ErrDeadlineExceeded) {
			return
		} else if err != nil {
			g.Fatal(err)
		}
	}
}

func TestABusyRoomDelaysNeitherNewcomersOfOtherRoomsNorTheEnd(t *testing.T) {
	for _, c := range []struct{ players, talking int }{{1000, 300}, {200, 199}, {500, 150}} {
		t.Run(fmt.Sprintf("%d of %d talk", c.talking, c.players), func(t *testing.T) {
			g := startGameFile(t, fmt.Sprintf("rule = \"broadcast\"\nroom = %d\n[framing]\nin = \"line\"\n", c.players))
			for i := range c.players {
				conn := g.connectBad()
				go func() { _, _ = io.Copy(io.Discard, conn) }()
				if i < c.talking {
					go func() { // ends with the connection
						for lines := bytes.Repeat([]byte("hello\n"), 100); ; {
							if _, err := conn.Write(lines); err != nil {
								return
							}
						}
					}()
				}
			}
			g.waitFor("all seats of the room", func() bool { return g.program.Count("joined") == c.players })
			const newcomers = 30
			var waits []time.Duration
			for range newcomers {
				began := time.Now()
				conn := g.dial()
				g.send(conn, "hi\n")
				if _, err := io.ReadFull(conn, make([]byte, 3)); err != nil {
					t.Fatal(err)
				}
				waits = append(waits, time.Since(began))
				_ = conn.Close()
			}
			slices.Sort(waits)
			began := time.Now()
			if err := g.program.Stop(); err != nil {
				t.Error(err)
			}
			stop := time.Since(began)
			t.Logf("newcomers waited %s, at most %s; the program ended after %s", waits[newcomers/2], waits[newcomers-1], stop)
			if waits[newcomers-1] > maxWait/2 || stop > maxWait/2 {
				t.Errorf("want at most %s", maxWait/2)
			}
		})
	}
}
