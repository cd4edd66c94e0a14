package conn

import (
	"errors"
	"io"
	"net"
	"sync/atomic"
	"time"

	"porchlight/internal/framing"
)

// halfOpenTimeout is the time without a byte after which a bridge ends if one side has closed and the other has
// not. A side that has only shut down writing may still receive, but it looks the same.
const halfOpenTimeout = 15 * time.Second

// Tap sees the bytes that a bridge passes on, before they are written. The connection's goroutine calls FromPeer,
// and another one ToPeer. They must not wait, nor retain b.
type Tap interface {
	FromPeer(at time.Time, b []byte)
	ToPeer(at time.Time, b []byte)
}

// ServerError is the cause of a bridge's end by the server.
type ServerError struct{ Err error } // io.EOF: the server closed the connection; otherwise the error of its socket

func (e *ServerError) Error() string {
	if errors.Is(e.Err, io.EOF) {
		return "the server closed the connection"
	}
	return "the connection to the server was lost: " + SystemError(e.Err)
}

// Unwrap returns the socket's error.
func (e *ServerError) Unwrap() error { return e.Err }

// bridge passes bytes between a peer and a server. Each direction has one goroutine, so whoever reads slowly
// slows down the other side of its own bridge and nobody else.
type bridge struct {
	conn   *Conn
	server *net.TCPConn
	tap    Tap

	peerDone   chan struct{}         // closed when nothing is read from the peer any more
	serverDone chan struct{}         // likewise from the server
	first      atomic.Pointer[error] // the cause that the side which closed first would be
}

// Bridge passes bytes between the peer and a server until both have closed, one has reset its connection, or the
// connection has a cause. It passes on the end of a stream and a reset, closes server, and ends the connection
// with [io.EOF], a [*ServerError], or an error of the peer's socket. The group's framing must be raw, and nothing else
// may be sent. linger is called at the end and returns the time in which the server must close, as in
// CloseGracefully. Only the connection's goroutine may call it.
func (c *Conn) Bridge(server *net.TCPConn, tap Tap, linger func() time.Duration) {
	b := &bridge{conn: c, server: server, tap: tap, peerDone: make(chan struct{}), serverDone: make(chan struct{})}
	ended := make(chan struct{})
	c.server.Store(server)
	if c.HasEnded() {
		c.wakeBridge() // End may have come before the server was stored
	}
	c.group.Go(func() {
		defer close(ended)
		defer c.RecoverPanic()
		b.fromServer()
	})
	b.fromPeer()
	<-ended
	c.server.Store(nil)
	b.closeServer(linger())
}

// fromPeer passes on what the peer sends.
func (b *bridge) fromPeer() {
	c := b.conn
	var failed error
	c.stream(func(m Message) bool {
		b.tap.FromPeer(m.Received, m.Bytes)
		_, failed = b.server.Write(m.Bytes)
		return failed == nil
	})
	close(b.peerDone)
	switch {
	case c.HasEnded():
	case failed != nil: // what the server sent before it closed is still passed on, and then tells the reason
		b.closed(&ServerError{failed})
		b.await(b.serverDone, b.server)
	default:
		b.closed(io.EOF)
		_ = b.server.CloseWrite() // fails only if the connection is lost, which reading finds
		b.await(b.serverDone, c.tcp)
	}
}

// fromServer passes on what the server sends.
func (b *bridge) fromServer() {
	c := b.conn
	failed, err := b.copyFromServer()
	close(b.serverDone)
	switch {
	case c.HasEnded():
	case failed != nil: // what the peer sent before it closed is still passed on, and then tells the reason
		b.closed(failed)
		b.await(b.peerDone, c.tcp)
	case errors.Is(err, io.EOF):
		b.closed(&ServerError{err}) // before the peer can answer with its own end
		_ = c.tcp.CloseWrite()      // fails only if the connection is lost, which reading finds
		b.await(b.peerDone, b.server)
	default:
		c.End(&ServerError{err})
	}
}

// copyFromServer passes on what the server sends, until writing to the peer has failed or reading from the server has.
func (b *bridge) copyFromServer() (failed, err error) {
	c := b.conn
	in := bridgeReader{conn: c, tcp: b.server, memory: framing.NewReadBuffer(c.group.Buffers)}
	defer in.memory.Release()
	err = in.read(func(msg []byte) bool {
		b.tap.ToPeer(time.Now(), msg)
		if _, failed = c.tcp.Write(msg); failed != nil {
			return false
		}
		c.stats.messagesOut.Add(1)
		c.stats.bytesOut.Add(uint64(len(msg)))
		return true
	})
	return failed, err
}

// closed records the cause that a side which has closed would be, unless the other side has closed before.
func (b *bridge) closed(cause error) { b.first.CompareAndSwap(nil, &cause) }

// await waits until the other direction is done, after a side has closed, and ends the connection with the cause of the
// side that closed first. It does not wait longer once this side has closed its socket, or if no byte has passed for
// halfOpenTimeout.
func (b *bridge) await(other <-chan struct{}, closed *net.TCPConn) {
	defer func() { b.conn.End(*b.first.Load()) }()
	ticker := time.NewTicker(peerCheckInterval)
	defer ticker.Stop()
	passed, since := b.passed(), time.Now()
	for {
		select {
		case <-other:
			return
		case now := <-ticker.C:
			if n := b.passed(); n != passed {
				passed, since = n, now
				continue // so the rest of what a side sent before it closed is passed on
			}
			if b.conn.HasEnded() || now.Sub(since) > halfOpenTimeout || peerGone(closed) {
				return
			}
		}
	}
}

// passed returns the number of bytes in both directions so far.
func (b *bridge) passed() uint64 {
	return b.conn.stats.bytesIn.Load() + b.conn.stats.bytesOut.Load()
}

// closeServer closes the connection to the server: with a reset if the peer's was reset.
func (b *bridge) closeServer(linger time.Duration) {
	if cause := b.conn.Cause(); isReset(cause) && !errors.As(cause, new(*ServerError)) {
		_ = b.server.SetLinger(0) // this and the next fail only if the connection is lost
		_ = b.server.Close()
		return
	}
	b.conn.group.Go(func() { CloseGracefully(b.server, linger) })
}

// stream reads what the peer sends, as it arrives, until each returns false. Unlike Messages, it does not end the
// connection at the end of the stream, since the peer may still receive.
func (c *Conn) stream(each func(Message) bool) {
	c.rest.isKept = true
	handle := func(b []byte) bool {
		m := c.received(b)
		if !each(m) {
			return false
		}
		c.applyRateLimit(m.Received, len(b))
		return !c.HasEnded()
	}
	for c.in.Buffered() > 0 { // the first bytes, if they were looked at
		if first, err := c.in.Next(); err != nil || !handle(first) {
			return
		}
	}
	c.in.Discard()
	in := bridgeReader{conn: c, tcp: c.tcp, memory: framing.NewReadBuffer(c.group.Buffers)}
	defer in.memory.Release()
	if err := in.read(handle); err != nil && !errors.Is(err, io.EOF) && !c.HasEnded() {
		c.End(err)
	}
}

// wakeBridge wakes both goroutines of a bridge.
func (c *Conn) wakeBridge() {
	if server := c.server.Load(); server != nil {
		_ = server.SetDeadline(past()) // these fail only on a closed connection
		_ = c.tcp.SetDeadline(past())
	}
}

// isReset reports whether an error of a socket says that the other end has reset the connection.
func isReset(err error) bool { return errors.Is(err, errReset) }
