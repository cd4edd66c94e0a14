package conn

import "time"

const (
	// maxRestTime is the time for which the messages of a peer that has closed are handled. The time that a peer
	// takes to read its answers is not included.
	maxRestTime = time.Second
	// peerCheckInterval is the time between two checks whether a peer has closed.
	peerCheckInterval = 250 * time.Millisecond
)

// rest bounds the time for the messages that a peer sent before it closed: its sockets and ours may hold
// millions of them. It belongs to the connection's goroutine.
type rest struct {
	isKept    bool // it is never discarded, as a server is to get it
	lastCheck time.Time
	hasClosed bool
	spent     time.Duration // on messages since then
}

// checkClosed reports whether the peer has closed, as of the last check. It checks once per peerCheckInterval.
func (r *rest) checkClosed(c *Conn, now time.Time) bool {
	if !r.hasClosed && !r.isKept && now.Sub(r.lastCheck) >= peerCheckInterval {
		r.lastCheck = now
		r.hasClosed = c.PeerClosed()
	}
	return r.hasClosed
}

// limitRest is called after a message that was received at this time, and that did not arrive alone, was
// handled. It ends the connection if the peer has closed and the rest of its messages has had its time.
func (c *Conn) limitRest(received time.Time) {
	r := &c.rest
	if !r.checkClosed(c, received) {
		return
	}
	if r.spent += time.Since(received); r.spent > maxRestTime {
		c.End(ErrRestDiscarded)
	}
}
