// Package host is a game's TCP server: a listener, its players, their seats and rooms, and the delivery of
// messages.
//
// A [Host] is started and stopped as often as wanted. Each player has one goroutine, which reads a message,
// asks the game's rule for the answer, sends it and writes the journal. Nothing that one player does makes
// another one wait, apart from the order of messages within a room.
//
// Locks are taken in this order: Host.lifecycle, selfTest.mu, Host.mu, room.membership, repeatedEvents.mu,
// the journal's. Another order, of which no lock is taken while Host.mu is held, is room.delivery, the write
// queue's of a connection, the journal's. So nothing is written to a socket under Host.mu, nor waits for a
// goroutine that writes.
package host

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"sync"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/conn"
	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/journal"
	"porchlight/internal/web"
)

// Defaults and bounds of a Config.
const (
	DefaultPort       = 5555
	MaxReadBuffer     = 1 << 20 // bytes
	defaultQueueBytes = 2 << 20
	defaultWriteTime  = 10 * time.Second
)

// maxTotalMemory is how many bytes may wait for all players of a host together, and how many their large
// messages may take together while they are being read.
const maxTotalMemory = 64 << 20

// RateLimit bounds what one player may send.
type RateLimit = conn.RateLimit

// Default rate limits.
const (
	DefaultMessages = conn.DefaultMessages // a second from one player
	DefaultBytes    = conn.DefaultBytes    // likewise
)

// Config says how to host. The zero value echoes on any free port of all IPv4 addresses without a player
// limit.
type Config struct {
	Addr         netip.Addr       // the IPv4 address to listen on; zero: all
	Port         int              // 0: any free one
	Players      int              // players at once; 0: no limit, whatever the game says
	Game         *game.Game       // nil: echo
	ReadBuffer   int              // bytes read at a time, 1..MaxReadBuffer; 0: the game's
	NewRule      func() game.Rule // returns a room's rule; nil: the game's
	QueueBytes   int              // bytes that may wait for one player; 0: 2 MiB
	WriteTimeout time.Duration    // for each 16 KiB of what waits for a player; 0: 10 s
	Access       AccessPolicy     // who may connect; SetAccessPolicy changes it while hosting
	AccessList   *access.List     // banned and allowed addresses; nil: none
	RateLimit    RateLimit        // how much a player may send; SetRateLimit changes it while hosting

	// OnPanic is called with each panic that ended a player and the stack it happened on. Several
	// goroutines may call it at a time, each that of a player that is ending. nil: it is not called.
	OnPanic func(value any, stack []byte)
}

func (c Config) withDefaults() Config {
	if c.Addr = c.Addr.Unmap(); !c.Addr.IsValid() {
		c.Addr = netip.IPv4Unspecified()
	}
	if c.Game == nil {
		c.Game = game.Echo()
	}
	if c.ReadBuffer == 0 {
		c.ReadBuffer = c.Game.Buffer
	}
	if c.NewRule == nil {
		c.NewRule = c.Game.RuleFactory()
	}
	if c.AccessList == nil {
		c.AccessList = &access.List{}
	}
	if c.QueueBytes <= 0 {
		c.QueueBytes = defaultQueueBytes
	}
	if c.WriteTimeout <= 0 {
		c.WriteTimeout = defaultWriteTime
	}
	return c
}

// validate returns one of Start's errors where a Config with its defaults cannot be hosted.
func (c *Config) validate() error {
	switch {
	case c.Port < 0 || c.Port > 65535:
		return &PortRangeError{c.Port}
	case c.ReadBuffer < 1 || c.ReadBuffer > MaxReadBuffer:
		return &ReadBufferError{c.ReadBuffer}
	case !c.Addr.Is4():
		return &AddressError{c.Addr}
	}
	return nil
}

// Host is a server for one game. Create it with New. Any goroutine may call its methods.
type Host struct {
	journal  *journal.Journal
	timing   timing
	repeated *repeatedEvents

	queueMemory   *conn.MemoryBudget // of what waits for players
	messageMemory *conn.MemoryBudget // of large messages that are being read

	lifecycle   sync.Mutex // held by Start and Stop
	selfTesting sync.Mutex // held by SelfTest: one at a time

	mu         sync.Mutex
	hosting    *hosting // the present one, or the last one while the host is off; never nil
	lastConnID ConnID
}

// ConnID identifies one connection for as long as its Host exists: no later connection gets the same. It
// is never 0.
type ConnID uint64

// New returns a host that is off and writes to the journal.
func New(j *journal.Journal) *Host {
	return &Host{
		journal:       j,
		timing:        defaultTiming(),
		repeated:      newRepeatedEvents(j, reportInterval),
		queueMemory:   conn.NewMemoryBudget(maxTotalMemory),
		messageMemory: conn.NewMemoryBudget(maxTotalMemory),
		hosting:       &hosting{access: access.NewController(&access.List{}, access.Policy{})},
	}
}

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

// Start listens and returns once clients can connect. It returns ErrStarted while the host is on, and
// otherwise one of this package's errors; the host is then off.
func (h *Host) Start(c Config) error {
	h.lifecycle.Lock()
	defer h.lifecycle.Unlock()
	if h.Addr().IsValid() {
		return ErrStarted
	}
	c = c.withDefaults()
	if err := c.validate(); err != nil {
		return err
	}
	addr := netip.AddrPortFrom(c.Addr, uint16(c.Port))
	lc := conn.ListenConfig()
	l, err := lc.Listen(context.Background(), "tcp4", addr.String())
	if err != nil {
		return listenError(err, addr)
	}
	listener, ok := l.(*net.TCPListener)
	if !ok {
		return &ListenError{addr, errors.New("not a TCP listener")}
	}
	g := h.newHosting(c, listener)
	h.mu.Lock()
	h.hosting = g
	h.journal.Event(g.since, journal.Event{Kind: journal.Hosting, Seat: -1, Addr: g.addr})
	h.mu.Unlock()
	g.group.Go(func() { g.accept(listener) })
	return nil
}

// Stop ends every player and returns when all of the host's goroutines have ended. It does nothing while
// the host is off.
func (h *Host) Stop() {
	h.lifecycle.Lock()
	defer h.lifecycle.Unlock()
	h.mu.Lock()
	g := h.hosting
	if g.listener == nil {
		h.mu.Unlock()
		return
	}
	g.stopping = true
	close(g.quit)
	_ = g.listener.Close() // ends accept; nothing else is to report
	for p := range g.connected() {
		p.conn.End(&ending{journal.HostStopped})
	}
	h.mu.Unlock()
	g.group.Wait()
	h.repeated.flush(time.Now())
	h.mu.Lock()
	g.listener = nil
	h.journal.Event(time.Now(), journal.Event{Kind: journal.Stopped, Seat: -1})
	h.mu.Unlock()
}

// Addr returns the address that the host listens on, with the port that the system chose where Config had
// none. It is not valid while the host is off.
func (h *Host) Addr() netip.AddrPort {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.hosting.listener == nil {
		return netip.AddrPort{}
	}
	return h.hosting.addr
}

// Since returns when the host was last started.
func (h *Host) Since() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.hosting.since
}

// SetLimit changes the player limit of this hosting; 0 is no limit. It ends nobody.
func (h *Host) SetLimit(players int) {
	h.mu.Lock()
	h.hosting.limit = max(players, 0)
	h.mu.Unlock()
}

// Limit returns the player limit of this hosting; 0 is none.
func (h *Host) Limit() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.hosting.limit
}

// SetRateLimit changes how much a player may send from now on. A player that the old limit makes wait does
// not wait any longer by it.
func (h *Host) SetRateLimit(l RateLimit) {
	h.mu.Lock()
	defer h.mu.Unlock()
	g := h.hosting
	if g.listener == nil {
		return
	}
	g.group.SetRateLimit(l)
	for p := range g.connected() {
		p.conn.WakeThrottled()
	}
}

// reportError journals an error that ends nobody, for one player. Repeated ones are counted.
func (g *hosting) reportError(p *player, err error) {
	e := journal.Event{Kind: journal.Trouble, Seat: -1, Conn: uint64(p.id), Detail: err.Error()}
	g.host.repeated.report(time.Now(), e)
}
