package host

import (
	"errors"
	"net"
	"os"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/conn"
	"porchlight/internal/game"
	"porchlight/internal/journal"
)

// The path of a connection: accept -> handle, which recognises the self-test -> admit, which decides ->
// reject, or open -> pending (pending.go), or a seat -> sniff, which examines the first bytes -> announce ->
// play (player.go).

// accept is the goroutine that accepts connections. It never waits for a peer. After an error it pauses for
// 5 ms, doubled each time up to 1 s, as in net/http.
func (r *run) accept(l *net.TCPListener) {
	const shortest, longest = 5 * time.Millisecond, time.Second
	pause := shortest
	for {
		tcp, err := l.AcceptTCP()
		switch {
		case err == nil:
			pause = shortest
			r.handle(tcp)
		case errors.Is(err, net.ErrClosed):
			return
		default:
			if pause == shortest {
				r.reportAcceptError(err)
			}
			select {
			case <-r.host.timing.after(pause):
			case <-r.quit:
			}
			pause = min(2*pause, longest)
		}
	}
}

// reportAcceptError journals an error of accepting. The connection stays in the backlog, and accept tries
// again.
func (r *run) reportAcceptError(err error) {
	e := journal.Event{Kind: journal.Trouble, Seat: -1, Detail: "a connection could not be taken: " + conn.SystemError(err)}
	if conn.IsTooManyFiles(err) {
		e.Reason, e.Count = journal.NoDescriptors, r.host.PlayerCount()
	}
	r.host.journal.Event(time.Now(), e)
}

// handle admits a connection unless the self-test intercepts it.
func (r *run) handle(tcp *net.TCPConn) {
	from, to := conn.AddrPort(tcp.RemoteAddr()), conn.AddrPort(tcp.LocalAddr())
	origin := r.networks.originOf(from.Addr(), to.Addr(), time.Now())
	if origin != access.Local || !r.selfTest.intercept(tcp, from, to) {
		r.admit(tcp, origin)
	}
}

// admit decides about a connection: it is rejected, or opened.
func (r *run) admit(tcp *net.TCPConn, origin access.Origin) {
	h, now := r.host, time.Now()
	from, to := conn.AddrPort(tcp.RemoteAddr()), conn.AddrPort(tcp.LocalAddr())
	h.mu.Lock()
	defer h.mu.Unlock()
	h.lastConnID++
	id := h.lastConnID
	decision := r.access.Decide(from.Addr(), origin, now)
	reason := rejectReason(decision)
	if reason == 0 && r.isFull() {
		reason = journal.GameFull
	}
	r.attempts.record(from.Addr(), to.Addr(), origin, reason, now)
	switch {
	case r.stopping:
		r.reject(tcp)
	case reason != 0:
		e := journal.Event{Kind: journal.Refused, Reason: reason, Seat: -1, Conn: uint64(id), Addr: from}
		if reason == journal.TooManyAttempts {
			e.Count = 1
			h.repeated.report(now, e)
		} else {
			h.journal.Event(now, e)
		}
		r.reject(tcp)
	default:
		p := &player{run: r, id: id, addr: from, joined: now, origin: origin, page: r.page}
		p.conn.MarkActive(now)
		r.open(tcp, p, decision)
	}
}

// open makes a connection pending or gives it a seat. Host.mu is held.
func (r *run) open(tcp *net.TCPConn, p *player, decision access.Decision) {
	if p.conn.Init(tcp, r.group, p) != nil {
		_ = tcp.Close() // it broke before it had a seat
		return
	}
	r.access.Opened(p.addr.Addr())
	if decision == access.Ask {
		r.addPending(p)
		r.group.Go(p.serveAfterDecision)
		return
	}
	r.takeSeat(p)
	r.group.Go(p.serve)
}

// rejectReason returns the reason of a decision that rejects a connection, and otherwise 0.
func rejectReason(d access.Decision) journal.Reason {
	switch d {
	case access.RejectRate:
		return journal.TooManyAttempts
	case access.RejectBanned:
		return journal.Banned
	case access.RejectOutside:
		return journal.Outside
	case access.RejectConnections:
		return journal.TooMany
	case access.RejectPending:
		return journal.TooManyPending
	case access.Admit, access.Ask:
	}
	return 0
}

// reject closes a connection gracefully, in a goroutine of its own, since that may wait and accept must not.
func (r *run) reject(tcp *net.TCPConn) {
	r.group.Go(func() { r.host.timing.closeRejected(tcp) })
}

// isFull reports whether all seats are taken. Host.mu is held.
func (r *run) isFull() bool { return r.limit > 0 && r.seats.count >= r.limit }

// takeSeat gives a player the lowest free seat and the corresponding seat of a room. Host.mu is held.
func (r *run) takeSeat(p *player) {
	p.seat = r.seats.take(p)
	number, seatInRoom := roomOfSeat(p.seat, r.config.Game.Room)
	p.room = r.room(number)
	p.info = game.PlayerInfo{Seat: seatInRoom, Room: number, Name: game.DefaultName(seatInRoom), Address: p.addr.String()}
	p.conn.HoldOutput() // until it is announced, since it may be a browser
	p.room.join(p)
}

// serve is the goroutine of a player that has a seat.
func (p *player) serve() {
	defer p.leave()
	defer p.conn.RecoverPanic()
	if p.sniff() {
		p.play()
	}
}

// sniff peeks at the first bytes of a newcomer, announces it, and reports whether it stays. If browsers get a
// page, a browser gets it and leaves.
//
// Browsers send at once, and many clients wait for a greeting. So a newcomer silent for sniffTimeout is
// announced; a page may still be served later, after the greeting. With page == nil nothing is delayed.
func (p *player) sniff() (stays bool) {
	if p.page == nil {
		p.announce()
		if p.origin != access.Local { // only adb is left to recognise, which is local
			return true
		}
	}
	wait := p.run.host.timing.sniff
	if p.page == nil {
		wait = 0
	}
	first, err := p.conn.Peek(wait)
	if errors.Is(err, os.ErrDeadlineExceeded) && !p.conn.HasEnded() {
		p.announce()
		first, err = p.conn.Peek(0)
	}
	if p.servePage(first) {
		p.run.host.journal.Event(time.Now(), journal.Event{Kind: journal.PageServed, Seat: -1, Conn: uint64(p.id), Addr: p.addr})
		return false
	}
	p.announce()
	if err != nil {
		p.conn.End(err)
	}
	if p.origin == access.Local && isADB(first) {
		p.setDisplayName(ADBName)
	}
	return !p.conn.HasEnded()
}

// servePage answers a browser with the page, ends its connection, and reports whether the client was a
// browser. It returns when the page has been written.
func (p *player) servePage(first []byte) bool {
	if p.page == nil {
		return false
	}
	response, ok := p.page.Respond(first)
	if !ok {
		return false
	}
	p.conn.DiscardOutput()
	p.conn.Send(response, 0)
	p.conn.WaitUntilWritten()
	p.conn.End(&hostCause{journal.Browser})
	return true
}

// announce makes a newcomer visible, once: it journals the join, greets the player and introduces it to its
// room. Frames delivered to the player earlier follow the greeting.
func (p *player) announce() {
	h, now := p.run.host, time.Now()
	h.mu.Lock()
	if p.isAnnounced {
		h.mu.Unlock()
		return
	}
	p.isAnnounced, p.joined = true, now
	p.conn.MarkActive(now)
	h.journal.Event(now, journal.Event{Kind: journal.Joined, Seat: p.seat, Conn: uint64(p.id), Addr: p.addr})
	h.mu.Unlock()
	p.conn.ReleaseOutput()
	p.room.greet(p)
}
