package host

import (
	"sync"
	"sync/atomic"
	"time"

	"porchlight/internal/game"
	"porchlight/internal/journal"
)

// room is a group of players that play together. No message crosses from one room to another.
type room struct {
	run  *run
	rule game.Rule

	// delivery makes all players receive frames in the same order. It is held while frames are written,
	// which does not wait for a peer, but may take long in a large room.
	delivery   sync.Mutex
	contention contention // under delivery

	membership sync.Mutex                   // guards changes to members; held during no write
	members    atomic.Pointer[[]memberSlot] // by seat in the room
	count      atomic.Int32
	keepsLarge atomic.Bool // the rule may have kept a large message
}

// memberSlot holds the player on one seat, or nil.
type memberSlot = atomic.Pointer[player]

// roomOfSeat returns the room of a seat and the seat in that room. With size 2, seats 0 and 1 are in room 0,
// and seats 2 and 3 in room 1. Size 0 means one room for all seats.
func roomOfSeat(seat, size int) (room, seatInRoom int) {
	if size == 0 {
		return 0, seat
	}
	return seat / size, seat % size
}

// room returns the room with a number, and creates it if necessary. Host.mu is held.
func (r *run) room(number int) *room {
	for len(r.rooms) <= number {
		created := &room{run: r, rule: r.config.NewRule()}
		created.members.Store(&[]memberSlot{})
		r.rooms = append(r.rooms, created)
	}
	return r.rooms[number]
}

// join makes a player a member. If the game neither greets nor announces joins and asks for no name, the
// player receives the messages of others from now on. Host.mu is held.
func (r *room) join(p *player) {
	r.membership.Lock()
	defer r.membership.Unlock()
	g := r.run.config.Game
	p.isIntroduced = !g.Greets() && !g.NameFirst // without delivery: no other goroutine uses p yet
	p.info.Players = int(r.count.Add(1))
	r.rule.Join(p.info.Seat)
	slots := *r.members.Load()
	if p.info.Seat >= len(slots) {
		slots = grown(slots, p.info.Seat+1)
		r.members.Store(&slots)
	}
	slots[p.info.Seat].Store(p)
}

// grown returns a copy of slots with at least n slots and at least twice as many as before.
func grown(slots []memberSlot, n int) []memberSlot {
	larger := make([]memberSlot, max(n, 2*len(slots)))
	for i := range slots {
		larger[i].Store(slots[i].Load())
	}
	return larger
}

// greet greets a player and, unless players send their names first, introduces it.
func (r *room) greet(p *player) {
	r.delivery.Lock()
	defer r.delivery.Unlock()
	p.info.Players = int(r.count.Load())
	send := p.sendText
	if r.run.config.Game.GreetingRaw {
		send = p.sendRaw
	}
	for _, text := range r.run.texts.Greeting(&p.info) {
		r.run.host.journal.HostMessage(time.Now(), p.seat, -1, text, send(text), journal.ToSeat)
	}
	if !r.run.config.Game.NameFirst {
		r.introduce(p)
	}
}

// introduce tells a player of the others, makes it receive their messages from now on, and announces its join to them.
// So it is told of each other player once: now, or when that is introduced. r.delivery is held.
func (r *room) introduce(p *player) {
	p.info.Players = int(r.count.Load())
	if r.run.texts.HasRoster() {
		r.sendRoster(p)
	}
	p.isIntroduced = true
	if text, ok := r.run.texts.Joined(&p.info); ok {
		r.sendToOthers(p, text)
	}
}

// sendRoster tells a player of each one that the others have been told of, in the order of seats. r.delivery is held.
func (r *room) sendRoster(p *player) {
	slots := *r.members.Load()
	for i := range slots {
		m := slots[i].Load()
		if m == nil || !m.isIntroduced {
			continue
		}
		// m.info belongs to the goroutine of m, which changes the number of players.
		info := game.PlayerInfo{Seat: m.info.Seat, Room: m.info.Room, Name: m.info.Name, Address: m.info.Address, Players: p.info.Players}
		if text, ok := r.run.texts.Present(&info); ok {
			r.run.host.journal.HostMessage(time.Now(), p.seat, m.seat, text, p.sendText(text), journal.ToSeat)
		}
	}
}

// leave removes a player, and notifies the others if it was announced to them. Its seat is still taken.
func (r *room) leave(p *player) {
	r.membership.Lock()
	(*r.members.Load())[p.info.Seat].Store(nil)
	p.info.Players = int(r.count.Add(-1))
	r.rule.Leave(p.info.Seat)
	r.membership.Unlock()
	if r.run.hasEnded() || !r.run.texts.TellsLeaves() {
		return
	}
	r.delivery.Lock()
	defer r.delivery.Unlock()
	if !p.isIntroduced || !p.isAnnounced {
		return
	}
	if text, ok := r.run.texts.Left(&p.info); ok {
		r.sendToOthers(p, text)
	}
}

// sendToOthers sends a text about a player to the others in the room. r.delivery is held.
func (r *room) sendToOthers(p *player, text []byte) {
	frame, err := r.run.config.Game.Out.Append(nil, text)
	if err != nil {
		r.run.reportError(p, err)
		return
	}
	to := r.deliver(p, frame, len(text), game.Others)
	r.run.host.journal.HostMessage(time.Now(), p.seat, p.seat, text, to, 0)
}
