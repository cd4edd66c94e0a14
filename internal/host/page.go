package host

import (
	"porchlight/internal/game"
	"porchlight/internal/web"
)

// responder answers clients that do not speak the game's protocol, such as browsers.
type responder interface {
	// Respond returns the whole answer to a client that began with these bytes; its connection is then
	// closed. ok is false if the client may speak the game's protocol.
	Respond(first []byte) (answer []byte, ok bool)
}

// newResponder returns the responder with a page, or nil if browsers are players of g.
func newResponder(page *web.Page, g *game.Game) responder {
	if page == nil || g.SpeaksHTTP() {
		return nil
	}
	return *page
}

// SetPage changes the page that answers a browser on a new connection; nil: browsers are players. It does
// nothing while the host is off.
func (h *Host) SetPage(page *web.Page) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r := h.run; r.listener != nil {
		r.page = newResponder(page, r.config.Game)
	}
}
