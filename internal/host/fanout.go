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

// fanOut delivers the answer to a player's message to several players and journals both. In an overloaded
// room, the player pauses before its next message.
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
	p.conn.Charge(m.Received, n, r.pause(p, began.Sub(m.Received), time.Since(began)))
}

// pause returns how long after the arrival of its last message a player's next one is read, so that the players of an
// overloaded room share its time, and leave some for other rooms. wait is how long the player's fan-out waited for
// others, and took is how long it took.
func (r *room) pause(p *player, wait, took time.Duration) time.Duration {
	if contends := wait > maxDeliveryWait; contends != p.isContending {
		p.isContending = contends
		if contends {
			r.contending.Add(1)
		} else {
			r.contending.Add(-1)
		}
	}
	if !p.isContending {
		return 0
	}
	return min(2*time.Duration(r.contending.Load())*took, maxPause)
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
