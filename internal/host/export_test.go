package host

import (
	"errors"
	"net"
	"net/netip"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/conn"
)

// SniffTimeout is the time after which a silent newcomer is taken for a player, not a browser.
const SniffTimeout = sniffTimeout

// player returns the player with an ID, or nil.
func (h *Host) player(id ConnID) *player {
	h.mu.Lock()
	defer h.mu.Unlock()
	for p := range h.run.connected() {
		if p.id == id {
			return p
		}
	}
	return nil
}

// Waiting returns how many bytes are queued for all players.
func (h *Host) Waiting() int { return h.queueMemory.Held() }

// HasEnded reports whether the player with an ID is ending.
func (h *Host) HasEnded(id ConnID) bool {
	p := h.player(id)
	return p != nil && p.conn.HasEnded()
}

// IsADB reports whether a client's first bytes are adb's.
func IsADB(first []byte) bool { return isADB(first) }

// AdmitFrom decides about an accepted connection as if it had this origin.
func (h *Host) AdmitFrom(tcp *net.TCPConn, origin access.Origin) { h.run.admitOrReject(tcp, origin) }

// Connections returns how many connections of how many addresses are counted.
func (h *Host) Connections() (connections, addresses int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.run.access.Connections()
}

// IsSelfTesting reports whether a self-test is connected and not accepted yet.
func (h *Host) IsSelfTesting() bool {
	h.mu.Lock()
	s := &h.run.selfTest
	h.mu.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.test != nil && s.test.from.IsValid() && !s.test.accepted
}

// SetSniffTimeout sets the sniff timeout of the host, which is off.
func (h *Host) SetSniffTimeout(d time.Duration) { h.timing.sniff = d }

// SetPendingPoll sets how often the pending connections of the host, which is off, check for a decision.
func (h *Host) SetPendingPoll(d time.Duration) { h.timing.pendingPoll = d }

// SetSelfTestTimeout sets the time limit of each half of a self-test.
func (h *Host) SetSelfTestTimeout(d time.Duration) { h.timing.selfTest = d }

// SetReportInterval sets how often the host, which is off, journals an event that repeats.
func (h *Host) SetReportInterval(d time.Duration) { h.repeated.interval = d }

// SetAcceptPause replaces the clock by which the host, which is off, pauses after an error of accepting.
func (h *Host) SetAcceptPause(after func(time.Duration) <-chan time.Time) { h.timing.after = after }

// SetCloseRejected replaces what closes a connection that the host, which is off, rejects.
func (h *Host) SetCloseRejected(f func(*net.TCPConn)) { h.timing.closeRejected = f }

// SetSendBuffer sets the size in bytes of the kernel's send buffer for the client at an address.
func (h *Host) SetSendBuffer(client netip.AddrPort, bytes int) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	for p := range h.run.connected() {
		if p.addr == client {
			return p.conn.SetSendBuffer(bytes)
		}
	}
	return errors.New("no such client")
}

// SetMemory sets both memory budgets of the host, which is off, and returns them.
func (h *Host) SetMemory(bytes int) (queued, messages *conn.MemoryBudget) {
	h.queueMemory, h.messageMemory = conn.NewMemoryBudget(bytes), conn.NewMemoryBudget(bytes)
	return h.queueMemory, h.messageMemory
}

// IDOn returns the ID of the connection on a seat, announced or not, or 0.
func (h *Host) IDOn(seat int) ConnID {
	h.mu.Lock()
	defer h.mu.Unlock()
	if taken := h.run.seats.taken; seat < len(taken) && taken[seat] != nil {
		return taken[seat].id
	}
	return 0
}

// HoldDelivery keeps a room from delivering anything until release, as a delivery to many players does.
func (h *Host) HoldDelivery(room int) (release func()) {
	h.mu.Lock()
	r := h.run.rooms[room]
	h.mu.Unlock()
	r.delivery.Lock()
	return r.delivery.Unlock
}

// BeginSelfTest begins a self-test of an address whose connection is never made, until end.
func (h *Host) BeginSelfTest(to netip.AddrPort) (end func()) {
	h.mu.Lock()
	r := h.run
	h.mu.Unlock()
	r.selfTest.begin(&selfTest{to: to, arrived: make(chan struct{})})
	return func() { r.selfTest.end(r) }
}

// SetAside returns how many connections are set aside because they may be a self-test's.
func (h *Host) SetAside() int {
	h.mu.Lock()
	s := &h.run.selfTest
	h.mu.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.setAside)
}

// IsAlone reports whether no player but this one plays.
func (h *Host) IsAlone(id ConnID, now time.Time) bool { return h.player(id).IsAlone(now) }
