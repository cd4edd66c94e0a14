package host

import (
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"porchlight/internal/framing"
	"porchlight/internal/journal"
)

// A pace that no game of people needs, and that holds a program in an endless loop.
const (
	DefaultMessages = 50_000     // a second from one player
	DefaultBytes    = 64_000_000 // likewise
)

// RateLimit bounds what one player may send, on average over about a second. What it is sent does not
// count, nor how many its messages go to. The zero value has no limits.
type RateLimit struct {
	Messages int  // a second; 0: no limit
	Bytes    int  // a second, of messages without their framing; 0: no limit
	Drop     bool // whoever sends more is sent out; else it is read from as slowly as it may send
}

// SetRateLimit changes how much a player may send from now on. Who is held up by the old limits is not any
// more.
func (h *Host) SetRateLimit(pace RateLimit) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.rateLimit.Store(&pace)
	for _, p := range h.seats.taken {
		if p != nil {
			p.throttle.wake()
		}
	}
}

// Bounds of holding a player to the pace.
const (
	minSleep             = time.Millisecond // what it sleeps longer than it must it may send the faster after
	slowedReportInterval = 10 * time.Second // how often the journal is told of one player
)

// throttle holds a player to the pace. It is its player's goroutine's; others may call wake.
type throttle struct {
	limit           *RateLimit // what the meters are set for
	messages, bytes bucketMeter
	lastReported    time.Time // when the journal was told that the player is slowed
	timer           atomic.Pointer[time.Timer]
}

// wake ends the player's rest, if it has one, once it is ended or the pace has changed. Any goroutine
// may call it.
func (c *throttle) wake() {
	if alarm := c.timer.Load(); alarm != nil {
		alarm.Reset(0)
	}
}

// bucketMeter holds one count to its limit. A limiter is asked only when a part of a second's worth has come
// together, so that a message costs next to nothing, and who says little has none.
type bucketMeter struct {
	limit   int // a second; 0: none
	maxCost int // the most that is added at once
	unspent int // what the limiter was not asked about
	limiter *rate.Limiter
}

// meterBatches is how many parts a second's worth has.
const meterBatches = 16

// add counts n more and tells how long it takes until that is not too much any more.
func (m *bucketMeter) add(now time.Time, n int) time.Duration {
	if m.limit <= 0 {
		return 0
	}
	if m.unspent += n; m.unspent < m.limit/meterBatches {
		return 0
	}
	if m.limiter == nil {
		m.limiter = rate.NewLimiter(rate.Limit(m.limit), m.limit+m.maxCost)
	}
	n, m.unspent = m.unspent, 0
	if m.limiter.AllowN(now, n) {
		return 0
	}
	return m.limiter.ReserveN(now, n).DelayFrom(now)
}

// maxMessage is how many bytes a message may have.
func (h *Host) maxMessage() int {
	if h.config.Game.In == (framing.Framing{}) {
		return h.config.ReadBuffer
	}
	return h.config.Game.Largest
}

// applyRateLimit counts a message that came now. Where that is more than the player may send it ends the
// player, or returns when the next may be read. The player's goroutine calls it, after the answer.
func (p *player) applyRateLimit(now time.Time, bytes int) {
	c := &p.throttle
	if pace := p.host.rateLimit.Load(); c.limit != pace {
		c.limit = pace
		c.messages, c.bytes = bucketMeter{limit: pace.Messages, maxCost: 1}, bucketMeter{limit: pace.Bytes, maxCost: p.host.maxMessage()}
	}
	rest, why, limit := c.messages.add(now, 1), journal.TooFast, c.limit.Messages
	if r := c.bytes.add(now, bytes); r > rest {
		rest, why, limit = r, journal.TooMuch, c.limit.Bytes
	}
	switch {
	case rest == 0:
	case c.limit.Drop:
		p.end(why, "")
	default:
		if now.Sub(c.lastReported) >= slowedReportInterval {
			c.lastReported = now
			p.host.journal.Event(now, journal.Event{Kind: journal.Slowed, Reason: why, Seat: p.seat, Addr: p.addr, Count: limit})
		}
		p.sleepUntil(now.Add(max(rest, minSleep)))
	}
}

// sleepUntil returns at that time, or when the player is ended or the pace has changed.
func (p *player) sleepUntil(until time.Time) {
	c := &p.throttle
	alarm := c.timer.Load()
	if alarm == nil {
		alarm = time.NewTimer(time.Hour)
		c.timer.Store(alarm)
	}
	defer alarm.Stop()
	// The alarm is set before each look, so that whoever changes what is looked at wakes us after it.
	for left := time.Until(until); left > 0; left = time.Until(until) {
		alarm.Reset(left)
		if p.ended.Load() != 0 || p.host.rateLimit.Load() != c.limit {
			return
		}
		<-alarm.C
	}
}
