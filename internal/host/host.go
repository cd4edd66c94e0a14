// Package host is a game's TCP server: a listener, its players, their seats and rooms, and the delivery of
// messages.
//
// A [Host] can be started and stopped any number of times. Each player has one goroutine, which reads a
// message, calls the game's rule for the answer, sends it and writes the journal. No player makes another one
// wait, apart from the order of messages within a room, and from messages above 64 KiB, which are answered one
// at a time.
//
// Locks are taken in one of two orders:
//
//  1. Host.lifecycle or Host.selfTesting; selfTestSlot.mu or activity.mu; Host.mu; room.membership; then the
//     leaf locks.
//  2. room.delivery; run.largeAnswers; then the leaf locks.
//
// The leaf locks are a connection's queue, access.List.mu, a rule's own, and repeatedEvents.mu before the
// journal's. room.delivery is never taken under Host.mu, nor Host.mu under room.delivery. A queue's lock is
// held for one non-blocking write at most.
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

// memoryBudget is the size in bytes of each of the two budgets that all players of a host share: for queued
// output, and for partly read large messages.
const memoryBudget = 64 << 20

// maxPlayerMemory limits, in bytes, what one player takes outside those budgets: buffers of up to 64 KiB, and
// stacks.
const maxPlayerMemory = 200 << 10

// MaxMemory returns the most memory in bytes that a host holds for this number of players, besides its journal,
// the copies of one large answer, and what the game's rule keeps of the players' messages.
func MaxMemory(players int) int { return 2*memoryBudget + players*maxPlayerMemory }

// Host is a server for one game. Create it with New. Any goroutine may call its methods.
type Host struct {
	journal  *journal.Journal
	timing   timing
	repeated *repeatedEvents

	queueMemory   *conn.MemoryBudget // for queued output of all players
	messageMemory *conn.MemoryBudget // for partly read large messages of all players

	lifecycle   sync.Mutex    // held by Start and Stop
	selfTesting chan struct{} // a semaphore of 1, held by SelfTest

	mu         sync.Mutex
	run        *run // the current one, or the last one while the host is off; never nil
	lastConnID ConnID
}

// ConnID identifies one connection. It is unique for the lifetime of its Host, and never 0.
type ConnID uint64

// New returns a host that is off and writes to the journal.
func New(j *journal.Journal) *Host {
	return &Host{
		journal:       j,
		timing:        defaultTiming(),
		repeated:      newRepeatedEvents(j, reportInterval),
		queueMemory:   conn.NewMemoryBudget(memoryBudget),
		messageMemory: conn.NewMemoryBudget(memoryBudget),
		selfTesting:   make(chan struct{}, 1),
		run:           &run{access: access.NewController(&access.List{}, access.Policy{})},
	}
}

// run is the state of a host from one Start to the next Stop.
type run struct {
	host   *Host
	config Config
	texts  *game.Texts
	group  *conn.Group // of all connections; it also counts the goroutines
	quit   chan struct{}
	since  time.Time
	addr   netip.AddrPort // with the port that the system chose

	answerText   int        // the most bytes that the game adds to a message for its answer
	largeAnswers sync.Mutex // held while a large answer is made and sent
	activity     activity

	networks ownNetworks // the accept goroutine's
	selfTest selfTestSlot

	// Host.mu guards the rest.
	listener *net.TCPListener // nil once the run has stopped
	stopping bool
	limit    int
	seats    seats
	rooms    []*room
	access   *access.Controller
	page     responder // nil: browsers are treated as players
	pending  []*player
	attempts attemptStats
}

func (h *Host) newRun(c Config, l *net.TCPListener) *run {
	r := &run{
		host:       h,
		config:     c,
		texts:      c.Game.Texts(),
		answerText: c.Game.MaxAnswerText(),
		quit:       make(chan struct{}),
		since:      time.Now(),
		addr:       conn.AddrPort(l.Addr()),
		listener:   l,
		limit:      max(c.Limit, 0),
		access:     access.NewController(c.AccessList, c.Access),
		page:       newResponder(c.Page, c.Game),
		group: &conn.Group{
			Framing:       c.Game.In,
			Buffers:       framing.NewBufferPool(max(c.ReadBuffer, web.HeadSize)),
			ReadBuffer:    c.ReadBuffer,
			MaxMessage:    c.Game.Largest,
			QueueBytes:    c.QueueBytes,
			WriteTimeout:  c.WriteTimeout,
			Gap:           c.Game.Gap,
			QueueMemory:   h.queueMemory,
			MessageMemory: h.messageMemory,
			OnPanic:       c.OnPanic,
		},
	}
	if r.forwards() {
		r.group.Framing, r.group.ReadBuffer = framing.Framing{}, forwardBuffer
		r.group.Buffers = framing.NewBufferPool(forwardBuffer)
	}
	r.group.SetRateLimit(r.rateLimit(c.RateLimit))
	return r
}

// hasEnded reports whether the run is stopping, or has stopped.
func (r *run) hasEnded() bool {
	select {
	case <-r.quit:
		return true
	default:
		return false
	}
}

// Start listens and returns once clients can connect. It waits for a Stop in progress. It returns ErrStarted
// while the host is on, and otherwise one of this package's errors; the host is then off. After a failed
// listen it also looks for a free port.
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
	r := h.newRun(c, listener)
	h.mu.Lock()
	h.run = r
	h.journal.Event(r.since, journal.Event{Kind: journal.Hosting, Seat: -1, Addr: r.addr})
	h.mu.Unlock()
	r.group.Go(func() { r.accept(listener) })
	return nil
}

// Stop disconnects every player and returns when all of the host's goroutines have ended. That takes up to
// about 0.2 s, if clients are still sending. It must not be called from a player's goroutine, such as by a
// rule. It does nothing while the host is off.
func (h *Host) Stop() {
	h.lifecycle.Lock()
	defer h.lifecycle.Unlock()
	h.mu.Lock()
	r := h.run
	if r.listener == nil {
		h.mu.Unlock()
		return
	}
	r.stopping = true
	close(r.quit)
	_ = r.listener.Close() // ends accept; the error has no consequence
	for p := range r.connected() {
		p.conn.End(&hostCause{journal.HostStopped})
	}
	h.mu.Unlock()
	r.group.Wait()
	h.repeated.flush(time.Now())
	h.mu.Lock()
	r.listener = nil
	h.journal.Event(time.Now(), journal.Event{Kind: journal.Stopped, Seat: -1})
	h.mu.Unlock()
}

// Addr returns the address that the host listens on, with the port that the system chose if Config.Port is 0.
// It is not valid while the host is off.
func (h *Host) Addr() netip.AddrPort {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.run.listener == nil {
		return netip.AddrPort{}
	}
	return h.run.addr
}

// Since returns when the host was last started.
func (h *Host) Since() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.run.since
}

// SetLimit changes the player limit of the current run; 0 is no limit. It disconnects no player. Start sets
// the limit anew.
func (h *Host) SetLimit(players int) {
	h.mu.Lock()
	h.run.limit = max(players, 0)
	h.mu.Unlock()
}

// Limit returns the player limit of the current run; 0 is no limit.
func (h *Host) Limit() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.run.limit
}

// SetRateLimit changes the rate limit of all players. Players throttled by the old limit resume at once. It
// does nothing while the host is off.
func (h *Host) SetRateLimit(l RateLimit) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.run
	if r.listener == nil {
		return
	}
	r.group.SetRateLimit(r.rateLimit(l))
	for p := range r.connected() {
		p.conn.WakeThrottled()
	}
}

// reportError journals an error that does not disconnect the player. Repeated errors are counted.
func (r *run) reportError(p *player, err error) {
	e := journal.Event{Kind: journal.Trouble, Seat: -1, Conn: uint64(p.id), Detail: err.Error()}
	r.host.repeated.report(time.Now(), e)
}
