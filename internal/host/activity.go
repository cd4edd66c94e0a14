package host

import (
	"sync"
	"time"
)

const (
	// activeTime is the time for which a player counts as playing after its last message.
	activeTime = time.Second
	// activityInterval is how often the players are examined at most.
	activityInterval = 20 * time.Millisecond
)

// activity is who plays now, as of the last examination of all players.
type activity struct {
	mu       sync.Mutex
	examined time.Time
	playing  int     // 2: at least two
	only     *player // the one, if playing is 1
}

// IsAlone implements [conn.Observer]. It reports whether no other player has sent a message recently.
func (p *player) IsAlone(now time.Time) bool {
	a := &p.run.activity
	a.mu.Lock()
	defer a.mu.Unlock()
	if now.Sub(a.examined) >= activityInterval {
		a.examined = now
		a.playing, a.only = p.run.host.countPlaying(p.run, now)
	}
	return a.playing == 0 || a.playing == 1 && a.only == p
}

// countPlaying counts the players that play now, up to 2, and returns the player if there is exactly one.
func (h *Host) countPlaying(r *run, now time.Time) (n int, only *player) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range r.seats.taken {
		if p != nil && p.isAnnounced && p.isPlaying(now) {
			if n++; n == 2 {
				return n, nil
			}
			only = p
		}
	}
	return n, only
}

// isPlaying reports whether the player has sent a message recently. Host.mu is held.
func (p *player) isPlaying(now time.Time) bool {
	last := p.conn.LastReceived()
	return last.After(p.joined) && now.Sub(last) < activeTime
}
