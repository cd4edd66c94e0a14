package game

import "sync"

// swap answers a message with the latest message of the next player round the room. Until that player
// has sent one, the answer is the game's state for its seat, or the sender's own message if the game
// has no states.
type swap struct {
	size   int       // seats in the room; 0: unlimited
	states []message // by seat; repeats if shorter than the room; shared by all rooms

	mu     sync.Mutex
	taken  []bool   // by seat
	latest [][]byte // by seat; nil until the player has sent a message
}

// Sizes in bytes of the memory of a latest message.
const (
	minLatest  = 64      // allocated at least, so that messages of slightly different lengths reuse it
	idleLatest = 4 << 10 // kept for a shorter message
)

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
	s.latest[from.Seat] = replace(s.latest[from.Seat], msg)
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

// replace returns a copy of msg, which is never nil. It reuses the memory of an earlier message, unless
// that is large and mostly unused.
func replace(old, msg []byte) []byte {
	if n := max(len(msg), minLatest); old == nil || cap(old) > max(2*n, idleLatest) {
		old = make([]byte, 0, n)
	}
	return append(old[:0], msg...)
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
