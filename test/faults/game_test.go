package faults

import (
	"errors"
	"io"
	"net"
	"testing"
	"time"

	"porchlight/internal/framing"
	"porchlight/test/headless"
)

// game is the program hosting a game, with good players in it.
type game struct {
	*testing.T
	program     *headless.Program
	stopPlayers func() (headless.Result, error) // and returns their result
	good        int                             // number of good players
}

// startGame starts the program with the game of a name, for any number of players. The end of the test ends it.
func startGame(t *testing.T, name string) *game {
	t.Helper()
	t.Parallel()
	return startGameBy(t, []string{builtPath}, "--bind", "127.0.0.1", "--game", name, "--players", "0")
}

// startGameBy is startGame with a command that runs the program, and with more flags.
func startGameBy(t *testing.T, command []string, flags ...string) *game {
	t.Helper()
	p, err := headless.Start(t.TempDir(), command, flags...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Kill)
	return &game{T: t, program: p}
}

// startChat starts a chat with lengths of two bytes before messages, in which good players talk.
func startChat(t *testing.T) *game {
	t.Helper()
	g := startGame(t, "Chat for Java")
	g.addTalkingPlayers("u16be", g.dial)
	return g
}

// startEcho starts an echo, which good players use.
func startEcho(t *testing.T) *game {
	t.Helper()
	g := startGame(t, "Echo")
	e := &headless.EchoCheck{Size: 2048, Pause: 5 * time.Millisecond}
	e.Start(g.dial(), g.dial(), g.dial(), g.dial())
	g.stopPlayers, g.good = e.Stop, 4
	return g
}

// addTalkingPlayers has four good players talk, each on a connection that dial returns.
func (g *game) addTalkingPlayers(framing string, dial func() net.Conn) {
	g.Helper()
	c := &headless.RelayCheck{Framing: g.parseFraming(framing), Size: 12_000, Pause: 5 * time.Millisecond}
	g.good = 4
	for range g.good {
		c.Add(dial())
	}
	g.waitFor("the good players' seats", func() bool { return g.program.Count("joined") == g.good })
	c.Start()
	g.stopPlayers = c.Stop
}

func (g *game) parseFraming(name string) framing.Framing {
	g.Helper()
	f, err := framing.Parse(name)
	if err != nil {
		g.Fatal(err)
	}
	return f
}

// checkGoodPlayers stops the good players, checks that they received every message and that none waited longer than
// maxWait, and ends the program.
func (g *game) checkGoodPlayers() {
	g.Helper()
	if result := g.checkDelivery(); result.LongestWait > maxWait {
		g.Errorf("a good player waited %s for a message, want at most %s", result.LongestWait, maxWait)
	}
}

// checkDelivery stops the good players, checks that they received every message, and ends the program. It is all that
// can be checked where the network decides how long a message takes.
func (g *game) checkDelivery() headless.Result {
	g.Helper()
	result, err := g.stopPlayers()
	if err != nil {
		g.Error("the good players:", err)
	}
	if result.Messages == 0 {
		g.Error("the good players sent no message")
	}
	g.Logf("good players: %d messages, the longest wait %s", result.Messages, result.LongestWait.Round(time.Millisecond))
	if err := g.program.Stop(); err != nil {
		g.Error(err)
	}
	return result
}

// letPlay lets the good players play for a while.
func (g *game) letPlay(d time.Duration) { time.Sleep(d) }

// dial connects a player. The end of the test closes the connection.
func (g *game) dial() net.Conn {
	g.Helper()
	return g.dialTo(g.program.Address().String())
}

func (g *game) dialTo(address string) *net.TCPConn {
	g.Helper()
	conn, err := net.DialTimeout("tcp4", address, timeout)
	if err != nil {
		g.Fatal(err)
	}
	g.Cleanup(func() { _ = conn.Close() })
	tcp, ok := conn.(*net.TCPConn)
	if !ok {
		g.Fatal("not a TCP connection")
	}
	if err := tcp.SetDeadline(time.Now().Add(2 * timeout)); err != nil {
		g.Fatal(err)
	}
	return tcp
}

// connectBad connects a bad player.
func (g *game) connectBad() *net.TCPConn {
	g.Helper()
	return g.dialTo(g.program.Address().String())
}

// send sends a text.
func (g *game) send(conn net.Conn, what string) {
	g.Helper()
	if _, err := io.WriteString(conn, what); err != nil {
		g.Fatal("send:", err)
	}
}

// reset ends a connection with a reset, as a client that crashes does.
func (g *game) reset(conn *net.TCPConn) {
	g.Helper()
	if err := errors.Join(conn.SetLinger(0), conn.Close()); err != nil {
		g.Fatal("reset:", err)
	}
}

func (g *game) waitFor(what string, reached func() bool) {
	g.Helper()
	if err := g.program.WaitFor(reached); err != nil {
		g.Fatalf("waiting for %s: %v", what, err)
	}
}

// waitForLeave waits until the player on a connection has left and checks the reason.
func (g *game) waitForLeave(conn net.Conn, reason string) {
	g.Helper()
	var e headless.Event
	g.waitFor("a player to leave: "+reason, func() (left bool) {
		e, left = g.program.Left(conn.LocalAddr().String())
		return left
	})
	if e.Reason != reason {
		g.Errorf("the player left with the reason %q (%s), want %q", e.Reason, e.Detail, reason)
	}
}

// checkNobodyLeft checks that no player has left.
func (g *game) checkNobodyLeft() {
	g.Helper()
	if n := g.program.Count("left"); n != 0 {
		g.Errorf("%d players have left, want none", n)
	}
}
