package host

import (
	"porchlight/internal/access"
	"porchlight/internal/game"
	"porchlight/internal/web"
)

// Default limits of an AccessPolicy.
const (
	DefaultPerAddress = access.DefaultPerAddress
	DefaultPerSecond  = access.DefaultPerSecond
)

// AccessPolicy determines which connections are admitted, and whether browsers get a page. The zero value
// admits all connections from this machine's own networks and from private addresses.
type AccessPolicy struct {
	Anywhere   bool   // also admit all other addresses
	Ask        bool   // new connections are pending until Admit or Reject
	PerAddress int    // connections of an address that is not this machine's; 0: no limit
	PerSecond  int    // new connections of such an address a second, on average; 0: no limit
	Browsers   bool   // answer a browser with a page, without a seat
	Owner      string // the name on that page; "": none
}

func (p AccessPolicy) policy() access.Policy {
	return access.Policy{Anywhere: p.Anywhere, Ask: p.Ask, PerAddress: p.PerAddress, PerSecond: p.PerSecond}
}

// responder answers clients that do not speak the game's protocol, such as browsers.
type responder interface {
	// Respond returns the whole answer to a client that began with these bytes; its connection is then
	// closed. ok is false if the client may speak the game's protocol.
	Respond(first []byte) (answer []byte, ok bool)
}

// page returns the responder for browsers, or nil if browsers are players of g.
func (p AccessPolicy) page(g *game.Game) responder {
	if !p.Browsers || g.SpeaksHTTP() {
		return nil
	}
	return web.Page{Owner: p.Owner}
}

// SetAccessPolicy changes the policy for new connections. It disconnects no player. If Ask is off, it admits
// the pending connections. It does nothing while the host is off.
func (h *Host) SetAccessPolicy(p AccessPolicy) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.run
	if r.listener == nil {
		return
	}
	r.access.SetPolicy(p.policy())
	r.page = p.page(r.config.Game)
	if !p.Ask {
		for _, w := range r.pending {
			w.isAdmitted.Store(true)
		}
	}
}
