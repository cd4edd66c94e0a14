package host

// Waiting is how many bytes the sockets of all players have not taken yet.
func (h *Host) Waiting() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for _, p := range h.seats.taken {
		if p != nil {
			p.out.mu.Lock()
			n += p.out.waiting
			p.out.mu.Unlock()
		}
	}
	return n
}

// Ending tells whether it is decided that the player on a seat leaves.
func (h *Host) Ending(seat int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	p := h.seats.at(seat)
	return p != nil && p.ended.Load() != 0
}

// SetWriteBuffer sets how many bytes the socket of the player on a seat may hold.
func (h *Host) SetWriteBuffer(seat, bytes int) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.seats.at(seat).conn.SetWriteBuffer(bytes)
}
