package test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"testing"
	"time"
)

// guest is a client as beginners write it: it blocks, and no operation outlasts the test's patience.
type guest struct {
	*net.TCPConn
	t *testing.T
}

// guest connects. The end of the test closes it.
func (p *program) guest() *guest {
	p.t.Helper()
	conn, err := dial(p.port)
	if err != nil {
		p.t.Fatal("connect:", err)
	}
	p.t.Cleanup(func() { _ = conn.Close() })
	return &guest{conn, p.t}
}

func dial(port int) (*net.TCPConn, error) {
	conn, err := net.DialTimeout("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), patience)
	if err != nil {
		return nil, err
	}
	tcp, ok := conn.(*net.TCPConn)
	if !ok {
		return nil, errors.New("not a TCP connection")
	}
	return tcp, tcp.SetDeadline(time.Now().Add(patience))
}

// echoes sends a message and checks that it comes back.
func (g *guest) echoes(msg string) {
	g.t.Helper()
	if err := lockstep(g, []byte(msg), make([]byte, len(msg))); err != nil {
		g.t.Fatal(err)
	}
}

// hearsTheEnd waits for an orderly end of the stream with nothing before it.
func (g *guest) hearsTheEnd() {
	g.t.Helper()
	if rest, err := io.ReadAll(g); err != nil || len(rest) > 0 {
		g.t.Fatalf("heard %q and then %v, want an orderly end and nothing else", rest, err)
	}
}

// resets ends the connection as a program that crashed does.
func (g *guest) resets() {
	g.t.Helper()
	if err := errors.Join(g.SetLinger(0), g.Close()); err != nil {
		g.t.Fatal("reset:", err)
	}
}

// address is the guest's own address as JSON has it.
func (g *guest) address() string { return g.LocalAddr().String() }

// lockstep sends a message and waits for the whole of its echo. Any goroutine may call it; reply is
// space as long as the message.
func lockstep(conn net.Conn, msg, reply []byte) error {
	if _, err := conn.Write(msg); err != nil {
		return err
	}
	if n, err := io.ReadFull(conn, reply); err != nil {
		return fmt.Errorf("%d of %d bytes: %w", n, len(msg), err)
	}
	if !bytes.Equal(msg, reply) {
		return fmt.Errorf("said %q, heard %q", msg[:min(len(msg), 80)], reply[:min(len(msg), 80)])
	}
	return nil
}
