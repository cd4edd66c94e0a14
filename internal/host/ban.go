package host

import (
	"net/netip"

	"porchlight/internal/journal"
)

// Ban rejects an address from now on and closes every connection from there. The error is that of
// [access.List.Ban], about saving the ban. Without an AccessList the ban holds until the host stops. While
// the host is off, Ban does nothing.
func (h *Host) Ban(a netip.Addr) error {
	a = a.Unmap()
	h.mu.Lock()
	r := h.run
	isOn := r.listener != nil
	h.mu.Unlock()
	if !isOn {
		return nil
	}
	list := r.config.AccessList
	err := list.Ban(a) // first, so that a disconnected client cannot connect again
	if !list.IsBanned(a) {
		return err
	}
	h.endFrom(map[netip.Addr]bool{a: true})
	return err
}

// EndBanned closes every connection from an address that is banned by now, as after [access.List.Refresh].
func (h *Host) EndBanned() {
	h.mu.Lock()
	list := h.run.config.AccessList
	h.mu.Unlock()
	if list == nil { // the host was never on
		return
	}
	banned, _ := list.Lists()
	set := make(map[netip.Addr]bool, len(banned))
	for _, a := range banned {
		set[a] = true
	}
	h.endFrom(set)
}

// endFrom closes every connection from addresses that are banned.
func (h *Host) endFrom(banned map[netip.Addr]bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for p := range h.run.connected() {
		if banned[p.addr.Addr()] {
			p.conn.End(&hostCause{journal.Banned})
		}
	}
}
