package host

import (
	"errors"
	"net"
	"net/netip"
	"os"
	"slices"
	"time"

	"porchlight/internal/journal"
)

// AccessPolicy says who may come in. The zero value lets in everybody from this machine's own networks and
// from private addresses.
type AccessPolicy struct {
	Anywhere   bool   // from every other address too
	Ask        bool   // newcomers wait at the door until LetIn or TurnAway
	PerAddress int    // the most connections of one address that is not this machine's; 0: no limit
	PerSecond  int    // the most new ones of such an address a second, on average; 0: no limit
	Browsers   bool   // a browser is answered with a page and takes no seat
	Owner      string // whose game it is, for that page; "": it does not say
}

// How many may wait at the door.
const (
	maxWaiting   = 100 // from other machines, and as many from this one
	maxWaitingOf = 10  // of one address that is not this machine's
)

// PendingConn is somebody who waits at the door.
type PendingConn struct {
	Number uint64 // for LetIn and TurnAway; never used again
	Addr   netip.AddrPort
	Since  time.Time
}

// sharedRange is what carriers and Tailscale give out and no router on the Internet forwards (RFC 6598).
var sharedRange = netip.PrefixFrom(netip.AddrFrom4([4]byte{100, 64}), 10)

// SetAccessPolicy changes who may come in from now on. Nobody who is in is sent out; who waits at the door
// is let in where nobody is asked any more.
func (h *Host) SetAccessPolicy(e AccessPolicy) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if e.PerSecond != h.policy.PerSecond {
		h.forgetBuckets(time.Now())
	}
	h.policy = e
	if !e.Ask {
		for _, p := range h.pending {
			p.admitted.Store(true)
		}
	}
}

// Pending appends a snapshot of who waits at the door to dst, first come first.
func (h *Host) Pending(dst []PendingConn) []PendingConn {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range h.pending {
		dst = append(dst, PendingConn{p.pendingID, p.addr, p.joined})
	}
	return dst
}

// Admit lets somebody in who waits at the door, and tells whether it waited. Where the game is full
// by then it is turned away as any newcomer is.
func (h *Host) Admit(number uint64) bool {
	return h.withPending(number, func(p *player) { p.admitted.Store(true) })
}

// Reject sends somebody away who waits at the door, and tells whether it waited.
func (h *Host) Reject(number uint64) bool {
	return h.withPending(number, func(p *player) { p.end(journal.Rejected, "") })
}

// withPending does something about somebody who waits and is not answered yet, and tells whether it was.
func (h *Host) withPending(number uint64, do func(*player)) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range h.pending {
		if p.pendingID == number && !p.admitted.Load() && p.ended.Load() == 0 {
			do(p)
			return true
		}
	}
	return false
}

// Ban turns an address away from now on and ends everybody who comes from there. The error is about
// keeping the ban, as [access.List.Ban] says it. Without a Door the ban holds until the host stops;
// while the host is off, nobody is banned.
func (h *Host) Ban(a netip.Addr) error {
	a = a.Unmap()
	h.mu.Lock()
	list := h.config.AccessList
	on := h.listener != nil
	h.mu.Unlock()
	if !on {
		return nil
	}
	err := list.Ban(a) // first, so that whoever is sent out does not come back
	if !list.IsBanned(a) {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range h.seats.taken {
		if p != nil && p.addr.Addr() == a {
			p.end(journal.Banned, "")
		}
	}
	for _, p := range h.pending {
		if p.addr.Addr() == a {
			p.end(journal.Banned, "")
		}
	}
	return err
}

// admitConn gives a newcomer a seat and its goroutine, has it wait at the door, or turns it away.
func (h *Host) admitConn(conn *net.TCPConn, from origin) {
	now := time.Now()
	p := &player{host: h, conn: conn, addr: addrOf(conn.RemoteAddr()), joined: now, isLocal: from == originLocal}

	p.lastHeard.Store(now.UnixNano())
	if err := errors.Join(p.initReader(), p.out.init(p), afterAccept(conn)); err != nil {
		_ = conn.Close() // gone before it was in
		return
	}
	h.mu.Lock()
	p.answersBrowsers = h.policy.Browsers && !h.config.Game.SpeaksHTTP()
	no := h.rejectReason(p, from, now)
	h.attempts.note(p, from, no, now)
	switch {
	case h.stopping:
	case no == journal.TooManyAttempts:
		h.reportConnRate(p, now)
	case no != 0:
		h.journal.Event(now, journal.Event{Kind: journal.Refused, Reason: no, Seat: -1, Addr: p.addr})
	case h.mustAsk(p.addr.Addr()):
		h.addConn(p)
		h.lastPendingID++
		p.pendingID = h.lastPendingID
		h.pending = append(h.pending, p)
		h.journal.Event(now, journal.Event{Kind: journal.Pending, Seat: -1, Addr: p.addr})
		h.running.Go(p.serveAfterDecision)
	default:
		h.addConn(p)
		p.assignSeat(h.seats.take(p))
		h.running.Go(p.serve)
	}
	turnedAway := h.stopping || no != 0
	h.mu.Unlock()
	if turnedAway {
		closeGracefully(conn, 0)
	}
}

// rejectReason says why a newcomer may not come in; 0: it may. The lock is held.
func (h *Host) rejectReason(p *player, from origin, now time.Time) journal.Reason {
	a := p.addr.Addr()
	switch {
	case from != originLocal && !h.allowConn(a, now): // first, so that all else that is told of an address is bounded
		return journal.TooManyAttempts
	case h.config.AccessList.IsBanned(a):
		return journal.Banned
	case from == originOutside && !h.policy.Anywhere:
		return journal.Outside
	case from != originLocal && h.policy.PerAddress > 0 && h.connsByAddr[a] >= h.policy.PerAddress,
		h.mustAsk(a) && h.isPendingFull(a, from == originLocal):
		return journal.TooMany
	case h.isFull():
		return journal.GameFull
	}
	return 0
}

// isPendingFull tells whether there is no place at the door for a newcomer. This machine's programs have
// places of their own, so that none of them keeps a friend out. The lock is held.
func (h *Host) isPendingFull(a netip.Addr, fromHere bool) bool {
	all, same := 0, 0
	for _, w := range h.pending {
		if w.isLocal == fromHere {
			all++
			if w.addr.Addr() == a {
				same++
			}
		}
	}
	return all >= maxWaiting || !fromHere && same >= maxWaitingOf
}

// mustAsk tells whether a newcomer from an address has to wait at the door. The lock is held.
func (h *Host) mustAsk(a netip.Addr) bool { return h.policy.Ask && !h.config.AccessList.IsAllowed(a) }

// isFull tells whether all seats are taken. The lock is held.
func (h *Host) isFull() bool { return h.limit > 0 && h.seats.count >= h.limit }

// addConn counts a connection of an address; uncount takes it back. The lock is held.
func (h *Host) addConn(p *player) { h.connsByAddr[p.addr.Addr()]++ }

func (h *Host) removeConn(p *player) {
	a := p.addr.Addr()
	if h.connsByAddr[a]--; h.connsByAddr[a] <= 0 {
		delete(h.connsByAddr, a)
	}
}

// pendingPollInterval is how often somebody at the door looks for an answer.
const pendingPollInterval = 200 * time.Millisecond

// serveAfterDecision is the goroutine of somebody who waits to be let in, and of the player once it is.
func (p *player) serveAfterDecision() {
	h := p.host
	p.awaitDecision()
	h.mu.Lock()
	no := journal.Reason(p.ended.Load()) // whoever ends somebody at the door holds the lock
	h.pending = slices.DeleteFunc(h.pending, func(w *player) bool { return w == p })
	if no == 0 && h.isFull() {
		no = journal.GameFull
	}
	if no == 0 {
		p.assignSeat(h.seats.take(p))
		h.mu.Unlock()
		p.serve()
		return
	}
	h.removeConn(p)
	e := journal.Event{Kind: journal.Refused, Reason: no, Seat: -1, Addr: p.addr}
	if no == journal.Browser {
		e = journal.Event{Kind: journal.PageServed, Seat: -1, Addr: p.addr}
	}
	if no != journal.HostStopped {
		h.journal.Event(time.Now(), e)
	}
	h.mu.Unlock()
	closeGracefully(p.conn, h.timing.linger)
}

// awaitDecision waits for the person's answer, or for the visitor to leave. It looks at what has come
// without taking it, so that who is let in has lost nothing. A browser gets its page.
func (p *player) awaitDecision() {
	defer p.recoverPanic()
	for !p.admitted.Load() && p.ended.Load() == 0 {
		said, err := p.peek(p.host.timing.pendingPoll)
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
		case err != nil:
			p.end(journal.GaveUp, "")
		case p.answersBrowsers && isBrowser(said):
			p.showPage()
			p.end(journal.Browser, "")
		case peerClosed(p.conn):
			p.end(journal.GaveUp, "")
		default:
			time.Sleep(p.host.timing.pendingPoll) // what it said waits with it
		}
	}
}
