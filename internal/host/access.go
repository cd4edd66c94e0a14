package host

import (
	"net/netip"

	"porchlight/internal/access"
	"porchlight/internal/game"
	"porchlight/internal/journal"
	"porchlight/internal/web"
)

// Default limits of an AccessPolicy.
const (
	DefaultPerAddress = access.DefaultPerAddress
	DefaultPerSecond  = access.DefaultPerSecond
)

// AccessPolicy says who may connect, and what a browser gets. The zero value admits everybody from this
// machine's own networks and from private addresses.
type AccessPolicy struct {
	Anywhere   bool   // admits every other address too
	Ask        bool   // newcomers are pending until Admit or Reject
	PerAddress int    // connections of one address that is not this machine's; 0: no limit
	PerSecond  int    // new connections of such an address a second, on average; 0: no limit
	Browsers   bool   // a browser is answered with a page and takes no seat
	Owner      string // whose game it is, for that page; "": it does not say
}

func (p AccessPolicy) policy() access.Policy {
	return access.Policy{Anywhere: p.Anywhere, Ask: p.Ask, PerAddress: p.PerAddress, PerSecond: p.PerSecond}
}

// responder answers clients that are not the game's, by the first bytes that they send.
type responder interface {
	// Respond returns the whole answer to a client, whose connection is then closed. It is not ok where
	// the client may be the game's.
	Respond(first []byte) (answer []byte, ok bool)
}

// page returns what answers browsers, or nil where they are players of g like others.
func (p AccessPolicy) page(g *game.Game) responder {
	if !p.Browsers || g.SpeaksHTTP() {
		return nil
	}
	return web.Page{Owner: p.Owner}
}

// SetAccessPolicy changes who may connect from now on. It ends nobody; where nobody is asked any more,
// pending connections are admitted.
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

// Ban rejects an address from now on and ends every connection from there. The error is about saving the
// ban, as [access.List.Ban] returns it. Without an AccessList the ban holds until the host stops; while the
// host is off, Ban does nothing.
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
	err := list.Ban(a) // first, so that a client that is ended cannot connect again
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
