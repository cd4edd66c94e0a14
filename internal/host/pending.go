package host

import (
	"errors"
	"net/netip"
	"os"
	"slices"
	"time"

	"porchlight/internal/journal"
)

// PendingConn is a connection that waits for a decision by Admit or Reject.
type PendingConn struct {
	ID    ConnID // for Admit and Reject
	Addr  netip.AddrPort
	Since time.Time
}

// Pending appends a snapshot of the undecided pending connections to dst, in the order of their arrival. On
// Windows they include clients that sent data and then closed, until a decision.
func (h *Host) Pending(dst []PendingConn) []PendingConn {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range h.run.pending {
		if p.isUndecided() {
			dst = append(dst, PendingConn{p.id, p.addr, p.joined})
		}
	}
	return dst
}

// Admit admits a pending connection and reports whether it was still undecided. It does not wait; the decision
// takes effect within 200 ms. If the game is full by then, the connection is rejected.
func (h *Host) Admit(id ConnID) bool {
	return h.decide(id, func(p *player) { p.isAdmitted.Store(true) })
}

// Reject rejects a pending connection and reports whether it was still undecided. It does not wait; the
// decision takes effect within 200 ms.
func (h *Host) Reject(id ConnID) bool {
	return h.decide(id, func(p *player) { p.conn.End(&hostCause{journal.Rejected}) })
}

// decide calls do on the undecided pending connection with this ID and reports whether there was one.
func (h *Host) decide(id ConnID, do func(*player)) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range h.run.pending {
		if p.id == id && p.isUndecided() {
			do(p)
			return true
		}
	}
	return false
}

// isUndecided reports whether a pending connection was neither admitted nor ended.
func (p *player) isUndecided() bool { return !p.isAdmitted.Load() && !p.conn.HasEnded() }

// addPending makes a connection pending. Host.mu is held.
func (r *run) addPending(p *player) {
	r.pending = append(r.pending, p)
	r.access.PendingOpened(p.addr.Addr(), p.origin)
	r.host.journal.Event(p.joined, journal.Event{Kind: journal.Pending, Seat: -1, Conn: uint64(p.id), Addr: p.addr})
}

// removePending makes a connection no longer pending. Host.mu is held.
func (r *run) removePending(p *player) {
	r.pending = slices.DeleteFunc(r.pending, func(w *player) bool { return w == p })
	r.access.PendingClosed(p.addr.Addr(), p.origin)
}

// pendingPollInterval is how often a pending connection checks for the decision.
const pendingPollInterval = 200 * time.Millisecond

// serveAfterDecision is the goroutine of a pending connection, and of the player after its admission.
func (p *player) serveAfterDecision() {
	r := p.run
	h := r.host
	p.awaitDecision()
	h.mu.Lock()
	reason, _ := reasonOf(p.conn.Cause()) // it stays: only holders of Host.mu and this goroutine end the connection
	r.removePending(p)
	if reason == 0 && r.isFull() {
		reason = journal.GameFull
	}
	if reason == 0 {
		r.takeSeat(p)
		h.mu.Unlock()
		p.serve()
		return
	}
	r.access.Closed(p.addr.Addr())
	e := journal.Event{Kind: journal.Refused, Reason: reason, Seat: -1, Conn: uint64(p.id), Addr: p.addr}
	if reason == journal.Browser {
		e = journal.Event{Kind: journal.PageServed, Seat: -1, Conn: uint64(p.id), Addr: p.addr}
	}
	if reason != journal.HostStopped {
		h.journal.Event(time.Now(), e)
	}
	h.mu.Unlock()
	p.conn.CloseGracefully(r.linger())
}

// awaitDecision returns once the connection is admitted or has ended. It ends the connection if the client
// closes, and serves the page to a browser. It consumes no received data: an admitted client loses none.
func (p *player) awaitDecision() {
	defer p.conn.RecoverPanic()
	poll := p.run.host.timing.pendingPoll
	for p.isUndecided() {
		first, err := p.conn.Peek(poll)
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
		case err != nil:
			p.conn.End(&hostCause{journal.GaveUp})
		case p.servePage(first):
		case p.conn.PeerClosed():
			p.conn.End(&hostCause{journal.GaveUp})
		default:
			time.Sleep(poll) // data has arrived, so Peek no longer waits
		}
	}
}
