package session

import "porchlight/internal/diagnose"

// Evidence returns what Porchlight sees at this moment, for package diagnose to judge from.
func (s *Session) Evidence() *diagnose.Evidence {
	s.mu.Lock()
	defer s.mu.Unlock()
	attempts, reach := s.options.Host.ConnAttempts(), s.reach()
	e := &diagnose.Evidence{
		Hosting: s.run.phase == Hosting, Since: s.run.since, Reachability: reach.State,
		Addr: s.addrs.join, LocalAddrs: s.addrs.all, SharedPort: reach.SharedPort(),
		Attempts: attempts.Count, LastFrom: attempts.Last.From, LastAt: attempts.Last.At,
		Game: s.plan.Game, Players: len(s.players.list), Limit: s.plan.Limit,
		Silent: s.players.silent(), Incomplete: s.players.missing(),
	}
	if attempts.Count > 0 {
		e.LastRejected = attempts.Last.RejectReason
	}
	return e
}
