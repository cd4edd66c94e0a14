package host

import (
	"sync"
	"sync/atomic"
	"time"

	"porchlight/internal/game"
)

// room is players that play together. Nothing crosses from one room to another.
type room struct {
	host *Host
	rule game.Rule

	mu      sync.Mutex // what is said to several players at once is in the same order for all of them
	members []*player  // by seat of the room; nil where free
	count   atomic.Int32
}

// place gives the room of a seat and the seat in that room: 0 and 1 are the first room of two, 2 and
// 3 the second. Rooms of no size are one room for all.
func place(seat, size int) (room, seatInRoom int) {
	if size == 0 {
		return 0, seat
	}
	return seat / size, seat % size
}

// join takes a player in. Where nothing is said at joining it hears the others from now on; else
// greet comes first.
func (r *room) join(p *player) {
	r.mu.Lock()
	defer r.mu.Unlock()
	seat := p.info.Seat
	for len(r.members) <= seat {
		r.members = append(r.members, nil)
	}
	r.members[seat] = p
	p.info.Players = int(r.count.Add(1))
	r.rule.Join(seat)
	g := r.host.config.Game
	p.isIntroduced = !g.Greets() && !g.NameFirst
}

// greet greets a player and, where players do not give their names first, tells the others.
func (r *room) greet(p *player) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if text, ok := r.host.texts.Greeting(&p.info); ok {
		to := 0
		if p.sendText(text) {
			to = 1
		}
		r.host.journal.HostMessage(time.Now(), p.seat, text, to)
	}
	if !r.host.config.Game.NameFirst {
		r.introduce(p)
	}
}

// introduce lets the player hear the others from now on, and tells them that it is in. The lock is
// held.
func (r *room) introduce(p *player) {
	p.isIntroduced = true
	p.info.Players = int(r.count.Load())
	if text, ok := r.host.texts.Joined(&p.info); ok {
		r.announce(p, text)
	}
}

// leave lets a player go and tells the others, unless it was never announced. Host.mu is held.
func (r *room) leave(p *player) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.members[p.info.Seat] = nil
	p.info.Players = int(r.count.Add(-1))
	r.rule.Leave(p.info.Seat)
	if text, ok := r.host.texts.Left(&p.info); ok && p.isIntroduced && p.isAnnounced {
		r.announce(p, text)
	}
}

// announce tells everybody but p something about p. The lock is held.
func (r *room) announce(p *player, text []byte) {
	frame, err := r.host.config.Game.Out.Append(nil, text)
	if err != nil {
		r.host.reportError(err)
		return
	}
	to := r.deliver(p, frame, len(text), game.Others)
	r.host.journal.HostMessage(time.Now(), p.seat, text, to)
}

// deliver hands a frame to several players around p and returns to how many. The lock is held.
func (r *room) deliver(p *player, frame []byte, payload int, to game.Audience) int {
	n := 0
	for _, m := range r.members {
		if m == nil || m == p && to == game.Others || !m.isIntroduced {
			continue
		}
		if m.send(frame, payload) {
			n++
		}
	}
	return n
}
