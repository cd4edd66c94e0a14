package game

import "sync"

// swap answers a message with the latest one of the next player round the room, to its sender; before
// that one spoke, with the game's state for its seat, and where there is none with the sender's own.
type swap struct {
	size   int        // seats of the room; 0: any number
	states []template // by seat, used again from the first when there are fewer than seats

	mu    sync.Mutex
	taken []bool   // by seat
	said  [][]byte // by seat: its latest message; nil while there is none
}

// Join implements Rule.
func (s *swap) Join(seat int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.taken) <= seat {
		s.taken, s.said = append(s.taken, false), append(s.said, nil)
	}
	s.taken[seat] = true
}

// Leave implements Rule: what the player said is forgotten.
func (s *swap) Leave(seat int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken[seat], s.said[seat] = false, nil
}

// Answer implements Rule.
func (s *swap) Answer(from *PlayerInfo, msg, scratch []byte) ([]byte, Audience) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if own := &s.said[from.Seat]; *own == nil {
		*own = append(make([]byte, 0, max(len(msg), 64)), msg...)
	} else {
		*own = append((*own)[:0], msg...)
	}
	next := s.next(from.Seat)
	switch {
	case next < len(s.said) && s.said[next] != nil:
		return append(scratch, s.said[next]...), Sender
	case len(s.states) > 0:
		unheard := PlayerInfo{Seat: next, Room: from.Room, Players: from.Players}
		return s.states[next%len(s.states)].append(scratch, &unheard), Sender
	}
	return msg, Sender
}

// next is the next taken seat round the room, or the seat after this one where nobody else is in.
func (s *swap) next(seat int) int {
	for i := 1; i < len(s.taken); i++ {
		if other := (seat + i) % len(s.taken); s.taken[other] {
			return other
		}
	}
	return (seat + 1) % max(s.size, 2)
}
