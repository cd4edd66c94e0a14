// Package conn is one TCP connection of a server: reading messages with pooled memory, a bounded write
// queue, a rate limit with a throttle, and a graceful close. Everything that differs from system to
// system is in this package.
//
// It knows nothing of what connections are for. A connection ends with a cause, which is an error: one of
// this package's, one of the socket's or the framing's, or one that the caller passed to [Conn.End].
//
// One goroutine, the connection's own, reads: [Conn.Messages] and [Conn.Peek]. Any goroutine may call
// Send, End and the other methods. The only lock is the write queue's, and it is never held while another
// one is taken.
package conn

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"net"
	"net/netip"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"porchlight/internal/framing"
)

// Causes of a connection's end, besides the errors of reading and writing. [io.EOF] is the cause where the
// peer closed its side and everything it sent was read.
var (
	// ErrTooSlow ends a peer that did not take what was sent to it in time, or within its queue.
	ErrTooSlow = errors.New("the peer does not take what is sent to it in time")
	// ErrNoMemory ends a peer whose large message has no room beside those of others.
	ErrNoMemory = errors.New("no room for a message this large beside those of others")
	// ErrClosedThrottled ends a peer that closed its side while it was throttled. What it had sent and was
	// not read yet is discarded.
	ErrClosedThrottled = errors.New("the peer closed its side while it was throttled")
)

// PanicError is the cause of a connection whose goroutine panicked.
type PanicError struct{ Value any }

func (e *PanicError) Error() string { return fmt.Sprint(e.Value) }

// Group is what the connections of one listener share. The exported fields must not change while it has
// connections. Any goroutine may use it.
type Group struct {
	Framing      framing.Framing     // of what peers send
	Buffers      *framing.BufferPool // for reading
	ReadBuffer   int                 // bytes read at a time
	MaxMessage   int                 // bytes of the largest message; raw framing is bounded by ReadBuffer instead
	QueueBytes   int                 // bytes that may wait for one peer
	WriteTimeout time.Duration       // for each 16 KiB of what waits

	QueueMemory   *MemoryBudget // of what waits for all peers
	MessageMemory *MemoryBudget // of all large messages that are being read

	// OnPanic is called with each panic that ended a connection and the stack it happened on, by the
	// goroutine that panicked. nil: it is not called.
	OnPanic func(value any, stack []byte)

	rateLimit atomic.Pointer[RateLimit]
	running   sync.WaitGroup
}

// Go runs f in a goroutine that Wait waits for.
func (g *Group) Go(f func()) { g.running.Go(f) }

// Wait returns when every goroutine of the group has ended.
func (g *Group) Wait() { g.running.Wait() }

// Conn is one connection. Its zero value is not usable: call Init, and do not copy it after that.
//
// What each message touches stands first: with a thousand connections it is out of the processor's caches
// whenever one of them sends again.
type Conn struct {
	group    *Group
	in       *framing.Reader // the reading goroutine's
	cause    atomic.Pointer[error]
	stats    stats
	throttle throttle
	source   source
	queue    queue
	tcp      *net.TCPConn
}

type stats struct {
	messagesIn, messagesOut atomic.Uint64
	bytesIn, bytesOut       atomic.Uint64
	lastReceived            atomic.Int64 // nanoseconds since 1970
}

// Stats are exact counts of one connection.
type Stats struct {
	LastReceived time.Time // when the last message came; as MarkActive set it while none has
	MessagesIn   uint64    // from the peer
	MessagesOut  uint64    // to the peer
	BytesIn      uint64    // of messages, without framing
	BytesOut     uint64
	PartialBytes int // bytes of an incomplete message, however long ago they came
}

// Init makes c ready for an accepted connection. Where it fails, the connection is broken and the caller
// closes it.
func (c *Conn) Init(tcp *net.TCPConn, g *Group, o Observer) error {
	c.group, c.tcp = g, tcp
	c.throttle.observer = o
	c.in = g.Framing.NewPooledReader(&c.source, g.Buffers, g.ReadBuffer, g.MaxMessage)
	c.source.conn = c
	return errors.Join(c.source.socket.init(tcp), c.queue.init(c), afterAccept(tcp))
}

// RemoteAddr returns the peer's address.
func (c *Conn) RemoteAddr() netip.AddrPort { return AddrPort(c.tcp.RemoteAddr()) }

// LocalAddr returns the address of this machine that the peer connected to.
func (c *Conn) LocalAddr() netip.AddrPort { return AddrPort(c.tcp.LocalAddr()) }

// AddrPort returns a TCP address as a value, IPv4 in its short form; it is not valid for other addresses.
func AddrPort(a net.Addr) netip.AddrPort {
	if t, ok := a.(*net.TCPAddr); ok {
		ap := t.AddrPort()
		return netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())
	}
	return netip.AddrPort{}
}

// MarkActive sets the time of the last message.
func (c *Conn) MarkActive(t time.Time) { c.stats.lastReceived.Store(t.UnixNano()) }

// LastReceived returns when the last message came; as MarkActive set it while none has.
func (c *Conn) LastReceived() time.Time { return time.Unix(0, c.stats.lastReceived.Load()) }

// Stats returns the counts.
func (c *Conn) Stats() Stats {
	return Stats{
		LastReceived: c.LastReceived(),
		MessagesIn:   c.stats.messagesIn.Load(),
		MessagesOut:  c.stats.messagesOut.Load(),
		BytesIn:      c.stats.bytesIn.Load(),
		BytesOut:     c.stats.bytesOut.Load(),
		PartialBytes: int(c.source.partial.Load()),
	}
}

// End ends the connection with a cause and reports whether it had none before: the first cause stays. It
// wakes the connection's goroutine and does not wait; the goroutine returns from Messages, and its caller
// closes the connection.
func (c *Conn) End(cause error) bool {
	if !c.cause.CompareAndSwap(nil, &cause) {
		return false
	}
	c.queue.close()
	c.throttle.wake()
	_ = c.tcp.SetReadDeadline(past()) // fails only on a closed connection
	return true
}

// Cause returns what the connection was ended with, or nil.
func (c *Conn) Cause() error {
	if cause := c.cause.Load(); cause != nil {
		return *cause
	}
	return nil
}

// HasEnded reports whether the connection has a cause.
func (c *Conn) HasEnded() bool { return c.cause.Load() != nil }

// past is a deadline that is over.
func past() time.Time { return time.Unix(1, 0) }

// Message is one message that was read.
type Message struct {
	Received     time.Time
	Bytes        []byte // may be changed and appended to until the next message is read
	FilledBuffer bool   // in raw framing: it filled the read buffer, so the next may be the rest of it
	Coalesced    bool   // one read completed it and a message before it
}

// Messages reads messages until the connection has a cause. After each one it waits until everything that
// was sent to the peer has been written, so that a peer that does not take its answers is not read from
// either, and then until the peer may send again by its rate limit. Only the connection's goroutine may
// call it.
//
// The loop's body is called by the reader, so that the reader may read on before it waits.
func (c *Conn) Messages() iter.Seq[Message] {
	return func(yield func(Message) bool) {
		defer c.source.reserve(0)
		for {
			msg, err := c.in.Next()
			if c.HasEnded() {
				return
			}
			if err != nil {
				c.End(c.readError(err))
				return
			}
			now := time.Now()
			c.stats.lastReceived.Store(now.UnixNano())
			c.stats.messagesIn.Add(1)
			c.stats.bytesIn.Add(uint64(len(msg)))
			if !yield(Message{now, msg, c.in.FilledBuffer(), c.in.IndexInRead() > 1}) {
				return
			}
			c.queue.wait()
			c.applyRateLimit(now, len(msg))
		}
	}
}

// Peek waits until the peer has sent something, for at most wait, and returns the beginning of it without
// consuming it; 0 waits without a limit. The bytes are valid until the next read. The error is
// [os.ErrDeadlineExceeded] after the wait and when the connection has a cause, and otherwise what the
// connection is to be ended with. Only the connection's goroutine may call it.
func (c *Conn) Peek(wait time.Duration) ([]byte, error) {
	if wait > 0 {
		c.setReadDeadline(time.Now().Add(wait))
		defer c.setReadDeadline(time.Time{})
	}
	first, err := c.in.Peek()
	if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
		err = c.readError(err)
	}
	return first, err
}

// setReadDeadline limits how long the connection's goroutine may read; the zero time is no limit. It does
// not undo the past deadline by which End and a failed write wake that goroutine.
func (c *Conn) setReadDeadline(t time.Time) {
	_ = c.tcp.SetReadDeadline(t) // these fail only on a closed connection
	if c.HasEnded() || c.queue.failure() != nil {
		_ = c.tcp.SetReadDeadline(past())
	}
}

// PeerClosed reports whether the peer has closed or reset its side, even where bytes that it sent before
// are still unread. On Windows it reports that only where nothing is unread.
func (c *Conn) PeerClosed() bool { return peerClosed(c.tcp) }

// readError returns the cause that an error of reading stands for.
func (c *Conn) readError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		// After a failed write some systems report a lost connection as the end of the stream.
		if failed := c.queue.failure(); failed != nil && !errors.Is(failed, syscall.EPIPE) {
			return failed
		}
	}
	return err
}

// SystemError returns the innermost message of a socket's error, without the addresses around it.
func SystemError(err error) string {
	if op, ok := errors.AsType[*net.OpError](err); ok {
		err = op.Err
	}
	if call, ok := errors.AsType[*os.SyscallError](err); ok {
		err = call.Err
	}
	return err.Error()
}

// RecoverPanic, deferred, turns a panic of the calling goroutine into the end of the connection.
func (c *Conn) RecoverPanic() {
	r := recover()
	if r == nil {
		return
	}
	stack := debug.Stack() // of the panic: the deferred function runs on top of it
	c.End(&PanicError{r})
	if c.group.OnPanic != nil {
		c.group.OnPanic(r, stack)
	}
}

// SetSendBuffer bounds how many bytes the kernel holds of what is sent to the peer.
func (c *Conn) SetSendBuffer(bytes int) error { return c.tcp.SetWriteBuffer(bytes) }
