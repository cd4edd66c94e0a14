package host

import (
	"net"
	"net/netip"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/conn"
	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/journal"
	"porchlight/internal/web"
)

// hosting is what a host holds from one Start to the Stop after it.
type hosting struct {
	host   *Host
	config Config
	texts  *game.Texts
	group  *conn.Group // of all connections; it also counts the goroutines
	quit   chan struct{}
	since  time.Time
	addr   netip.AddrPort // with the port that the system chose

	networks ownNetworks // the accept goroutine's
	selfTest selfTestSlot

	// Host.mu guards the rest.
	listener *net.TCPListener // nil once it has stopped
	stopping bool
	limit    int
	seats    seats
	rooms    []*room
	access   *access.Controller
	page     responder // nil: browsers are players like others
	pending  []*player
	attempts attemptLog
}

func (h *Host) newHosting(c Config, l *net.TCPListener) *hosting {
	g := &hosting{
		host:     h,
		config:   c,
		texts:    c.Game.Texts(),
		quit:     make(chan struct{}),
		since:    time.Now(),
		addr:     conn.AddrPort(l.Addr()),
		listener: l,
		limit:    max(c.Players, 0),
		access:   access.NewController(c.AccessList, c.Access.policy()),
		page:     c.Access.page(c.Game),
		group: &conn.Group{
			Framing:       c.Game.In,
			Buffers:       framing.NewBufferPool(max(c.ReadBuffer, web.HeadSize)),
			ReadBuffer:    c.ReadBuffer,
			MaxMessage:    c.Game.Largest,
			QueueBytes:    c.QueueBytes,
			WriteTimeout:  c.WriteTimeout,
			QueueMemory:   h.queueMemory,
			MessageMemory: h.messageMemory,
			OnPanic:       c.OnPanic,
		},
	}
	g.group.SetRateLimit(c.RateLimit)
	return g
}

// reportError journals an error that ends nobody, for one player. Repeated ones are counted.
func (g *hosting) reportError(p *player, err error) {
	e := journal.Event{Kind: journal.Trouble, Seat: -1, Conn: uint64(p.id), Detail: err.Error()}
	g.host.repeated.report(time.Now(), e)
}
