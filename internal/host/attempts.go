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
	RejectReason journal.Reason // 0: it was admitted or is pending
}

// ConnAttempts counts the connections from other machines in the current run, admitted or not.
type ConnAttempts struct {
	Count int
	Last  ConnAttempt // zero if Count is 0
}

// attemptStats counts the connections of a run from other machines. Host.mu guards it.
type attemptStats struct {
	ConnAttempts
	lastByAddr map[netip.Addr]ConnAttempt // the last that proves that friends get through, by the address of this machine
}

// record counts a connection, unless it comes from this machine. rejected is 0 if it is not rejected.
func (a *attemptStats) record(from, to netip.Addr, origin access.Origin, rejected journal.Reason, now time.Time) {
	if origin == access.Local {
		return
	}
	a.Count++
	a.Last = ConnAttempt{from, now, rejected}
	if rejected == journal.Outside || rejected == journal.Banned || rejected == journal.TooManyAttempts {
		return // no proof that a friend's machine can reach this one
	}
	if a.lastByAddr == nil {
		a.lastByAddr = map[netip.Addr]ConnAttempt{}
	}
	a.lastByAddr[to] = a.Last
}

// ConnAttempts returns the counts of the current run, or of the last one while the host is off.
func (h *Host) ConnAttempts() ConnAttempts {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.run.attempts.ConnAttempts
}

// LastAttemptTo returns the last connection from another machine to one of this machine's addresses in the
// current run. Connections that were rejected because they are banned, too frequent or from outside do not
// count: they do not prove that a friend's machine can reach this one.
func (h *Host) LastAttemptTo(to netip.Addr) (ConnAttempt, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	a, ok := h.run.attempts.lastByAddr[to]
	return a, ok
}
