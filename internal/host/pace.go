package host

import (
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"porchlight/internal/journal"
	"porchlight/internal/wire"
)

// A pace that no game of people needs, and that holds a program in an endless loop.
const (
	DefaultMessages = 50_000     // a second from one player
	DefaultBytes    = 64_000_000 // likewise
)

// Pace bounds what one player may send, on average over about a second. What it is sent does not
// count, nor how many its messages go to. The zero value has no limits.
type Pace struct {
	Messages int  // a second; 0: no limit
	Bytes    int  // a second, of messages without their framing; 0: no limit
	Drop     bool // whoever sends more is sent out; else it is read from as slowly as it may send
}

// SetPace changes how much a player may send from now on. Who is held up by the old limits is not any
// more.
func (h *Host) SetPace(pace Pace) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.pace.Store(&pace)
	for _, p := range h.seats.taken {
		if p != nil {
			p.pacer.wake()
		}
	}
}

// Bounds of holding a player to the pace.
const (
	shortestRest = time.Millisecond // what it sleeps longer than it must it may send the faster after
	slowedTime   = 10 * time.Second // how often the journal is told of one player
)

// pacer holds a player to the pace. It is its player's goroutine's; others may call wake.
type pacer struct {
	pace            *Pace // what the meters are set for
	messages, bytes meter
	told            time.Time // when the journal was told that the player is slowed
	alarm           atomic.Pointer[time.Timer]
}

// wake ends the player's rest, if it has one, once it is ended or the pace has changed. Any goroutine
// may call it.
func (c *pacer) wake() {
	if alarm := c.alarm.Load(); alarm != nil {
		alarm.Reset(0)
	}
}

// meter holds one count to its limit. A limiter is asked only when a part of a second's worth has come
// together, so that a message costs next to nothing, and who says little has none.
type meter struct {
	limit     int // a second; 0: none
	longest   int // the most that is added at once
	uncounted int // what the limiter was not asked about
	limiter   *rate.Limiter
}

// meterParts is how many parts a second's worth has.
const meterParts = 16

// add counts n more and tells how long it takes until that is not too much any more.
func (m *meter) add(now time.Time, n int) time.Duration {
	if m.limit <= 0 {
		return 0
	}
	if m.uncounted += n; m.uncounted < m.limit/meterParts {
		return 0
	}
	if m.limiter == nil {
		m.limiter = rate.NewLimiter(rate.Limit(m.limit), m.limit+m.longest)
	}
	n, m.uncounted = m.uncounted, 0
	if m.limiter.AllowN(now, n) {
		return 0
	}
	return m.limiter.ReserveN(now, n).DelayFrom(now)
}

// longestMessage is how many bytes a message may have.
func (h *Host) longestMessage() int {
	if h.config.Game.In == (wire.Framing{}) {
		return h.config.ReadBuffer
	}
	return h.config.Game.Largest
}

// keepPace counts a message that came now. Where that is more than the player may send it ends the
// player, or returns when the next may be read. The player's goroutine calls it, after the answer.
func (p *player) keepPace(now time.Time, bytes int) {
	c := &p.pacer
	if pace := p.host.pace.Load(); c.pace != pace {
		c.pace = pace
		c.messages, c.bytes = meter{limit: pace.Messages, longest: 1}, meter{limit: pace.Bytes, longest: p.host.longestMessage()}
	}
	rest, why, limit := c.messages.add(now, 1), journal.TooFast, c.pace.Messages
	if r := c.bytes.add(now, bytes); r > rest {
		rest, why, limit = r, journal.TooMuch, c.pace.Bytes
	}
	switch {
	case rest == 0:
	case c.pace.Drop:
		p.end(why, "")
	default:
		if now.Sub(c.told) >= slowedTime {
			c.told = now
			p.host.journal.Event(now, journal.Event{Kind: journal.Slowed, Reason: why, Seat: p.seat, Addr: p.addr, Count: limit})
		}
		p.rest(now.Add(max(rest, shortestRest)))
	}
}

// rest returns at that time, or when the player is ended or the pace has changed.
func (p *player) rest(until time.Time) {
	c := &p.pacer
	alarm := c.alarm.Load()
	if alarm == nil {
		alarm = time.NewTimer(time.Hour)
		c.alarm.Store(alarm)
	}
	defer alarm.Stop()
	// The alarm is set before each look, so that whoever changes what is looked at wakes us after it.
	for left := time.Until(until); left > 0; left = time.Until(until) {
		alarm.Reset(left)
		if p.ended.Load() != 0 || p.host.pace.Load() != c.pace {
			return
		}
		<-alarm.C
	}
}
