package host_test

import (
	"errors"
	"net/netip"
	"testing"
	"time"

	"porchlight/internal/host"
	"porchlight/internal/hosttest"
)

// server is a host under test. Its pending connections check for a decision more often than usual.
type server struct{ *hosttest.Server }

// newServer returns a server that is off. The end of the test stops it.
func newServer(t testing.TB) *server {
	t.Helper()
	s := &server{hosttest.New(t)}
	s.SetPendingPoll(20 * time.Millisecond)
	return s
}

// open returns a server that hosts on 127.0.0.1.
func open(t testing.TB, c host.Config) *server {
	t.Helper()
	s := newServer(t)
	s.MustStart(c)
	return s
}

// dialFrom connects a client from another of this machine's addresses, and does not wait for a seat.
func (h *server) dialFrom(a netip.Addr) *hosttest.Client {
	h.T.Helper()
	return hosttest.DialFrom(h.T, a, h.Addr())
}

// connectFrom connects a client from another of this machine's addresses, and waits for its seat.
func (h *server) connectFrom(a netip.Addr) *hosttest.Client {
	h.T.Helper()
	c := h.dialFrom(a)
	h.WaitPlayer(c)
	return c
}

// smallBuffer is the size in bytes of the kernel's buffers for data sent to a client, on either side.
const smallBuffer = 32 << 10

// limitBuffers shrinks the kernel's buffers for data sent to a client, so that data for a client that does not read
// is soon queued in the host.
func (h *server) limitBuffers(c *hosttest.Client) {
	h.T.Helper()
	if err := errors.Join(h.SetSendBuffer(c.Addr(), smallBuffer), c.SetReadBuffer(smallBuffer)); err != nil {
		h.T.Fatal(err)
	}
}
