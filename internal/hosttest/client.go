package hosttest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"testing"
	"time"

	"porchlight/internal/host"
)

// Client is a client as beginners write it: it blocks. No operation takes longer than Timeout.
type Client struct {
	*net.TCPConn
	T testing.TB
}

// Connect connects a client to a server and returns once it has a seat. The end of the test closes it.
func (s *Server) Connect() *Client {
	s.T.Helper()
	c := s.Dial()
	s.WaitPlayer(c)
	return c
}

// Dial connects a client to a server and does not wait for a seat. The end of the test closes it.
func (s *Server) Dial() *Client {
	s.T.Helper()
	return DialTest(s.T, s.Addr())
}

// DialTest connects a client to an address. The end of the test closes it.
func DialTest(t testing.TB, to netip.AddrPort) *Client {
	t.Helper()
	tcp, err := Dial(to)
	if err != nil {
		t.Fatal("connect:", err)
	}
	t.Cleanup(func() { _ = tcp.Close() })
	return &Client{tcp, t}
}

// DialFrom connects a client from an address of this machine. The end of the test closes it.
func DialFrom(t testing.TB, from netip.Addr, to netip.AddrPort) *Client {
	t.Helper()
	tcp, err := net.DialTCP("tcp4", net.TCPAddrFromAddrPort(netip.AddrPortFrom(from, 0)), net.TCPAddrFromAddrPort(to))
	if err == nil {
		err = tcp.SetDeadline(time.Now().Add(Timeout))
	}
	if err != nil {
		t.Fatal("connect:", err)
	}
	t.Cleanup(func() { _ = tcp.Close() })
	return &Client{tcp, t}
}

// Dial connects to an address, with a deadline of Timeout for everything. Any goroutine may call it.
func Dial(to netip.AddrPort) (*net.TCPConn, error) {
	conn, err := net.DialTimeout("tcp4", to.String(), Timeout)
	if err != nil {
		return nil, err
	}
	tcp, ok := conn.(*net.TCPConn)
	if !ok {
		return nil, errors.New("not a TCP connection")
	}
	return tcp, tcp.SetDeadline(time.Now().Add(Timeout))
}

// WaitPlayer waits until a client has a seat and returns its snapshot.
func (s *Server) WaitPlayer(c *Client) (p host.Player) {
	s.T.Helper()
	WaitFor(s.T, "a seat", func() (in bool) {
		p, in = s.Player(c.Addr())
		return in
	})
	return p
}

// Addr returns the client's own address, by which the server knows it.
func (c *Client) Addr() netip.AddrPort {
	a, ok := c.LocalAddr().(*net.TCPAddr)
	if !ok {
		c.T.Fatal("no TCP address")
	}
	return a.AddrPort()
}

// Send sends bytes.
func (c *Client) Send(msg string) {
	c.T.Helper()
	if _, err := io.WriteString(c, msg); err != nil {
		c.T.Fatal("send:", err)
	}
}

// Receive waits for as many bytes and checks them.
func (c *Client) Receive(want string) {
	c.T.Helper()
	got := make([]byte, len(want))
	if n, err := io.ReadFull(c, got); err != nil {
		c.T.Fatalf("received %d of %d bytes: %v", n, len(want), err)
	}
	if string(got) != want {
		c.T.Fatalf("received %q, want %q", Shorten(got), Shorten([]byte(want)))
	}
}

// Echo sends bytes and checks that they come back.
func (c *Client) Echo(msg string) {
	c.T.Helper()
	c.Send(msg)
	c.Receive(msg)
}

// ReceiveEnd reads up to an orderly end of the stream and returns what came before it.
func (c *Client) ReceiveEnd() []byte {
	c.T.Helper()
	rest, err := io.ReadAll(c)
	if err != nil {
		c.T.Fatalf("after %d bytes more, no orderly end: %v", len(rest), err)
	}
	return rest
}

// Reset ends the connection as a program that crashed does, without an orderly end.
func (c *Client) Reset() {
	c.T.Helper()
	if err := errors.Join(c.SetLinger(0), c.Close()); err != nil {
		c.T.Fatal("reset:", err)
	}
}

// Lockstep sends a message, waits for the whole of its echo, and checks it. reply is memory as long as the
// message. Any goroutine may call it.
func Lockstep(conn net.Conn, msg, reply []byte) error {
	if _, err := conn.Write(msg); err != nil {
		return err
	}
	if n, err := io.ReadFull(conn, reply); err != nil {
		return fmt.Errorf("%d of %d bytes: %w", n, len(msg), err)
	}
	if !bytes.Equal(msg, reply) {
		return fmt.Errorf("sent %q, received %q", Shorten(msg), Shorten(reply))
	}
	return nil
}

// Shorten returns the beginning of bytes, for an error message.
func Shorten(b []byte) []byte { return b[:min(len(b), 80)] }
