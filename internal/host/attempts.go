package host

import (
	"net/netip"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/journal"
)

// ConnAttempt is a connection from another machine.
type ConnAttempt struct {
	From         netip.Addr
	At           time.Time
	RejectReason journal.Reason // 0: it was admitted, or is pending
}

// ConnAttempts are the connections from other machines since the host was started, admitted or not.
type ConnAttempts struct {
	Count int
	Last  ConnAttempt // where Count is above 0
}

// attemptLog records them. Host.mu guards it.
type attemptStats struct {
	ConnAttempts
	lastByAddr map[netip.Addr]ConnAttempt // by this machine's address that they came to
}

func (a *attemptStats) record(from, to netip.Addr, origin access.Origin, rejected journal.Reason, now time.Time) {
	if origin == access.Local {
		return
	}
	a.Count++
	a.Last = ConnAttempt{from, now, rejected}
	if rejected == journal.Outside || rejected == journal.Banned || rejected == journal.TooManyAttempts {
		return // strangers, or perhaps strangers: no friend has reached this machine
	}
	if a.lastByAddr == nil {
		a.lastByAddr = map[netip.Addr]ConnAttempt{}
	}
	a.lastByAddr[to] = a.Last
}

// ConnAttempts returns the connections from other machines.
func (h *Host) ConnAttempts() ConnAttempts {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.run.attempts.ConnAttempts
}

// LastAttemptAt returns the last connection from another machine that came to one of this machine's
// addresses since the host was started. A client that is banned, connects too often, or comes from outside
// and is rejected does not count.
func (h *Host) LastAttemptTo(to netip.Addr) (ConnAttempt, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	a, ok := h.run.attempts.lastByAddr[to]
	return a, ok
}
