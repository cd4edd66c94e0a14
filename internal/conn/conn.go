// Package conn is one TCP connection of a server: reading messages with pooled memory, a bounded write
// queue, a rate limit with a throttle, and a graceful close. It contains the server's code that differs
// between systems.
//
// It does not know the purpose of its connections. A connection ends with a cause, which is an error: one of
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

// Causes of a connection's end, besides the errors of reading and writing. [io.EOF] is the cause if the peer
// closed its side and all its data was read.
var (
	// ErrTooSlow: the peer did not read in time, or its queue was full.
	ErrTooSlow = errors.New("the peer did not read in time, or its queue was full")
	// ErrNoMemory: the message budget has no room for the peer's large message.
	ErrNoMemory = errors.New("the message budget has no room for a large message")
	// ErrRestDiscarded: the peer closed while throttled, or left more messages than can be handled in time.
	// Its unread data is discarded.
	ErrRestDiscarded = errors.New("the peer closed; the rest of its messages is discarded")
)

// PanicError is the cause of a connection whose goroutine panicked.
type PanicError struct{ Value any }

func (e *PanicError) Error() string { return fmt.Sprint(e.Value) }

// Group holds the configuration and budgets shared by the connections of one listener. The exported fields
// must not change while it has connections. Any goroutine may use it.
type Group struct {
	Framing      framing.Framing     // of what peers send
	Buffers      *framing.BufferPool // for reading
	ReadBuffer   int                 // bytes read at a time
	MaxMessage   int                 // bytes of the largest message; raw framing is bounded by ReadBuffer instead
	QueueBytes   int                 // bytes that may be queued for one peer
	WriteTimeout time.Duration       // per 16 KiB written
	Gap          time.Duration       // at least between two messages to one peer; 0: none

	QueueMemory   *MemoryBudget // for queued output of all peers
	MessageMemory *MemoryBudget // for partly read large messages of all peers

	// OnPanic is called with the value and the stack of each panic that ended a connection, by the goroutine
	// that panicked. It must not call Wait. nil: it is not called.
	OnPanic func(value any, stack []byte)

	rateLimit atomic.Pointer[RateLimit]
	running   sync.WaitGroup
}

// Go runs f in a goroutine that Wait waits for. Do not call it once Wait may have returned, unless from a
// goroutine of the group.
func (g *Group) Go(f func()) { g.running.Go(f) }

// Wait returns when every goroutine of the group has ended.
func (g *Group) Wait() { g.running.Wait() }

// Conn is one connection. Its zero value is not usable: call Init, and do not copy it after that.
//
// Fields used for every message come first, to share cache lines.
type Conn struct {
	group    *Group
	in       *framing.Reader // the reading goroutine's
	cause    atomic.Pointer[error]
	stats    stats
	throttle throttle
	rest     rest
	source   source
	queue    queue
	tcp      *net.TCPConn
	server   atomic.Pointer[net.TCPConn] // of a bridge; nil: there is none
}

type stats struct {
	messagesIn, messagesOut atomic.Uint64
	bytesIn, bytesOut       atomic.Uint64
	lastReceived            atomic.Int64 // nanoseconds since 1970
}

// Stats are counts of one connection. Each field is exact; they are not read at one instant.
type Stats struct {
	LastReceived time.Time // when the last message was received, or the time of MarkActive
	MessagesIn   uint64    // from the peer
	MessagesOut  uint64    // to the peer
	BytesIn      uint64    // of messages, without framing
	BytesOut     uint64
	PartialBytes int // bytes of an incomplete message, regardless of their age
}

// Init makes c ready for an accepted connection. Call it once. Nothing else may use tcp afterwards. o is
// required. If Init fails, the connection is broken and the caller closes tcp.
func (c *Conn) Init(tcp *net.TCPConn, g *Group, o Observer) error {
	c.group, c.tcp = g, tcp
	c.throttle.observer = o
	c.in = g.Framing.NewPooledReader(&c.source, g.Buffers, g.ReadBuffer, g.MaxMessage)
	c.source.conn = c
	return errors.Join(c.source.socket.init(tcp), c.queue.init(c), afterAccept(tcp))
}

// AddrPort returns a TCP address as a value, with IPv4-mapped IPv6 addresses unmapped. For other addresses it
// returns the invalid AddrPort.
func AddrPort(a net.Addr) netip.AddrPort {
	if t, ok := a.(*net.TCPAddr); ok {
		ap := t.AddrPort()
		return netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())
	}
	return netip.AddrPort{}
}

// MarkActive sets the time of the last message.
func (c *Conn) MarkActive(t time.Time) { c.stats.lastReceived.Store(t.UnixNano()) }

// LastReceived returns when the last message was received, or the time of MarkActive.
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
// wakes the connection's goroutine and does not wait; that goroutine returns from Messages and then closes
// the connection.
func (c *Conn) End(cause error) bool {
	if !c.cause.CompareAndSwap(nil, &cause) {
		return false
	}
	c.queue.close()
	c.throttle.wake()
	_ = c.tcp.SetReadDeadline(past()) // fails only on a closed connection
	c.wakeBridge()
	return true
}

// Cause returns the cause with which the connection ended, or nil.
func (c *Conn) Cause() error {
	if cause := c.cause.Load(); cause != nil {
		return *cause
	}
	return nil
}

// LocalAddr returns the address that the peer connected to.
func (c *Conn) LocalAddr() net.Addr { return c.tcp.LocalAddr() }

// HasEnded reports whether the connection has a cause.
func (c *Conn) HasEnded() bool { return c.cause.Load() != nil }

// past returns a time in the past, as a deadline that wakes a blocked read.
func past() time.Time { return time.Unix(1, 0) }

// Message is one message that was read.
type Message struct {
	Received     time.Time
	Bytes        []byte // may be changed and appended to until the next message is read
	FilledBuffer bool   // in raw framing: it filled the read buffer, so the next message may be its rest
	Coalesced    bool   // one read completed it and a message before it
}

// Messages reads messages until the connection has a cause. After each message it waits until all output has
// been written, so that a peer that does not read its answers is not read from either, and then applies the
// rate limit. Breaking out of the loop leaves the connection open and without a cause. Only the connection's
// goroutine may call it.
func (c *Conn) Messages() iter.Seq[Message] {
	return func(yield func(Message) bool) {
		defer func() {
			if c.HasEnded() {
				c.in.Discard() // closing may take a while, during which the memory would not be counted
			}
			c.source.reserve(0)
		}()
		for {
			msg, err := c.in.Next()
			if c.HasEnded() {
				return
			}
			if err != nil {
				c.End(c.readError(err))
				return
			}
			m := c.received(msg)
			if !yield(m) {
				return
			}
			if m.Coalesced || m.FilledBuffer {
				c.limitRest(m.Received)
			}
			c.queue.wait()
			c.applyRateLimit(m.Received, len(msg))
		}
	}
}

// received counts a message that was read.
func (c *Conn) received(msg []byte) Message {
	now := time.Now()
	c.stats.lastReceived.Store(now.UnixNano())
	c.stats.messagesIn.Add(1)
	c.stats.bytesIn.Add(uint64(len(msg)))
	return Message{now, msg, c.in.FilledBuffer(), c.in.IndexInRead() > 1}
}

// Peek waits until the peer has sent data, for at most wait, and returns its beginning without consuming it;
// 0 waits without a limit. The bytes are valid until the next read. After wait, or once the connection has
// ended, the error is [os.ErrDeadlineExceeded]; any other error is the cause to End it with. Only the
// connection's goroutine may call it.
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

// setReadDeadline sets the read deadline; the zero time is none. It does not undo the past deadline by which
// End and a failed write wake the connection's goroutine.
func (c *Conn) setReadDeadline(t time.Time) {
	_ = c.tcp.SetReadDeadline(t) // these fail only on a closed connection
	if c.HasEnded() || c.queue.failure() != nil {
		_ = c.tcp.SetReadDeadline(past())
	}
}

// PeerClosed reports whether the peer has closed or reset the connection, even if data that it sent before is
// unread. On Windows it always returns false: there, only reading up to the end finds it. If more data is
// unread than the system buffers here, the end is known only for a peer on this computer, and on Linux.
func (c *Conn) PeerClosed() bool { return peerClosed(c.tcp) || peerGone(c.tcp) }

// readError returns the cause to end the connection with for an error of reading.
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

// RecoverPanic must be deferred. It turns a panic of the calling goroutine into the end of the connection.
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

// SetSendBuffer sets the size in bytes of the kernel's send buffer.
func (c *Conn) SetSendBuffer(bytes int) error { return c.tcp.SetWriteBuffer(bytes) }
