// Package client is a player: the other end of a host's socket. It connects to a host, puts messages
// into the stream as a game has them, and cuts what comes back.
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
	dialTime  = 5 * time.Second // how long a host may take to answer
	writeTime = 5 * time.Second // how long a host may take for one message
	// What a host sends may be longer than what it takes, by a prefix with names.
	prefixRoom = 64 << 10
)

// The dead are found as the host finds them: within 25 seconds.
var keepAlive = net.KeepAliveConfig{Enable: true, Idle: 10 * time.Second, Interval: 5 * time.Second, Count: 3}

// Client is one connection to a host. Make one with Dial. One goroutine may call Next while another
// one calls Send; everything else may be called from any goroutine.
type Client struct {
	conn   net.Conn
	game   *game.Game
	reader *framing.Reader
	framed []byte // Send's scratch
}

// Dial connects to a host that plays g. The address is "host:port" with a name or an IP address. It
// gives up after 5 seconds or when ctx is done. The error is a *DialError.
func Dial(ctx context.Context, addr string, g *game.Game) (*Client, error) {
	// Without Nagle's delay, which Go switches off: one message is one segment where it fits.
	d := net.Dialer{Timeout: dialTime, KeepAliveConfig: keepAlive}
	conn, err := d.DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, &DialError{Address: addr, Err: typed(ctx, err)}
	}
	return &Client{conn: conn, game: g, reader: g.Out.NewReader(conn, g.Buffer, g.Largest+prefixRoom)}, nil
}

// Address is the IP address and port that the client is connected to.
func (c *Client) Address() string { return c.conn.RemoteAddr().String() }

// Send puts a message into the stream in one write. The error is one of Frame's where the game cannot
// carry the message, and then nothing was sent. Otherwise it is ErrNotTaken when the host took none
// of it or only a part within 5 seconds, and else as Next's; the connection is of no use then.
func (c *Client) Send(msg []byte) (err error) {
	if c.framed, err = Frame(c.game, c.framed[:0], msg); err != nil {
		return err
	}
	if err := c.conn.SetWriteDeadline(time.Now().Add(writeTime)); err != nil {
		return lost(err)
	}
	if _, err = c.conn.Write(c.framed); errors.Is(err, os.ErrDeadlineExceeded) {
		return ErrNotTaken
	}
	return lost(err)
}

// Next waits for the next message and returns it; its bytes may be used until the next call.
//
// The error is io.EOF when the host hung up, a *framing.FrameError when what came is no message of the
// game, os.ErrDeadlineExceeded after SetReadDeadline, net.ErrClosed after Close, and ErrLost for a
// connection that was reset or broke. After a deadline that was moved Next goes on where it was.
func (c *Client) Next() ([]byte, error) {
	msg, err := c.reader.Next()
	return msg, lost(err)
}

// SetReadDeadline is until when Next waits, also one that waits already. The zero time is for ever.
func (c *Client) SetReadDeadline(t time.Time) error { return c.conn.SetReadDeadline(t) }

// Close hangs up. Next and Send that are under way return.
func (c *Client) Close() error { return c.conn.Close() }
