// Package host is the socket core: a TCP listener and its players.
//
// A [Host] is started, stopped and started again as often as wanted. Each player has one goroutine,
// which reads a message, asks the game's rule for the answer, sends it and writes the journal, and
// nothing that one player does waits for another.
//
// Locks are taken in this order: Host.lifecycle, Host.mu, room.mu, outbox.mu, the journal's.
package host

import (
	"context"
	"errors"
	"io"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/journal"
)

// Defaults and bounds of a Config.
const (
	DefaultPort       = 5555
	DefaultPerAddress = 100     // connections of one other machine; a Config of 0 has no limit
	DefaultPerSecond  = 50      // new ones of it, likewise
	MaxReadBuffer     = 1 << 20 // bytes
	defaultQueueBytes = 2 << 20
	defaultWriteTime  = 10 * time.Second
)

// lingerTimeout is how long a player that was still talking when it was sent out may take to end its side.
const lingerTimeout = 500 * time.Millisecond

// The dead are found within 30 seconds: 10 of silence, then a probe every 5, and the third without
// an answer ends it. Somebody who merely thinks answers the probes and stays.
var keepAlive = net.KeepAliveConfig{Enable: true, Idle: 10 * time.Second, Interval: 5 * time.Second, Count: 3}

// Config says how to host. The zero value echoes on any free port of all IPv4 addresses without a
// player limit.
type Config struct {
	Addr         netip.Addr       // the IPv4 address to listen on; zero: all
	Port         int              // 0: any free one
	Players      int              // the most players at once; 0: no limit, whatever the game says
	Game         *game.Game       // nil: echo
	ReadBuffer   int              // bytes read at a time, 1..MaxReadBuffer; 0: the game's
	NewRule      func() game.Rule // makes a room's rule; nil: the game's
	QueueBytes   int              // the most bytes that may wait for one player; 0: 2 MiB
	WriteTimeout time.Duration    // how long a player may take for 16 KiB of what waits for it; 0: 10 s
	Access       AccessPolicy     // who may come in; SetEntry changes it while hosting
	AccessList   *access.List     // who is banned, and who need not wait at the door; nil: nobody
	RateLimit    RateLimit        // how much a player may send; SetPace changes it while hosting

	// OnPanic is told of each panic that ended a player, with the stack that it happened on. Several
	// goroutines may call it at a time, each that of a player that is going. nil: nobody is told.
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
		c.NewRule = c.Game.NewRule
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

// Host is a server for one game. Make one with New. All methods may be called from any goroutine.
type Host struct {
	journal *journal.Journal
	timing  timing

	lifecycle     sync.Mutex          // held by Start and Stop
	running       sync.WaitGroup      // every goroutine of this hosting
	config        Config              // fixed while hosting
	texts         *game.Texts         // of the game, fixed while hosting
	buffers       *framing.BufferPool // that players read with, fixed while hosting
	quit          chan struct{}       // of this hosting, closed by Stop
	queueMemory   memoryBudget        // what waits for players
	messageMemory memoryBudget        // large messages under way from players

	mu            sync.Mutex
	listener      *net.TCPListener // nil while off
	stopping      bool
	since         time.Time
	limit         int
	seats         seats
	rooms         []*room
	policy        AccessPolicy
	pending       []*player          // at the door
	lastPendingID uint64             // who ever waited there, to number them
	connsByAddr   map[netip.Addr]int // connections of an address: players and who waits at the door
	connRates     connRateLimiter
	attempts      attemptLog

	rateLimit atomic.Pointer[RateLimit]

	selfTesting sync.Mutex // one check at a time
	selfTest    atomic.Pointer[selfTest]
	own         ownNetworks // the accepting goroutine's
}

// New makes a host that is off and writes to the journal.
func New(j *journal.Journal) *Host {
	h := &Host{journal: j, timing: defaultTiming()}
	h.queueMemory.max, h.messageMemory.max = maxTotalMemory, maxTotalMemory
	return h
}

// Start listens and returns once friends can connect. It returns ErrStarted when the host is on, and
// otherwise one of this package's errors; the host is then off.
func (h *Host) Start(c Config) error {
	h.lifecycle.Lock()
	defer h.lifecycle.Unlock()
	if h.Addr().IsValid() {
		return ErrStarted
	}
	if c.Port < 0 || c.Port > 65535 {
		return &PortRangeError{c.Port}
	}
	c = c.withDefaults()
	if c.ReadBuffer < 1 || c.ReadBuffer > MaxReadBuffer {
		return &ReadBufferError{c.ReadBuffer}
	}
	if !c.Addr.Is4() {
		return &AddressError{c.Addr}
	}
	addr := netip.AddrPortFrom(c.Addr, uint16(c.Port))
	settings := listenConfig()
	l, err := settings.Listen(context.Background(), "tcp4", addr.String())
	if err != nil {
		return listenError(err, addr)
	}
	listener, ok := l.(*net.TCPListener)
	if !ok {
		return &ListenError{addr, errors.New("not a TCP listener")}
	}

	quit := make(chan struct{})
	h.mu.Lock()
	h.config, h.texts, h.quit = c, c.Game.Texts(), quit
	h.buffers = framing.NewBufferPool(max(c.ReadBuffer, headSize))
	h.listener, h.stopping, h.since = listener, false, time.Now()
	h.limit = max(c.Players, 0)
	h.seats, h.rooms = seats{}, nil
	h.policy, h.connsByAddr, h.attempts = c.Access, map[netip.Addr]int{}, attemptLog{}
	h.rateLimit.Store(&c.RateLimit)
	h.journal.Event(h.since, journal.Event{Kind: journal.Hosting, Seat: -1, Addr: addrOf(listener.Addr())})
	h.running.Go(func() { h.accept(listener, quit) })
	h.mu.Unlock()
	return nil
}

// Stop ends every player and returns when all of the host's goroutines have ended. Stopping a host
// that is off does nothing.
func (h *Host) Stop() {
	h.lifecycle.Lock()
	defer h.lifecycle.Unlock()
	h.mu.Lock()
	if h.listener == nil {
		h.mu.Unlock()
		return
	}
	h.stopping = true
	close(h.quit)
	_ = h.listener.Close() // the accept loop ends; there is nothing else to tell
	for _, p := range h.seats.taken {
		if p != nil {
			p.end(journal.HostStopped, "")
		}
	}
	for _, p := range h.pending {
		p.end(journal.HostStopped, "")
	}
	h.mu.Unlock()
	h.running.Wait()
	h.mu.Lock()
	h.listener = nil
	h.forgetBuckets(time.Now())
	h.journal.Event(time.Now(), journal.Event{Kind: journal.Stopped, Seat: -1})
	h.mu.Unlock()
}

// Addr is the address that the host listens on, with the port that the system chose where none was
// asked for. It is not valid while the host is off.
func (h *Host) Addr() netip.AddrPort {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.listener == nil {
		return netip.AddrPort{}
	}
	return addrOf(h.listener.Addr())
}

// Since is when the host was last started.
func (h *Host) Since() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.since
}

// Kick ends the player on a seat and tells whether there was one. It does not wait for the end.
func (h *Host) Kick(seat int) bool {
	h.mu.Lock()
	p := h.seats.at(seat)
	h.mu.Unlock()
	if p == nil {
		return false
	}
	p.end(journal.Kicked, "")
	return true
}

// SetLimit changes the player limit of this hosting; 0 is no limit. Nobody who is in is sent out.
func (h *Host) SetLimit(players int) {
	h.mu.Lock()
	h.limit = max(players, 0)
	h.mu.Unlock()
}

// Limit is the player limit of this hosting; 0 is none.
func (h *Host) Limit() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.limit
}

// Players appends a snapshot of every player to dst, in the order of seats.
func (h *Host) Players(dst []Player) []Player {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range h.seats.taken {
		if p != nil && p.isAnnounced {
			dst = append(dst, p.snapshot())
		}
	}
	return dst
}

// PlayerCount is how many players are in.
func (h *Host) PlayerCount() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.seats.count
}

// accept is the goroutine that lets players in. Failures are waited out, from 5 ms doubling to 1 s,
// as net/http does.
func (h *Host) accept(l *net.TCPListener, quit <-chan struct{}) {
	const shortest, longest = 5 * time.Millisecond, time.Second
	pause := shortest
	for {
		conn, err := l.AcceptTCP()
		switch {
		case err == nil:
			pause = shortest
			h.handleConn(conn)
		case errors.Is(err, net.ErrClosed):
			return
		default:
			if pause == shortest {
				h.reportAcceptError(err)
			}
			select {
			case <-h.timing.after(pause):
			case <-quit:
			}
			pause = min(2*pause, longest)
		}
	}
}

// reportAcceptError journals that a connection could not be accepted. It stays where it is and is tried again.
func (h *Host) reportAcceptError(err error) {
	e := journal.Event{Kind: journal.Trouble, Seat: -1, Detail: "a connection could not be taken: " + systemError(err)}
	if slices.ContainsFunc(errFiles, func(f error) bool { return errors.Is(err, f) }) {
		e.Reason, e.Count = journal.NoDescriptors, h.PlayerCount()
	}
	h.journal.Event(time.Now(), e)
}

// room gives the room with a number, which is made when its first player comes.
func (h *Host) room(number int) *room {
	for len(h.rooms) <= number {
		h.rooms = append(h.rooms, &room{host: h, rule: h.config.NewRule()})
	}
	return h.rooms[number]
}

// reportError journals what went wrong without ending anybody.
func (h *Host) reportError(err error) {
	h.journal.Event(time.Now(), journal.Event{Kind: journal.Trouble, Seat: -1, Detail: err.Error()})
}

// closeGracefully closes a connection so that the other side reads an orderly end: it says goodbye first and
// throws away what was sent and not read, which would turn the end into a reset. Where there was
// such, more may be under way, and goodbye may still wait behind answers that the other side has not
// read: then it listens on until the other side ends too, but no longer than patience.
func closeGracefully(conn *net.TCPConn, patience time.Duration) {
	_ = conn.CloseWrite() // each of these fails only when there is nobody left to tell
	if discard(conn) && patience > 0 {
		_ = conn.SetReadDeadline(time.Now().Add(patience))
		_, _ = io.Copy(io.Discard, conn)
	}
	_ = conn.Close()
}

func addrOf(a net.Addr) netip.AddrPort {
	if t, ok := a.(*net.TCPAddr); ok {
		ap := t.AddrPort()
		return netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())
	}
	return netip.AddrPort{}
}
