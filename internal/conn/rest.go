package conn

import "time"

// maxRestTime is the time for which the messages of a peer that has closed are handled. The time that a peer
// takes to read its answers is not included.
const maxRestTime = time.Second

// rest bounds the time for the messages that a peer sent before it closed: its sockets and ours may hold
// millions of them. It belongs to the connection's goroutine.
type rest struct {
	lastCheck time.Time
	hasClosed bool
	spent     time.Duration // on messages since then
}

// limitRest is called after a message that was received at this time, and that did not arrive alone, was
// handled. It ends the connection if the peer has closed and the rest of its messages has had its time.
func (c *Conn) limitRest(received time.Time) {
	r := &c.rest
	switch {
	case r.hasClosed:
		if r.spent += time.Since(received); r.spent > maxRestTime {
			c.End(ErrRestDiscarded)
		}
	case received.Sub(r.lastCheck) >= peerCheckInterval:
		r.lastCheck = received
		r.hasClosed = c.PeerClosed()
	}
}
