package client_test

import (
	"net"
	"testing"
	"time"

	"go.uber.org/goleak"

	"porchlight/assets"
	"porchlight/internal/client"
	"porchlight/internal/game"
	"porchlight/internal/game/library"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// open hosts a game on 127.0.0.1 until the end of the test.
func open(t *testing.T, g *game.Game, players int) *hosttest.Server {
	t.Helper()
	return hosttest.Open(t, host.Config{Limit: players, Game: g})
}

// join connects a client until the end of the test. Its reads end after timeout.
func join(t *testing.T, address string, g *game.Game) *client.Client {
	t.Helper()
	c, err := client.Dial(t.Context(), address, g)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if err := c.SetReadDeadline(time.Now().Add(hosttest.Timeout)); err != nil {
		t.Fatal(err)
	}
	return c
}

func builtIn(t *testing.T, name string) *game.Game {
	t.Helper()
	games, err := library.New(assets.Games(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	g, err := games.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// wantNext checks the next message.
func wantNext(t *testing.T, c *client.Client, want string) {
	t.Helper()
	msg, err := c.Next()
	if err != nil || string(msg) != want {
		t.Fatalf("the next message is %q (%v), want %q", msg, err, want)
	}
}

func send(t *testing.T, c *client.Client, msg string) {
	t.Helper()
	if err := c.Send([]byte(msg)); err != nil {
		t.Fatalf("send %q: %v", msg, err)
	}
}

// listen listens on 127.0.0.1 until the end of the test.
func listen(t *testing.T) *net.TCPListener {
	t.Helper()
	l, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// accept accepts a connection until the end of the test.
func accept(t *testing.T, l *net.TCPListener) *net.TCPConn {
	t.Helper()
	conn, err := l.AcceptTCP()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}
