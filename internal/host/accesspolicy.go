package host

import "porchlight/internal/access"

// SetAccessPolicy changes the policy for new connections. It disconnects no player. If Ask is off, it admits
// the pending connections. It does nothing while the host is off.
func (h *Host) SetAccessPolicy(p access.Policy) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.run
	if r.listener == nil {
		return
	}
	r.access.SetPolicy(p)
	if p.Ask {
		return
	}
	for _, w := range r.pending {
		w.isAdmitted.Store(true)
	}
}
