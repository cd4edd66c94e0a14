package game

import "sync"

// swap answers a message with the latest message of the next player round the room. Until that player
// has sent one, the answer is the game's state for its seat, or the sender's own message if the game
// has no states.
type swap struct {
	size   int        // seats in the room; 0: unlimited
	states []template // by seat; repeats if shorter than the room

	mu     sync.Mutex
	taken  []bool   // by seat
	latest [][]byte // by seat; nil until the player has sent a message
}

// Join implements Rule.
func (s *swap) Join(seat int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.taken) <= seat {
		s.taken, s.latest = append(s.taken, false), append(s.latest, nil)
	}
	s.taken[seat] = true
}

// Leave implements Rule. It forgets the player's latest message.
func (s *swap) Leave(seat int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken[seat], s.latest[seat] = false, nil
}

// Answer implements Rule.
func (s *swap) Answer(from *PlayerInfo, msg, scratch []byte) ([]byte, Audience) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if own := &s.latest[from.Seat]; *own == nil {
		*own = append(make([]byte, 0, max(len(msg), 64)), msg...)
	} else {
		*own = append((*own)[:0], msg...)
	}
	next := s.next(from.Seat)
	switch {
	case next < len(s.latest) && s.latest[next] != nil:
		return append(scratch, s.latest[next]...), Sender
	case len(s.states) > 0:
		silent := PlayerInfo{Seat: next, Room: from.Room, Players: from.Players}
		return s.states[next%len(s.states)].append(scratch, &silent), Sender
	}
	return msg, Sender
}

// next returns the next taken seat round the room, or the following seat if the player is alone.
func (s *swap) next(seat int) int {
	for i := 1; i < len(s.taken); i++ {
		if other := (seat + i) % len(s.taken); s.taken[other] {
			return other
		}
	}
	return (seat + 1) % max(s.size, 2)
}
