package program

import (
	"io"
	"math/rand/v2"
	"net"
	"net/netip"
	"time"

	"porchlight/internal/hosttest"
)

// Client is a blocking connection, as beginners' clients have it. Its reads and writes fail after Timeout.
type Client struct{ *hosttest.Client }

// Connect connects a client. The end of the test closes it.
func (p *Program) Connect() *Client {
	p.t.Helper()
	conn, err := Dial(p.Port)
	if err != nil {
		p.t.Fatal("connect:", err)
	}
	p.t.Cleanup(func() { _ = conn.Close() })
	return &Client{&hosttest.Client{TCPConn: conn, T: p.t}}
}

// Dial connects to a port of 127.0.0.1. Reading and writing fail after Timeout. Any goroutine may call it.
func Dial(port int) (*net.TCPConn, error) {
	conn, err := hosttest.Dial(netip.AddrPortFrom(hosttest.Localhost, uint16(port)))
	if err != nil {
		return nil, err
	}
	return conn, conn.SetDeadline(time.Now().Add(Timeout))
}

// Send sends bytes, cut into pieces at random places if inPieces is set.
func (c *Client) Send(b string, inPieces bool) {
	c.T.Helper()
	for len(b) > 0 {
		n := len(b)
		if inPieces {
			n = 1 + rand.IntN(len(b))
		}
		if _, err := io.WriteString(c, b[:n]); err != nil {
			c.T.Fatal("send:", err)
		}
		b = b[n:]
	}
}

// WaitForEnd waits for an orderly end of the stream with nothing before it.
func (c *Client) WaitForEnd() {
	c.T.Helper()
	if rest, err := io.ReadAll(c); err != nil || len(rest) > 0 {
		c.T.Fatalf("read %q and then %v, want an orderly end and nothing else", rest, err)
	}
}

// Address returns the client's own address as JSON has it.
func (c *Client) Address() string { return c.LocalAddr().String() }

// Flood connects to a port and sends messages in lockstep, as fast as their echoes come, until stop is closed or
// the connection ends. Any goroutine may call it.
func Flood(port int, stop <-chan struct{}) error {
	_, err := CountedFlood(port, stop)
	return err
}

// CountedFlood is Flood that returns the number of messages that were echoed.
func CountedFlood(port int, stop <-chan struct{}) (messages int, err error) {
	conn, err := Dial(port)
	if err != nil {
		return 0, err
	}
	defer func() { _ = conn.Close() }()
	for reply := make([]byte, 5); ; messages++ {
		select {
		case <-stop:
			return messages, nil
		default:
		}
		if err := conn.SetDeadline(time.Now().Add(Timeout)); err != nil {
			return messages, err
		}
		if err := hosttest.Lockstep(conn, []byte("flood"), reply); err != nil {
			return messages, err
		}
	}
}
