package session

import (
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// events are the position in the journal up to which notices were derived, and the connections of those notices.
type events struct {
	next       uint64 // number of the next record
	adb        host.ConnID
	slowed     host.ConnID
	incomplete host.ConnID // with an incomplete message
}

// readEvents derives notices from the events since the last poll. The lock is held.
func (s *Session) readEvents() {
	var batch [64]journal.Entry
	for {
		n := s.options.Journal.ReadEvents(s.events.next, batch[:])
		if n == 0 {
			return
		}
		for i := range batch[:n] {
			if s.run.phase == Hosting {
				s.handleEvent(&batch[i])
			}
		}
		s.events.next = batch[n-1].Number + 1
	}
}

// handleEvent derives notices from one event. The lock is held.
func (s *Session) handleEvent(e *journal.Entry) {
	id, seat, from := host.ConnID(e.Conn), int(e.Seat), e.Addr().Addr()
	switch e.Kind {
	case journal.Left:
		s.handleLeft(e)
	case journal.Refused:
		switch e.Reason {
		case journal.GameFull:
			if limit := s.plan.Limit; limit > 0 {
				s.notices.add(Notice{Kind: GameFull, Action: AllowPlayers, From: from, Limit: nextLimit(limit)})
			}
		case journal.Outside, journal.TooMany, journal.TooManyPending:
			s.notices.add(Notice{Kind: ConnRejected, Action: OpenAccess, From: from, Reason: e.Reason})
		case journal.TooManyAttempts:
			s.notices.add(Notice{Kind: ConnRejected, Action: OpenRateLimits, From: from, Reason: e.Reason})
		}
	case journal.Named:
		if e.Detail == host.ADBName {
			s.events.adb = id
			s.notices.add(Notice{Kind: ADBConnected, Action: KickPlayer, Conn: id, Seat: seat, Port: int(s.run.addr.Port())})
		}
	case journal.Slowed:
		s.events.slowed = id
		s.notices.add(Notice{Kind: PlayerSlowed, Action: OpenRateLimits, Conn: id, Seat: seat, Reason: e.Reason, Count: e.Count()})
	case journal.Trouble:
		if e.Reason == journal.NoDescriptors {
			s.notices.add(Notice{Kind: NoDescriptors, Count: e.Count()})
		}
		if e.Reason == journal.NoServer && s.own.State != ServerEnded { // there is a notice of its end already
			s.notices.add(Notice{Kind: OwnServerMissing, Detail: e.Detail})
		}
	}
}

// handleLeft clears the notices about a player that left, and adds one if it was dropped for exceeding the rate limit.
// The lock is held.
func (s *Session) handleLeft(e *journal.Entry) {
	s.notices.clear(NoDescriptors) // a descriptor is free; another event follows if it is used at once
	id := host.ConnID(e.Conn)
	if id == s.events.adb {
		s.notices.clear(ADBConnected)
	}
	if id == s.events.slowed {
		s.notices.clear(PlayerSlowed)
	}
	if e.Reason == journal.TooFast || e.Reason == journal.TooMuch {
		s.notices.add(Notice{
			Kind: PlayerDropped, Action: OpenRateLimits, Seat: int(e.Seat), From: e.Addr().Addr(), Reason: e.Reason, Count: e.Count(),
		})
	}
}

// nextLimit returns the player limit to offer when one is too low.
func nextLimit(limit int) int { return limit + max(1, limit/2) }
