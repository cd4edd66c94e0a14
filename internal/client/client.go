// Package client is the other end of a host's socket: a player. It connects to a host, and sends and
// receives messages in the framing of a game.
package client

import (
	"context"
	"errors"
	"net"
	"os"
	"time"

	"porchlight/internal/framing"
	"porchlight/internal/game"
)

const (
	dialTimeout  = 5 * time.Second
	writeTimeout = 5 * time.Second // for one message
	// maxPrefix is the limit, in bytes, of the prefix that a host adds to a message.
	maxPrefix = 64 << 10
)

// keepAlive detects a dead host within 25 seconds, as the host does a dead player.
var keepAlive = net.KeepAliveConfig{Enable: true, Idle: 10 * time.Second, Interval: 5 * time.Second, Count: 3}

// Client is a connection to a host. Create one with [Dial]. One goroutine may call Next while another calls
// Send; the other methods are safe for concurrent use.
type Client struct {
	conn   net.Conn
	game   *game.Game
	reader *framing.Reader
	frame  []byte // of Send, reused
}

// Dial connects to a host of game g. The address is "host:port" with a name or an IP address. The timeout is
// 5 seconds. The error is a *[DialError].
func Dial(ctx context.Context, addr string, g *game.Game) (*Client, error) {
	// Go disables Nagle's algorithm, so a message that fits is one segment.
	d := net.Dialer{Timeout: dialTimeout, KeepAliveConfig: keepAlive}
	conn, err := d.DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, &DialError{Address: addr, Err: dialCause(ctx, err)}
	}
	return &Client{conn: conn, game: g, reader: readFraming(g).NewReader(conn, g.Buffer, g.Largest+maxPrefix)}, nil
}

// readFraming returns the framing in which a client of g reads: raw if a raw greeting comes first, since nothing says
// where that ends.
func readFraming(g *game.Game) framing.Framing {
	if g.GreetingRaw {
		return framing.Framing{}
	}
	return g.Out
}

// Address returns the IP address and port of the host.
func (c *Client) Address() string { return c.conn.RemoteAddr().String() }

// Send sends a message in one write. If the error is one of [AppendFrame], nothing was sent. Any other error
// ends the connection: ErrWriteTimeout if the message is not sent completely within 5 seconds, else an error
// of Next.
func (c *Client) Send(msg []byte) (err error) {
	if c.frame, err = AppendFrame(c.game, c.frame[:0], msg); err != nil {
		return err
	}
	if err := c.conn.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
		return connError(err)
	}
	if _, err = c.conn.Write(c.frame); errors.Is(err, os.ErrDeadlineExceeded) {
		return ErrWriteTimeout
	}
	return connError(err)
}

// Next waits for the next message and returns it. Its bytes are valid until the next call.
//
// The error is io.EOF if the host has closed the connection, a *framing.FrameError if the stream does not
// follow the game's framing, os.ErrDeadlineExceeded after the read deadline, net.ErrClosed after Close, and
// ErrConnectionLost if the connection broke. After a deadline, Next can continue with a new one.
func (c *Client) Next() ([]byte, error) {
	msg, err := c.reader.Next()
	return msg, connError(err)
}

// SetReadDeadline sets the deadline of Next, including a call in progress. The zero time is no deadline.
func (c *Client) SetReadDeadline(t time.Time) error { return c.conn.SetReadDeadline(t) }

// Close closes the connection. Calls of Next and Send in progress return.
func (c *Client) Close() error { return c.conn.Close() }
