package conn

import (
	"net"
	"testing"
	"time"

	"porchlight/internal/framing"
)

// timeout is how long a test waits for what must happen.
const timeout = 30 * time.Second

// ignore is an Observer that ignores everything.
type ignore struct{}

func (ignore) Throttled(time.Time, RateExceeded) {}

func (ignore) IsAlone(time.Time) bool { return false }

// newGroup returns a group for raw messages, without a rate limit.
func newGroup() *Group {
	g := &Group{
		Buffers: framing.NewBufferPool(2048), ReadBuffer: 2048, QueueBytes: 1 << 30, WriteTimeout: time.Hour,
		QueueMemory: NewMemoryBudget(64 << 20), MessageMemory: NewMemoryBudget(64 << 20),
	}
	g.SetRateLimit(RateLimit{})
	return g
}

// newLineGroup returns a group for lines, without a rate limit.
func newLineGroup(t *testing.T) *Group {
	t.Helper()
	lines, err := framing.Parse("line")
	if err != nil {
		t.Fatal(err)
	}
	g := newGroup()
	g.Framing, g.MaxMessage = lines, 100
	return g
}

// pair returns a connection of a group and its peer. The end of the test closes both.
func pair(t *testing.T, g *Group) (*Conn, *net.TCPConn) {
	t.Helper()
	lc := ListenConfig()
	l, err := lc.Listen(t.Context(), "tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	dialled, err := net.Dial("tcp4", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	accepted, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	c := &Conn{}
	if err := c.Init(tcpOf(t, accepted), g, ignore{}); err != nil {
		t.Fatal(err)
	}
	peer := tcpOf(t, dialled)
	if err := peer.SetDeadline(time.Now().Add(timeout)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.End(net.ErrClosed)
		c.Close()
		_ = peer.Close()
		g.Wait()
	})
	return c, peer
}

func tcpOf(t *testing.T, c net.Conn) *net.TCPConn {
	t.Helper()
	tcp, ok := c.(*net.TCPConn)
	if !ok {
		t.Fatal("not a TCP connection")
	}
	return tcp
}

// waiting returns how many bytes are queued.
func waiting(c *Conn) int {
	c.queue.mu.Lock()
	defer c.queue.mu.Unlock()
	return c.queue.waiting
}

// readAll reads messages in a goroutine until the connection ends, and returns its cause there.
func readAll(c *Conn) <-chan error {
	done := make(chan error, 1)
	go func() {
		for range c.Messages() {
		}
		done <- c.Cause()
	}()
	return done
}

// wait receives from a channel and fails the test if it receives nothing in time. what names the awaited value.
func wait(t *testing.T, what string, c <-chan error) error {
	t.Helper()
	select {
	case err := <-c:
		return err
	case <-time.After(timeout):
		t.Fatal("waited in vain for", what)
		return nil
	}
}

// waitFor waits for a state.
func waitFor(t *testing.T, what string, reached func() bool) {
	t.Helper()
	for deadline := time.Now().Add(timeout); !reached(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("waited in vain for", what)
		}
	}
}
