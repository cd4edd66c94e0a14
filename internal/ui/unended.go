package ui

import (
	"maps"
	"time"

	"porchlight/internal/host"
)

// endTime is how long a message may be under way before its end is missed.
const endTime = 3 * time.Second

// unended keeps of which players bytes came that are no whole message, by seat. UI goroutine only.
type unended map[int]begun

// begun is a message that has begun.
type begun struct {
	joined time.Time // of the player
	before uint64    // messages that came of the player before this one
	since  time.Time // when this one was seen first; zero: there is none
	missed bool      // its end, for so long
	told   bool      // that of this player, once
}

// update looks at the players, in the order of seats, as they are now. It tells whether an end is missed
// that was not, or no more.
func (u unended) update(all []host.Player, now time.Time) (changed bool) {
	maps.DeleteFunc(u, func(seat int, b begun) bool {
		i, in := bySeat(all, seat)
		return !in || all[i].Joined != b.joined
	})
	for i := range all {
		p := &all[i]
		b, known := u[p.Seat]
		if !known && p.PartialBytes == 0 {
			continue
		}
		switch b.joined = p.Joined; {
		case p.PartialBytes == 0:
			b.since = time.Time{}
		case b.since.IsZero() || p.MessagesIn != b.before:
			b.since, b.before = now, p.MessagesIn
		}
		missed := !b.since.IsZero() && now.Sub(b.since) >= endTime
		changed = changed || missed != b.missed
		b.missed = missed
		u[p.Seat] = b
	}
	return changed
}

// missed is of how many players the end of a message is missed.
func (u unended) missed() int {
	n := 0
	for _, b := range u {
		if b.missed {
			n++
		}
	}
	return n
}
