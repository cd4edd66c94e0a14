package session

import (
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// events is how far the journal was read for notices, and which connections the notices are about.
type events struct {
	next       uint64 // number of the next record
	adb        host.ConnID
	slowed     host.ConnID
	incomplete host.ConnID // whose message misses its end
}

// readEvents tells what happened since the last poll and wants an answer. The lock is held.
func (s *Session) readEvents() {
	var batch [64]journal.Entry
	for {
		n := s.options.Journal.ReadEvents(s.events.next, batch[:])
		if n == 0 {
			return
		}
		for i := range batch[:n] {
			if s.run.phase == Hosting {
				s.event(&batch[i])
			}
		}
		s.events.next = batch[n-1].Number + 1
	}
}

// event tells of one record. The lock is held.
func (s *Session) event(e *journal.Entry) {
	id, seat, from := host.ConnID(e.Conn), int(e.Seat), e.Addr().Addr()
	switch e.Kind {
	case journal.Left:
		s.left(e)
	case journal.Refused:
		switch e.Reason {
		case journal.GameFull:
			if limit := s.plan.Limit; limit > 0 {
				s.notices.tell(Notice{Kind: GameFull, Action: AllowPlayers, From: from, Limit: nextLimit(limit)})
			}
		case journal.Outside, journal.TooMany, journal.TooManyPending:
			s.notices.tell(Notice{Kind: TurnedAway, Action: OpenAccess, From: from, Reason: e.Reason})
		case journal.TooManyAttempts:
			s.notices.tell(Notice{Kind: TurnedAway, Action: OpenRateLimits, From: from, Reason: e.Reason})
		}
	case journal.Named:
		if e.Detail == host.ADBName {
			s.events.adb = id
			s.notices.tell(Notice{Kind: ADBConnected, Action: KickPlayer, Conn: id, Seat: seat, Port: int(s.run.addr.Port())})
		}
	case journal.Slowed:
		s.events.slowed = id
		s.notices.tell(Notice{Kind: PlayerSlowed, Action: OpenRateLimits, Conn: id, Seat: seat, Reason: e.Reason, Count: e.Count()})
	case journal.Trouble:
		if e.Reason == journal.NoDescriptors {
			s.notices.tell(Notice{Kind: NoDescriptors, Count: e.Count()})
		}
	}
}

// left takes back what was told of a player that left, and tells if it was sent out for sending too much.
// The lock is held.
func (s *Session) left(e *journal.Entry) {
	s.notices.clear(NoDescriptors) // there is room; if it is taken at once, that is told again
	id := host.ConnID(e.Conn)
	if id == s.events.adb {
		s.notices.clear(ADBConnected)
	}
	if id == s.events.slowed {
		s.notices.clear(PlayerSlowed)
	}
	if e.Reason == journal.TooFast || e.Reason == journal.TooMuch {
		s.notices.tell(Notice{
			Kind: PlayerDropped, Action: OpenRateLimits, Seat: int(e.Seat), From: e.Addr().Addr(), Reason: e.Reason, Count: e.Count(),
		})
	}
}

// nextLimit returns the player limit to offer when one is too low.
func nextLimit(limit int) int { return limit + max(1, limit/2) }
