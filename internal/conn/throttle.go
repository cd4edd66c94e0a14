package conn

import (
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"porchlight/internal/framing"
)

// Default rate limits. No game of people needs as much, and a program in an endless loop is held to them.
const (
	DefaultMessages = 50_000     // a second from one peer
	DefaultBytes    = 64_000_000 // likewise
)

// RateLimit bounds what one peer may send, on average over about a second. What it is sent does not count.
// The zero value has no limits.
type RateLimit struct {
	Messages int  // a second; 0: no limit
	Bytes    int  // a second, of messages without their framing; 0: no limit
	Drop     bool // a peer that sends more is ended; otherwise it is read from as slowly as it may send
}

// LimitKind is what a limit counts.
type LimitKind uint8

// The kinds of limits.
const (
	LimitMessages LimitKind = iota
	LimitBytes
)

// RateExceeded is a limit that a peer has exceeded. It is the cause of a connection where the rate limit
// says Drop.
type RateExceeded struct {
	Kind  LimitKind
	Limit int // a second
}

func (e *RateExceeded) Error() string {
	if e.Kind == LimitBytes {
		return fmt.Sprintf("more than %d bytes a second", e.Limit)
	}
	return fmt.Sprintf("more than %d messages a second", e.Limit)
}

// Observer is called by a connection's goroutine when something happens that does not end it.
type Observer interface {
	// Throttled reports that the peer is read from more slowly from now on, at most once in ten seconds.
	Throttled(now time.Time, limit RateExceeded)
}

// SetRateLimit changes the rate limit of every connection of the group from its next message on. The
// caller then calls WakeThrottled on each, so that none waits any longer by the old limit.
func (g *Group) SetRateLimit(l RateLimit) { g.rateLimit.Store(&l) }

// WakeThrottled ends the connection's wait for its rate limit, if the limit has changed.
func (c *Conn) WakeThrottled() { c.throttle.wake() }

const (
	minSleep             = time.Millisecond       // tokens that accrue while oversleeping are kept
	peerCheckInterval    = 250 * time.Millisecond // how often a throttled peer is checked for having closed
	throttleReportPeriod = 10 * time.Second
)

// throttle holds a peer to its rate limit. It belongs to the connection's goroutine; others may call wake.
type throttle struct {
	observer        Observer
	limit           *RateLimit // that the buckets are made for
	messages, bytes bucket
	lastReported    time.Time
	timer           atomic.Pointer[time.Timer]
}

// wake ends a sleep early, once the connection has ended or the limit has changed. Any goroutine may call it.
func (t *throttle) wake() {
	if timer := t.timer.Load(); timer != nil {
		timer.Reset(0)
	}
}

// bucket is a token bucket that holds a second's worth. Its limiter is asked only once a part of that has
// been spent, so that a message costs next to nothing and a peer that sends little has no limiter.
type bucket struct {
	limit     int // tokens a second; 0: no limit
	maxCost   int // the most that is spent at once
	uncharged int // spent and not passed to the limiter yet
	limiter   *rate.Limiter
}

// bucketParts is how many parts a second's worth has.
const bucketParts = 16

// spend takes n tokens and returns how long it takes until the bucket is not overdrawn any more.
func (b *bucket) spend(now time.Time, n int) time.Duration {
	if b.limit <= 0 {
		return 0
	}
	if b.uncharged += n; b.uncharged < b.limit/bucketParts {
		return 0
	}
	if b.limiter == nil {
		b.limiter = rate.NewLimiter(rate.Limit(b.limit), b.limit+b.maxCost)
	}
	n, b.uncharged = b.uncharged, 0
	if b.limiter.AllowN(now, n) {
		return 0
	}
	return b.limiter.ReserveN(now, n).DelayFrom(now)
}

// largestMessage returns how many bytes a message may have.
func (g *Group) largestMessage() int {
	if g.Framing == (framing.Framing{}) {
		return g.ReadBuffer
	}
	return g.MaxMessage
}

// applyRateLimit counts a message that came at now. Where the peer has sent more than it may, it ends the
// connection, or returns when the next message may be read. The connection's goroutine calls it after the
// message was handled.
func (c *Conn) applyRateLimit(now time.Time, bytes int) {
	t := &c.throttle
	if limit := c.group.rateLimit.Load(); t.limit != limit {
		t.limit = limit
		t.messages = bucket{limit: limit.Messages, maxCost: 1}
		t.bytes = bucket{limit: limit.Bytes, maxCost: c.group.largestMessage()}
	}
	delay, kind := t.messages.spend(now, 1), LimitMessages
	if d := t.bytes.spend(now, bytes); d > delay {
		delay, kind = d, LimitBytes
	}
	if delay > 0 {
		c.handleExceeded(now, delay, kind)
	}
}

// exceed ends the connection of a peer that has exceeded a limit at now, or makes it wait.
func (c *Conn) handleExceeded(now time.Time, delay time.Duration, kind LimitKind) {
	t := &c.throttle
	exceeded := RateExceeded{kind, t.limit.Messages}
	if kind == LimitBytes {
		exceeded.Limit = t.limit.Bytes
	}
	if t.limit.Drop {
		c.End(&exceeded)
		return
	}
	if now.Sub(t.lastReported) >= throttleReportPeriod {
		t.lastReported = now
		t.observer.Throttled(now, exceeded)
	}
	c.sleepUntil(now.Add(max(delay, minSleep)))
}

// sleepUntil returns at that time, or when the connection has ended or the rate limit has changed. It ends
// the connection where the peer has closed its side meanwhile.
func (c *Conn) sleepUntil(end time.Time) {
	t := &c.throttle
	timer := t.timer.Load()
	if timer == nil {
		timer = time.NewTimer(time.Hour)
		t.timer.Store(timer)
	}
	defer timer.Stop()
	// The timer is set before each look at the conditions, so that a change after the look wakes it.
	for left := time.Until(end); left > 0; left = time.Until(end) {
		timer.Reset(min(left, peerCheckInterval))
		if c.HasEnded() || c.group.rateLimit.Load() != t.limit {
			return
		}
		if peerClosed(c.tcp) {
			c.End(ErrClosedThrottled)
			return
		}
		<-timer.C
	}
}
