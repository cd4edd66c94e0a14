package faults

import (
	"errors"
	"io"
	"net"
	"testing"
	"time"

	"porchlight/internal/wire"
	"porchlight/test/headless"
)

// scene is the program with a game, and good players in it.
type scene struct {
	*testing.T
	program *headless.Program
	end     func() (headless.Outcome, error) // of the good players
	good    int
}

// open starts the program with a game for any number of players. The end of the test ends it.
func open(t *testing.T, game string) *scene {
	t.Helper()
	t.Parallel()
	return openOn(t, []string{builtPath}, "--bind", "127.0.0.1", "--game", game, "--players", "0")
}

func openOn(t *testing.T, command []string, flags ...string) *scene {
	t.Helper()
	p, err := headless.Start(t.TempDir(), command, flags...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Kill)
	return &scene{T: t, program: p}
}

// chat opens a chat for Java, in which good players talk: lengths of two bytes, to everyone.
func chat(t *testing.T) *scene {
	t.Helper()
	s := open(t, "Chat for Java")
	s.circle("u16be", s.dial)
	return s
}

// echo opens an echo, in which good players talk to themselves.
func echo(t *testing.T) *scene {
	t.Helper()
	s := open(t, "Echo")
	e := &headless.Echoers{Size: 2048, Pause: 5 * time.Millisecond}
	e.Begin(s.dial(), s.dial(), s.dial(), s.dial())
	s.end, s.good = e.End, 4
	return s
}

// circle has four good players talk who come by dial.
func (s *scene) circle(framing string, dial func() net.Conn) {
	s.Helper()
	c := &headless.Circle{Framing: s.framing(framing), Size: 12_000, Pause: 5 * time.Millisecond}
	s.good = 4
	for range s.good {
		c.Join(dial())
	}
	s.awaits("the good players' seats", func() bool { return s.program.Count("joined") == s.good })
	c.Begin()
	s.end = c.End
}

func (s *scene) framing(name string) wire.Framing {
	s.Helper()
	f, err := wire.Parse(name)
	if err != nil {
		s.Fatal(err)
	}
	return f
}

// allWell checks that the good players missed nothing and that none waited long, and ends the program.
func (s *scene) allWell() {
	s.Helper()
	outcome, err := s.end()
	if err != nil {
		s.Error("the good players:", err)
	}
	if outcome.Longest > longest || outcome.Messages == 0 {
		s.Errorf("of %d messages a good player waited %s for one, more than %s", outcome.Messages, outcome.Longest, longest)
	}
	s.Logf("good players: %d messages, the longest wait %s", outcome.Messages, outcome.Longest.Round(time.Millisecond))
	if err := s.program.Stop(); err != nil {
		s.Error(err)
	}
}

// playOn lets the good players play for so long.
func (s *scene) playOn(d time.Duration) { time.Sleep(d) }

// dial connects a player. The end of the test closes it.
func (s *scene) dial() net.Conn {
	s.Helper()
	return s.dialTo(s.program.Address().String())
}

func (s *scene) dialTo(address string) *net.TCPConn {
	s.Helper()
	conn, err := net.DialTimeout("tcp4", address, patience)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { _ = conn.Close() })
	tcp, ok := conn.(*net.TCPConn)
	if !ok {
		s.Fatal("not a TCP connection")
	}
	if err := tcp.SetDeadline(time.Now().Add(2 * patience)); err != nil {
		s.Fatal(err)
	}
	return tcp
}

// bad connects a bad player.
func (s *scene) bad() *net.TCPConn {
	s.Helper()
	return s.dialTo(s.program.Address().String())
}

// says sends something.
func (s *scene) says(conn net.Conn, what string) {
	s.Helper()
	if _, err := io.WriteString(conn, what); err != nil {
		s.Fatal("say:", err)
	}
}

// resets ends a connection as a program that crashed does.
func (s *scene) resets(conn *net.TCPConn) {
	s.Helper()
	if err := errors.Join(conn.SetLinger(0), conn.Close()); err != nil {
		s.Fatal("reset:", err)
	}
}

func (s *scene) awaits(what string, reached func() bool) {
	s.Helper()
	if err := s.program.Await(reached); err != nil {
		s.Fatalf("waiting for %s: %v", what, err)
	}
}

// leaves waits for the end of the player on a connection and checks its reason.
func (s *scene) leaves(conn net.Conn, reason string) {
	s.Helper()
	var e headless.Event
	s.awaits("a player to leave: "+reason, func() (left bool) {
		e, left = s.program.Left(conn.LocalAddr().String())
		return left
	})
	if e.Reason != reason {
		s.Errorf("it left because %q (%s), want %q", e.Reason, e.Detail, reason)
	}
}

// stays checks that nobody has left.
func (s *scene) stays() {
	s.Helper()
	if n := s.program.Count("left"); n != 0 {
		s.Errorf("%d have left", n)
	}
}
