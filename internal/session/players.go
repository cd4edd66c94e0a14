package session

import (
	"maps"
	"time"

	"porchlight/internal/host"
)

// incompleteAfter is how long a message may be under way before its end counts as missing.
const incompleteAfter = 3 * time.Second

// Player is a connected player as it was at the last poll.
type Player struct {
	host.Player
	Incomplete bool // part of a message arrived some seconds ago, and its end has not
}

// players are the connected players and their incomplete messages. The zero value has none.
type players struct {
	list       []host.Player // in the order of seats
	incomplete map[host.ConnID]partial
}

// partial is the message of a player that has begun and not ended.
type partial struct {
	before   uint64    // messages of the player before this one
	since    time.Time // when this one was first seen; zero: there is none
	missing  bool      // incomplete for at least incompleteAfter
	reported bool      // a notice about this player was added
}

// update updates the incomplete messages after list has changed.
func (p *players) update(now time.Time) {
	if p.incomplete == nil {
		p.incomplete = map[host.ConnID]partial{}
	}
	if len(p.incomplete) > 0 {
		connected := make(map[host.ConnID]bool, len(p.list))
		for i := range p.list {
			connected[p.list[i].ID] = true
		}
		maps.DeleteFunc(p.incomplete, func(id host.ConnID, _ partial) bool { return !connected[id] })
	}
	for i := range p.list {
		c := &p.list[i]
		m, known := p.incomplete[c.ID]
		if !known && c.PartialBytes == 0 {
			continue
		}
		switch {
		case c.PartialBytes == 0:
			m.since = time.Time{}
		case m.since.IsZero() || c.MessagesIn != m.before:
			m.since, m.before = now, c.MessagesIn
		}
		m.missing = !m.since.IsZero() && now.Sub(m.since) >= incompleteAfter
		p.incomplete[c.ID] = m
	}
}

// silent returns how many players have sent nothing yet.
func (p *players) silent() int {
	n := 0
	for i := range p.list {
		if c := &p.list[i]; c.MessagesIn == 0 && c.PartialBytes == 0 {
			n++
		}
	}
	return n
}

// missing returns how many players have a message whose end is missing.
func (p *players) missing() int {
	n := 0
	for _, m := range p.incomplete {
		if m.missing {
			n++
		}
	}
	return n
}

// Players appends the players as they were at the last poll to dst, in the order of seats.
func (s *Session) Players(dst []Player) []Player {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.players.list {
		dst = append(dst, Player{p, s.players.incomplete[p.ID].missing})
	}
	return dst
}

// reportIncomplete adds one notice per player whose message misses its end. The lock is held.
func (s *Session) reportIncomplete() {
	for i := range s.players.list {
		p := &s.players.list[i]
		m := s.players.incomplete[p.ID]
		if !m.missing || m.reported {
			continue
		}
		m.reported = true
		s.players.incomplete[p.ID] = m
		s.events.incomplete = p.ID
		s.notices.add(Notice{Kind: MessageIncomplete, Action: ExplainFreeze, Conn: p.ID, Seat: p.Seat, Count: p.PartialBytes, Framing: s.plan.Game.In})
	}
	if !s.players.incomplete[s.events.incomplete].missing {
		s.notices.clear(MessageIncomplete)
	}
}
