package host

import (
	"iter"
	"net/netip"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"porchlight/internal/access"
	"porchlight/internal/conn"
	"porchlight/internal/game"
	"porchlight/internal/journal"
)

// Player is a snapshot of one connected client.
type Player struct {
	ID           ConnID // for Kick
	Seat         int
	Addr         netip.AddrPort
	Joined       time.Time
	LastHeard    time.Time // when its last message was received; Joined before the first
	MessagesIn   uint64    // from the player
	MessagesOut  uint64    // to the player
	BytesIn      uint64
	BytesOut     uint64
	PartialBytes int    // bytes of an incomplete message, regardless of their age
	Name         string // sent by the player; "" before that
}

// player is a connection that was not rejected: it is pending or has a seat. Its own goroutine reads messages,
// answers them and finally closes the connection. Other goroutines send to it and end it.
//
// Fields used for every message come first, to share cache lines.
type player struct {
	run  *run
	room *room
	conn conn.Conn

	isIntroduced bool  // it receives the messages of others in its room; under room.delivery
	isNamed      bool  // it sent its name; owned by its goroutine
	isAnnounced  bool  // it is visible to others; under Host.mu
	contended    int64 // second in which a fan-out of the player waited for others; under room.delivery
	seat         int
	info         game.PlayerInfo // owned by the admitting goroutine until serve runs, then by its goroutine

	id         ConnID
	addr       netip.AddrPort
	joined     time.Time // when it connected, later when it was announced; under Host.mu
	origin     access.Origin
	page       responder   // nil: browsers are treated as players
	isAdmitted atomic.Bool // from pending
	name       atomic.Pointer[string]
}

// Players appends a snapshot of every announced player to dst, in the order of seats.
func (h *Host) Players(dst []Player) []Player {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range h.run.seats.taken {
		if p != nil && p.isAnnounced {
			dst = append(dst, p.snapshot())
		}
	}
	return dst
}

// PlayerCount returns the number of taken seats. It includes newcomers that Players does not list yet.
func (h *Host) PlayerCount() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.run.seats.count
}

// Kick disconnects the player with this ID and reports whether it was still connected. It does not wait until
// the player has left.
func (h *Host) Kick(id ConnID) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range h.run.seats.taken {
		if p != nil && p.id == id {
			return p.conn.End(&hostCause{journal.Kicked})
		}
	}
	return false
}

// connected returns every player, and then every pending connection. Host.mu is held throughout.
func (r *run) connected() iter.Seq[*player] {
	return func(yield func(*player) bool) {
		for _, p := range r.seats.taken {
			if p != nil && !yield(p) {
				return
			}
		}
		for _, p := range r.pending {
			if !yield(p) {
				return
			}
		}
	}
}

func (p *player) snapshot() Player {
	stats := p.conn.Stats()
	s := Player{
		ID:           p.id,
		Seat:         p.seat,
		Addr:         p.addr,
		Joined:       p.joined,
		LastHeard:    stats.LastReceived,
		MessagesIn:   stats.MessagesIn,
		MessagesOut:  stats.MessagesOut,
		BytesIn:      stats.BytesIn,
		BytesOut:     stats.BytesOut,
		PartialBytes: stats.PartialBytes,
	}
	if name := p.name.Load(); name != nil {
		s.Name = *name
	}
	return s
}

// play answers the player's messages until its connection ends.
func (p *player) play() {
	mustSendName := p.run.config.Game.NameFirst
	var a answerer
	for m := range p.conn.Messages() {
		if mustSendName && !p.isNamed {
			p.handleName(m)
		} else {
			a.answer(p, m)
		}
	}
}

// marksOf returns the journal's marks of a message.
func marksOf(m conn.Message) (marks journal.Mark) {
	if m.FilledBuffer {
		marks = journal.FilledBuffer
	}
	if m.Coalesced {
		marks |= journal.Coalesced
	}
	return marks
}

// nameOf returns the name in a message: at most game.MaxName bytes of whole characters, without surrounding
// white space.
func nameOf(msg []byte) string {
	n := min(len(msg), game.MaxName)
	if n < len(msg) {
		for i := n; i > n-utf8.UTFMax && i > 0; i-- {
			if utf8.RuneStart(msg[i]) {
				n = i
				break
			}
		}
	}
	return strings.TrimSpace(string(msg[:n]))
}

// handleName takes a player's first message as its name, sends the game's reply if it has one, and introduces
// the player to its room.
func (p *player) handleName(m conn.Message) {
	h, r := p.run.host, p.room
	p.isNamed = true
	if name := nameOf(m.Bytes); name != "" {
		p.info.Name = name
		p.name.Store(&name)
	}
	h.journal.Event(m.Received, journal.Event{Kind: journal.Named, Seat: p.seat, Conn: uint64(p.id), Addr: p.addr, Detail: p.info.Name})
	r.delivery.Lock()
	defer r.delivery.Unlock()
	p.info.Players = int(r.count.Load())
	text, ok := p.run.texts.NameReply(&p.info)
	to, marks := 0, marksOf(m)
	if ok {
		to = p.sendText(text)
		marks |= audienceMarks(to, game.Sender)
	}
	h.journal.Message(m.Received, p.seat, m.Bytes, text, to, marks)
	r.introduce(p)
}

// setDisplayName gives the player a name that other players do not see.
func (p *player) setDisplayName(name string) {
	p.name.Store(&name)
	p.run.host.journal.Event(time.Now(), journal.Event{Kind: journal.Named, Seat: p.seat, Conn: uint64(p.id), Addr: p.addr, Detail: name})
}

// sendText frames one of the game's texts, sends it to the player and returns the number of recipients: 1, or 0 if that
// failed.
func (p *player) sendText(text []byte) int {
	frame, err := p.run.config.Game.Out.Append(nil, text)
	if err != nil {
		p.run.reportError(p, err)
		return 0
	}
	return p.send(frame, len(text))
}

// sendRaw is sendText without framing.
func (p *player) sendRaw(text []byte) int { return p.send(text, len(text)) }

// send sends a frame to the player and returns the number of recipients: 1, or 0 if that failed.
func (p *player) send(frame []byte, payload int) int {
	if p.conn.Send(frame, payload) {
		return 1
	}
	return 0
}

// Throttled implements [conn.Observer].
func (p *player) Throttled(now time.Time, limit conn.RateExceeded) {
	p.run.host.journal.Event(now, journal.Event{
		Kind: journal.Slowed, Reason: rateReason(&limit), Seat: p.seat, Conn: uint64(p.id), Addr: p.addr, Count: limit.Limit,
	})
}
