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

// The way of a connection: accept -> handle, which recognises the self-test -> admit, which decides ->
// reject, or wait (pending.go), or take a seat -> meet, which looks at the first bytes -> announce -> play
// (player.go).

// accept is the goroutine that accepts connections. Nothing on it waits but accepting itself, and the pause
// after an error: 5 ms, doubled each time up to 1 s, as in net/http.
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

// reportAcceptError journals that a connection could not be accepted. It stays in the backlog, and accept
// tries again.
func (r *run) reportAcceptError(err error) {
	e := journal.Event{Kind: journal.Trouble, Seat: -1, Detail: "a connection could not be taken: " + conn.SystemError(err)}
	if conn.IsTooManyFiles(err) {
		e.Reason, e.Count = journal.NoDescriptors, r.host.PlayerCount()
	}
	r.host.journal.Event(time.Now(), e)
}

// handle admits a connection, unless it is or may be the self-test's.
func (r *run) handle(tcp *net.TCPConn) {
	from, to := conn.AddrPort(tcp.RemoteAddr()), conn.AddrPort(tcp.LocalAddr())
	origin := r.networks.originOf(from.Addr(), to.Addr(), time.Now())
	if origin != access.Local || !r.selfTest.intercept(tcp, from, to) {
		r.admit(tcp, origin)
	}
}

// admit decides about a connection: it takes a seat, is pending, or is rejected.
func (r *run) admit(tcp *net.TCPConn, origin access.Origin) {
	h, now := r.host, time.Now()
	from, to := conn.AddrPort(tcp.RemoteAddr()), conn.AddrPort(tcp.LocalAddr())
	h.mu.Lock()
	h.lastConnID++
	id := h.lastConnID
	decision := r.access.Decide(from.Addr(), origin, now)
	reason := rejectReason(decision)
	if reason == 0 && r.isFull() {
		reason = journal.GameFull
	}
	r.attempts.record(from.Addr(), to.Addr(), origin, reason, now)
	p := &player{run: r, id: id, addr: from, joined: now, origin: origin, page: r.page}
	p.conn.MarkActive(now)
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
	case p.conn.Init(tcp, r.group, p) != nil:
		_ = tcp.Close() // it broke before it was in
	case decision == access.Ask:
		r.access.Opened(from.Addr())
		r.addPending(p)
		r.group.Go(p.serveAfterDecision)
	default:
		r.access.Opened(from.Addr())
		r.takeSeat(p)
		r.group.Go(p.serve)
	}
	h.mu.Unlock()
}

// rejectReason returns why a decision rejects a connection, or 0 where it does not.
func rejectReason(d access.Decision) journal.Reason {
	switch d {
	case access.RejectRate:
		return journal.TooManyAttempts
	case access.RejectBanned:
		return journal.Banned
	case access.RejectOutside:
		return journal.Outside
	case access.RejectConnections, access.RejectPending:
		return journal.TooMany
	case access.Admit, access.Ask:
	}
	return 0
}

// reject closes a connection gracefully, in a goroutine of its own: that may wait, and accept must not.
func (r *run) reject(tcp *net.TCPConn) {
	r.group.Go(func() { r.host.timing.closeRejected(tcp) })
}

// isFull reports whether all seats are taken. Host.mu is held.
func (r *run) isFull() bool { return r.limit > 0 && r.seats.count >= r.limit }

// takeSeat gives a player the lowest free seat and its place in a room. Host.mu is held.
func (r *run) takeSeat(p *player) {
	p.seat = r.seats.take(p)
	number, seatInRoom := roomOfSeat(p.seat, r.config.Game.Room)
	p.room = r.room(number)
	p.info = game.PlayerInfo{Seat: seatInRoom, Room: number, Name: defaultName(seatInRoom), Address: p.addr.String()}
	p.conn.HoldOutput() // until it is announced: it may be a browser
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

// meet looks at the first bytes of a newcomer without consuming them, announces it, and reports whether it
// stays. A browser gets its page instead of a seat, where browsers get one.
//
// A newcomer that sends nothing is announced and greeted after sniffTimeout, since browsers send at once
// and many clients wait for a greeting. What it sends later may still be a browser's. Nothing is delayed
// where the host answers no browsers, nor for a client that sends first.
func (p *player) sniff() (stays bool) {
	if p.page == nil {
		p.announce()
		if p.origin != access.Local { // nothing to recognise
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

// servePage answers a browser with the page, ends it, and reports whether the player was one. It returns
// when the socket has taken the page.
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

// announce makes a newcomer visible to others, once: it is journalled and greeted, and its room is told. A
// frame that was delivered to it before follows the greeting.
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
