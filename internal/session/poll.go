package session

import (
	"time"

	"porchlight/internal/diagnose"
)

// polled are the versions that the last poll read. The next one compares them to see whether anything has changed.
type polled struct {
	journal  uint64
	networks uint64
	second   int64 // of the hosting: a message without an end and the uptime move with it
	logFails bool
	snapshot uint64 // version
}

// Poll brings the session up to date with the host, the journal, the networks and the log, and publishes a
// snapshot if that changed anything. It reports whether anything moved that a face may show: the snapshot,
// the players' figures, the journal or the uptime. It takes microseconds while nothing happens.
func (s *Session) Poll() (moved bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.run.closed {
		return false
	}
	now := s.options.Now()
	see := polled{journal: s.options.Journal.Version(), networks: s.options.Networks.Version()}
	see.logFails = s.options.Log != nil && s.options.Log.Err() != nil
	if s.run.phase == Hosting {
		see.second = 1 + int64(now.Sub(s.run.since)/time.Second)
	}
	before := s.polled
	s.polled = see
	if see.networks != before.networks {
		s.updateAddresses()
	}
	if see.logFails != before.logFails {
		s.updateLog(see.logFails)
	}
	if see.journal != before.journal || see.second != before.second {
		s.updatePlayers(now)
	}
	s.publish()
	s.polled.snapshot = s.current.Load().Version
	return s.polled != before
}

// updatePlayers reads the players, the pending connections and the events. The lock is held.
func (s *Session) updatePlayers(now time.Time) {
	h := s.options.Host
	count, pending := len(s.players.list), len(s.pending)
	s.players.list = h.Players(s.players.list[:0])
	s.players.update(now)
	s.readEvents()
	s.reportIncomplete()
	s.updatePending()
	if limit := s.plan.Limit; limit == 0 || h.PlayerCount() < limit {
		s.notices.clear(GameFull) // a seat is free
	}
	if s.run.phase == Hosting {
		reach := s.reach()
		if reach.State == diagnose.Reached && !reach.SharedPort() {
			s.notices.clear(SelfTestFailed) // a friend did what this computer could not
		}
		if s.current.Load().Reach != reach {
			s.dirty = true
		}
	}
	if len(s.players.list) != count || len(s.pending) != pending {
		s.dirty = true
	}
}
