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
	h.mu.Lock()
	defer h.mu.Unlock()
	for p := range r.connected() {
		if p.addr.Addr() == a {
			p.conn.End(&hostCause{journal.Banned})
		}
	}
	return err
}
