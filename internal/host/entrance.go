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

// Entry says who may come in. The zero value lets in everybody from this machine's own networks and
// from private addresses.
type Entry struct {
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

// Visitor is somebody who waits at the door.
type Visitor struct {
	Number uint64 // for LetIn and TurnAway; never used again
	Addr   netip.AddrPort
	Since  time.Time
}

// shared is what carriers and Tailscale give out and no router on the Internet forwards (RFC 6598).
var shared = netip.PrefixFrom(netip.AddrFrom4([4]byte{100, 64}), 10)

// SetEntry changes who may come in from now on. Nobody who is in is sent out; who waits at the door
// is let in where nobody is asked any more.
func (h *Host) SetEntry(e Entry) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if e.PerSecond != h.entry.PerSecond {
		h.forgetKnocks(time.Now())
	}
	h.entry = e
	if !e.Ask {
		for _, p := range h.waiting {
			p.letIn.Store(true)
		}
	}
}

// Visitors appends a snapshot of who waits at the door to dst, first come first.
func (h *Host) Visitors(dst []Visitor) []Visitor {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range h.waiting {
		dst = append(dst, Visitor{p.number, p.addr, p.joined})
	}
	return dst
}

// LetIn lets somebody in who waits at the door, and tells whether it waited. Where the game is full
// by then it is turned away as any newcomer is.
func (h *Host) LetIn(number uint64) bool {
	return h.atDoor(number, func(p *player) { p.letIn.Store(true) })
}

// TurnAway sends somebody away who waits at the door, and tells whether it waited.
func (h *Host) TurnAway(number uint64) bool {
	return h.atDoor(number, func(p *player) { p.end(journal.TurnedAway, "") })
}

// atDoor does something about somebody who waits and is not answered yet, and tells whether it was.
func (h *Host) atDoor(number uint64, do func(*player)) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range h.waiting {
		if p.number == number && !p.letIn.Load() && p.ended.Load() == 0 {
			do(p)
			return true
		}
	}
	return false
}

// Ban turns an address away from now on and ends everybody who comes from there. The error is about
// keeping the ban, as [door.List.Ban] says it. Without a Door the ban holds until the host stops;
// while the host is off, nobody is banned.
func (h *Host) Ban(a netip.Addr) error {
	a = a.Unmap()
	h.mu.Lock()
	door := h.config.Door
	on := h.listener != nil
	h.mu.Unlock()
	if !on {
		return nil
	}
	err := door.Ban(a) // first, so that whoever is sent out does not come back
	if !door.Banned(a) {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range h.seats.taken {
		if p != nil && p.addr.Addr() == a {
			p.end(journal.Banned, "")
		}
	}
	for _, p := range h.waiting {
		if p.addr.Addr() == a {
			p.end(journal.Banned, "")
		}
	}
	return err
}

// admit gives a newcomer a seat and its goroutine, has it wait at the door, or turns it away.
func (h *Host) admit(conn *net.TCPConn, from origin) {
	now := time.Now()
	p := &player{host: h, conn: conn, addr: addrOf(conn.RemoteAddr()), joined: now, fromHere: from == fromHere}

	p.lastHeard.Store(now.UnixNano())
	if err := errors.Join(p.listen(), p.out.init(p), afterAccept(conn)); err != nil {
		_ = conn.Close() // gone before it was in
		return
	}
	h.mu.Lock()
	p.browsers = h.entry.Browsers && !h.config.Game.SpeaksHTTP()
	no := h.whyNot(p, from, now)
	h.arrivals.note(p, from, no, now)
	switch {
	case h.stopping:
	case no == journal.TooOften:
		h.tooOften(p, now)
	case no != 0:
		h.journal.Event(now, journal.Event{Kind: journal.Refused, Reason: no, Seat: -1, Addr: p.addr})
	case h.asks(p.addr.Addr()):
		h.count(p)
		h.visitors++
		p.number = h.visitors
		h.waiting = append(h.waiting, p)
		h.journal.Event(now, journal.Event{Kind: journal.AtDoor, Seat: -1, Addr: p.addr})
		h.running.Go(p.waitAtDoor)
	default:
		h.count(p)
		p.sit(h.seats.take(p))
		h.running.Go(p.serve)
	}
	turnedAway := h.stopping || no != 0
	h.mu.Unlock()
	if turnedAway {
		hangUp(conn, 0)
	}
}

// whyNot says why a newcomer may not come in; 0: it may. The lock is held.
func (h *Host) whyNot(p *player, from origin, now time.Time) journal.Reason {
	a := p.addr.Addr()
	switch {
	case from != fromHere && !h.mayKnock(a, now): // first, so that all else that is told of an address is bounded
		return journal.TooOften
	case h.config.Door.Banned(a):
		return journal.Banned
	case from == fromOutside && !h.entry.Anywhere:
		return journal.Outside
	case from != fromHere && h.entry.PerAddress > 0 && h.of[a] >= h.entry.PerAddress,
		h.asks(a) && h.doorFull(a, from == fromHere):
		return journal.TooMany
	case h.full():
		return journal.GameFull
	}
	return 0
}

// doorFull tells whether there is no place at the door for a newcomer. This machine's programs have
// places of their own, so that none of them keeps a friend out. The lock is held.
func (h *Host) doorFull(a netip.Addr, fromHere bool) bool {
	all, same := 0, 0
	for _, w := range h.waiting {
		if w.fromHere == fromHere {
			all++
			if w.addr.Addr() == a {
				same++
			}
		}
	}
	return all >= maxWaiting || !fromHere && same >= maxWaitingOf
}

// asks tells whether a newcomer from an address has to wait at the door. The lock is held.
func (h *Host) asks(a netip.Addr) bool { return h.entry.Ask && !h.config.Door.Welcome(a) }

// full tells whether all seats are taken. The lock is held.
func (h *Host) full() bool { return h.limit > 0 && h.seats.count >= h.limit }

// count counts a connection of an address; uncount takes it back. The lock is held.
func (h *Host) count(p *player) { h.of[p.addr.Addr()]++ }

func (h *Host) uncount(p *player) {
	a := p.addr.Addr()
	if h.of[a]--; h.of[a] <= 0 {
		delete(h.of, a)
	}
}

// doorTime is how often somebody at the door looks for an answer.
const doorTime = 200 * time.Millisecond

// waitAtDoor is the goroutine of somebody who waits to be let in, and of the player once it is.
func (p *player) waitAtDoor() {
	h := p.host
	p.listenAtDoor()
	h.mu.Lock()
	no := journal.Reason(p.ended.Load()) // whoever ends somebody at the door holds the lock
	h.waiting = slices.DeleteFunc(h.waiting, func(w *player) bool { return w == p })
	if no == 0 && h.full() {
		no = journal.GameFull
	}
	if no == 0 {
		p.sit(h.seats.take(p))
		h.mu.Unlock()
		p.serve()
		return
	}
	h.uncount(p)
	e := journal.Event{Kind: journal.Refused, Reason: no, Seat: -1, Addr: p.addr}
	if no == journal.Browser {
		e = journal.Event{Kind: journal.Visited, Seat: -1, Addr: p.addr}
	}
	if no != journal.HostStopped {
		h.journal.Event(time.Now(), e)
	}
	h.mu.Unlock()
	hangUp(p.conn, h.timing.farewell)
}

// listenAtDoor waits for the person's answer, or for the visitor to leave. It looks at what has come
// without taking it, so that who is let in has lost nothing. A browser gets its page.
func (p *player) listenAtDoor() {
	defer p.recoverPanic()
	for !p.letIn.Load() && p.ended.Load() == 0 {
		said, err := p.peek(p.host.timing.door)
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
		case err != nil:
			p.end(journal.GaveUp, "")
		case p.browsers && isBrowser(said):
			p.showPage()
			p.end(journal.Browser, "")
		case hungUp(p.conn):
			p.end(journal.GaveUp, "")
		default:
			time.Sleep(p.host.timing.door) // what it said waits with it
		}
	}
}
