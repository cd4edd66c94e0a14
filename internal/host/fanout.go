package host

import (
	"runtime"
	"time"

	"porchlight/internal/conn"
	"porchlight/internal/game"
)

const (
	// yieldInterval is the work after which a fan-out lets other goroutines run, in bytes. The scheduler would
	// interrupt it only after 10 ms, and look for goroutines that the network has woken only after some sixty
	// such turns.
	yieldInterval = 256 << 10
	// deliveryWork is the work of a delivery besides its bytes.
	deliveryWork = 8 << 10
	// maxDeliveryWait is the time for which a fan-out waits for those before it while a room is not overloaded.
	maxDeliveryWait = 20 * time.Millisecond
	// maxPause is the longest time between two messages of a player in an overloaded room.
	maxPause = 2 * time.Second
)

// contention counts the players of a room whose fan-outs have waited long for others. Its methods need
// room.delivery.
type contention struct {
	second      int64 // since 1970
	now, before int   // players in this second, and in the one before it
}

// add counts a player, once a second, and returns the number of players that contend now.
func (c *contention) add(p *player, at time.Time) int {
	switch second := at.Unix(); {
	case second == c.second+1:
		c.second, c.before, c.now = second, c.now, 0
	case second != c.second:
		*c = contention{second: second}
	}
	if p.contended != c.second {
		p.contended = c.second
		c.now++
	}
	return max(c.now, c.before)
}

// fanOut delivers the answer to a player's message to several players and journals both. In an overloaded
// room, the player pauses before its next message, so that the players of the room share its time, and leave
// some for other rooms.
func (r *room) fanOut(p *player, m conn.Message, answer, frame []byte, audience game.Audience) {
	asked := time.Now()
	r.delivery.Lock()
	began := time.Now()
	contending := 0
	if began.Sub(asked) > maxDeliveryWait {
		contending = r.contention.add(p, began)
	}
	n := r.deliverAnswer(p, m, answer, frame, audience)
	r.delivery.Unlock()
	pause := time.Duration(0)
	if contending > 0 {
		pause = min(2*time.Duration(contending)*time.Since(began), maxPause)
	}
	p.conn.Charge(m.Received, n, pause)
}

// deliverAnswer delivers the answer to a player's message, unless the player has ended meanwhile, and returns the
// number of recipients. It journals both under r.delivery, which is held, so that no reply is journalled before
// its message.
func (r *room) deliverAnswer(p *player, m conn.Message, answer, frame []byte, audience game.Audience) int {
	n := 0
	if !p.conn.HasEnded() {
		n = r.deliver(p, frame, len(answer), audience)
	}
	journalAnswer(p, m, answer, n, audience)
	return n
}

// deliver sends a frame to the audience of a player's message and returns the number of recipients. r.delivery
// is held.
func (r *room) deliver(from *player, frame []byte, payload int, to game.Audience) int {
	n, work := 0, 0
	slots := *r.members.Load()
	for i := range slots {
		m := slots[i].Load()
		if m == nil || m == from && to == game.Others || !m.isIntroduced {
			continue
		}
		if m.conn.Send(frame, payload) {
			n++
		}
		if work += deliveryWork + len(frame); work >= yieldInterval {
			work = 0
			runtime.Gosched()
		}
	}
	return n
}
