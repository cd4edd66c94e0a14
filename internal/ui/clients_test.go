package ui

import (
	"net/netip"

	"porchlight/internal/hosttest"
)

// client is a client as beginners write it: it blocks.
type client = hosttest.Client

// connect connects a client and returns once it has a seat and a row. The end of the test closes it.
func (h *windowHarness) connect() *client {
	h.T.Helper()
	n := h.Host.PlayerCount()
	c := h.dial()
	h.WaitFor("another player", func() bool { return h.Host.PlayerCount() == n+1 && len(h.players.Seats(n+2)) == n+1 })
	return c
}

// dial connects a client and does not wait for a seat. The end of the test closes it.
func (h *windowHarness) dial() *client {
	h.T.Helper()
	return hosttest.DialTest(h.T, netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), h.Host.Addr().Port()))
}
