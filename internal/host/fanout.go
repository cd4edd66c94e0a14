package host

import (
	"runtime"
	"time"

	"porchlight/internal/conn"
	"porchlight/internal/game"
)

const (
	// yieldInterval is the number of deliveries after which other goroutines may run. The scheduler would
	// interrupt a fan-out only after 10 ms, and look for goroutines that the network has woken only after
	// some sixty such turns.
	yieldInterval = 32
	// maxDeliveryWait is the time for which a fan-out waits for those before it while a room is not busy.
	maxDeliveryWait = time.Millisecond
	// idleShare is the ratio of a busy room's whole time to the time in which it delivers.
	idleShare = 4
)

// fanOut delivers the answer to a player's message to several players and journals both. In a busy room, the
// player pauses before its next message.
func (r *room) fanOut(p *player, m conn.Message, answer, frame []byte, audience game.Audience) {
	r.delivery.Lock()
	began := time.Now()
	n := 0
	if !p.conn.HasEnded() { // while it waited
		n = r.deliver(p, frame, len(answer), audience)
	}
	// The message is journalled under the lock, so that no reply is journalled before its message.
	journalAnswer(p, m, answer, n)
	r.delivery.Unlock()
	p.conn.Charge(m.Received, n, r.pause(p, began.Sub(m.Received), began))
}

// pause returns how long after the arrival of its message a player pauses, so that all players of a busy room
// share its time and leave some for other rooms. wait is how long its fan-out waited, and began is when it began.
func (r *room) pause(p *player, wait time.Duration, began time.Time) time.Duration {
	if isBusy := wait > maxDeliveryWait; isBusy != p.isContending {
		p.isContending = isBusy
		if isBusy {
			r.contending.Add(1)
		} else {
			r.contending.Add(-1)
		}
	}
	if !p.isContending {
		return 0
	}
	took := time.Since(began)
	return wait + took + idleShare*time.Duration(r.contending.Load())*took
}

// deliver sends a frame to the audience of a player's message and returns the number of recipients. r.delivery
// is held.
func (r *room) deliver(from *player, frame []byte, payload int, to game.Audience) int {
	n := 0
	slots := *r.members.Load()
	for i := range slots {
		m := slots[i].Load()
		if m == nil || m == from && to == game.Others || !m.isIntroduced {
			continue
		}
		if m.conn.Send(frame, payload) {
			if n++; n%yieldInterval == 0 {
				runtime.Gosched()
			}
		}
	}
	return n
}
