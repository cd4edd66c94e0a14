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

// An accepted connection goes through these functions:
//
//   - accept, then handle, which passes the self-test's own connection to the self-test
//   - admitOrReject, which decides; then reject, or open
//   - serveAfterDecision (pending.go), if the person hosting must decide
//   - serve, once it has a seat: sniff, which examines the first bytes; announce; play (player.go), or forward
//     (forward.go) if the game has a server of its own

// accept accepts connections until the listener is closed. It is a goroutine of its own and never waits for a
// peer. After an error it pauses for 5 ms, doubled with each further error up to 1 s, as net/http does.
func (r *run) accept(l *net.TCPListener) {
	const shortest, longest = 5 * time.Millisecond, time.Second
	pause := shortest
	var reported time.Time
	for {
		tcp, err := l.AcceptTCP()
		switch {
		case err == nil:
			pause = shortest
			r.handle(tcp)
		case errors.Is(err, net.ErrClosed):
			return
		default:
			if now := time.Now(); pause == shortest && now.Sub(reported) >= reportInterval {
				reported = now
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

// reportAcceptError journals that a connection could not be accepted. The connection stays in the backlog, and
// accept tries again.
func (r *run) reportAcceptError(err error) {
	e := journal.Event{Kind: journal.Trouble, Seat: -1, Detail: "a connection could not be taken: " + conn.SystemError(err)}
	if conn.IsTooManyFiles(err) {
		e.Reason, e.Count = journal.NoDescriptors, r.host.PlayerCount()
	}
	r.host.journal.Event(time.Now(), e)
}

// handle handles an accepted connection, unless the self-test intercepts it.
func (r *run) handle(tcp *net.TCPConn) {
	from, to := conn.AddrPort(tcp.RemoteAddr()), conn.AddrPort(tcp.LocalAddr())
	origin := r.networks.originOf(from.Addr(), to.Addr(), time.Now())
	if origin != access.Local || !r.selfTest.intercept(tcp, from, to) {
		r.admitOrReject(tcp, origin)
	}
}

// admitOrReject decides about a connection, and rejects or opens it.
func (r *run) admitOrReject(tcp *net.TCPConn, origin access.Origin) {
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

// open makes a connection that is not rejected pending, or gives it a seat. Host.mu is held.
func (r *run) open(tcp *net.TCPConn, p *player, decision access.Decision) {
	if p.conn.Init(tcp, r.group, p) != nil {
		_ = tcp.Close() // the connection is broken
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

// rejectReason returns the journal's reason for a decision that rejects a connection, or 0 if it does not reject.
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

// reject closes a connection gracefully, in a goroutine of its own: closing may wait, and accept must not.
func (r *run) reject(tcp *net.TCPConn) {
	r.group.Go(func() { r.host.timing.closeRejected(tcp) })
}

// isFull reports whether all seats are taken. Host.mu is held.
func (r *run) isFull() bool { return r.limit > 0 && r.seats.count >= r.limit }

// takeSeat gives a player the lowest free seat, and makes it a member of the room of that seat. Host.mu is
// held.
func (r *run) takeSeat(p *player) {
	p.seat = r.seats.take(p)
	number, seatInRoom := roomOfSeat(p.seat, r.config.Game.Room)
	p.room = r.room(number)
	p.info = game.PlayerInfo{Seat: seatInRoom, Room: number, Name: game.DefaultName(seatInRoom), Address: p.addr.String()}
	p.conn.HoldOutput() // until announce: it may be a browser
	p.room.join(p)
}

// serve is the goroutine of a player that has a seat.
func (p *player) serve() {
	defer p.leave()
	defer p.conn.RecoverPanic()
	switch {
	case !p.sniff():
	case p.run.forwards():
		p.forward()
	default:
		p.play()
	}
}

// sniff examines the first bytes of a new connection. It serves the page to a browser, whose connection then
// ends. It announces every other client, and reports whether the connection is still open.
//
// Browsers send at once, and many clients wait for a greeting first. So a client that is silent for
// sniffTimeout is announced; if it turns out to be a browser, the page follows the greeting. If no page is
// served, every client is announced at once. A server behind may greet first, so its players' first bytes are not
// awaited any longer.
func (p *player) sniff() (stays bool) {
	if p.page == nil {
		p.announce()
		if p.origin != access.Local || p.run.forwards() { // only adb is left to detect, and it runs on this machine
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
		if p.run.forwards() {
			return true
		}
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

// announce makes a player visible: it journals the join, greets the player and introduces it to its room. Calls
// after the first do nothing. Output that was held until now follows the greeting.
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
