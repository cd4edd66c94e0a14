package session

import "time"

// refreshInterval is how often a session looks for what other programs have stored.
const refreshInterval = time.Second

// Sharing is the folder in which preferences and access list are stored, which other programs may use at the
// same time. The session calls it from one goroutine at a time, and never under its lock.
type Sharing interface {
	Refresh()        // takes over what others have stored, but for the access list, which the session refreshes
	HasOthers() bool // reports whether another running program uses the folder
}

// watchSharing takes over what they store until the
// session is closed.
func (s *Session) watchSharing() {
	ticker := time.NewTicker(refreshInterval)
	defer ticker.Stop()
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-ticker.C:
			s.refresh()
		}
	}
}

// refresh takes over what other programs have stored.
func (s *Session) refresh() {
	s.options.Sharing.Refresh()
	if s.options.Base.AccessList.Refresh() {
		s.options.Host.EndBanned()
		s.admitAllowed()
		s.command(func() { s.dirty = true })
	}
	if s.Snapshot().Has(SettingsShared) && !s.options.Sharing.HasOthers() {
		s.command(func() { s.notices.clear(SettingsShared) })
	}
}

// admitAllowed admits the pending connections from addresses that need not wait any more.
func (s *Session) admitAllowed() {
	for _, p := range s.options.Host.Pending(nil) {
		if s.options.Base.AccessList.IsAllowed(p.Addr.Addr()) {
			s.options.Host.Admit(p.ID)
		}
	}
}

// ReportSettingsShared tells that another running program uses the same settings, until that one ends.
func (s *Session) ReportSettingsShared() { s.report(Notice{Kind: SettingsShared}) }
