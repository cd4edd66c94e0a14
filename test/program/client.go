package program

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"strconv"
	"testing"
	"time"
)

// Client is a blocking connection, as beginners' clients have it. Its reads and writes fail after Timeout.
type Client struct {
	*net.TCPConn
	t *testing.T
}

// Connect connects a client. The end of the test closes it.
func (p *Program) Connect() *Client {
	p.t.Helper()
	conn, err := Dial(p.Port)
	if err != nil {
		p.t.Fatal("connect:", err)
	}
	p.t.Cleanup(func() { _ = conn.Close() })
	return &Client{conn, p.t}
}

// Dial connects to a port of 127.0.0.1. Reading and writing fail after Timeout.
func Dial(port int) (*net.TCPConn, error) {
	conn, err := net.DialTimeout("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), Timeout)
	if err != nil {
		return nil, err
	}
	tcp, ok := conn.(*net.TCPConn)
	if !ok {
		return nil, errors.New("not a TCP connection")
	}
	return tcp, tcp.SetDeadline(time.Now().Add(Timeout))
}

// Echo sends a message and checks that it comes back.
func (c *Client) Echo(msg string) {
	c.t.Helper()
	if err := RoundTrip(c, []byte(msg), make([]byte, len(msg))); err != nil {
		c.t.Fatal(err)
	}
}

// Send sends bytes, cut into pieces at random places if inPieces is set.
func (c *Client) Send(b string, inPieces bool) {
	c.t.Helper()
	for len(b) > 0 {
		n := len(b)
		if inPieces {
			n = 1 + rand.IntN(len(b))
		}
		if _, err := io.WriteString(c, b[:n]); err != nil {
			c.t.Fatal("send:", err)
		}
		b = b[n:]
	}
}

// Receive waits for as many bytes as want has and checks that they are the same.
func (c *Client) Receive(want string) {
	c.t.Helper()
	got := make([]byte, len(want))
	if n, err := io.ReadFull(c, got); err != nil {
		c.t.Fatalf("received %q and then %v, want %q", got[:n], err, want)
	}
	if string(got) != want {
		c.t.Fatalf("received %q, want %q", got, want)
	}
}

// WaitForEnd waits for an orderly end of the stream with nothing before it.
func (c *Client) WaitForEnd() {
	c.t.Helper()
	if rest, err := io.ReadAll(c); err != nil || len(rest) > 0 {
		c.t.Fatalf("read %q and then %v, want an orderly end and nothing else", rest, err)
	}
}

// Reset ends the connection with a reset, as a client that crashes does.
func (c *Client) Reset() {
	c.t.Helper()
	if err := errors.Join(c.SetLinger(0), c.Close()); err != nil {
		c.t.Fatal("reset:", err)
	}
}

// Address returns the client's own address as JSON has it.
func (c *Client) Address() string { return c.LocalAddr().String() }

// RoundTrip sends a message and waits for the whole of its echo. Any goroutine may call it; reply is space
// as long as the message.
func RoundTrip(conn net.Conn, msg, reply []byte) error {
	if _, err := conn.Write(msg); err != nil {
		return err
	}
	if n, err := io.ReadFull(conn, reply); err != nil {
		return fmt.Errorf("%d of %d bytes: %w", n, len(msg), err)
	}
	if !bytes.Equal(msg, reply) {
		return fmt.Errorf("sent %q, received %q", msg[:min(len(msg), 80)], reply[:min(len(msg), 80)])
	}
	return nil
}

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
		if err := RoundTrip(conn, []byte("flood"), reply); err != nil {
			return messages, err
		}
	}
}
