package conn

import (
	"cmp"
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

// maxDeliveries is how many deliveries a second one peer may cause while others need the server: what it
// sends to a room of forty costs forty times as much as the message itself. It is a share and not a limit:
// exceeding it ends nobody and is not reported.
const maxDeliveries = 50_000

// Observer is called by a connection's goroutine.
type Observer interface {
	// IsAlone reports whether no other peer needs the server now, so that this one may have more than its
	// share. It is called only where the peer has exceeded its share, some hundred times a second at most.
	IsAlone(now time.Time) bool
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
	deliveries      bucket
	shareDelay      time.Duration // until the peer has not exceeded its share any more
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
	limit   int // tokens a second; 0: no limit
	maxCost int // the most that is spent at once
	unspent int // spent and not passed to the limiter yet
	parts   int // that a second's worth is passed on in; 0: bucketParts
	burst   int // tokens that it holds; 0: a second's worth
	limiter *rate.Limiter
}

const (
	bucketParts   = 16  // parts of a second's worth of a rate limit
	deliveryParts = 128 // likewise of deliveries, each of which takes a while
)

// spend takes n tokens and returns how long it takes until the bucket is not overdrawn any more.
func (b *bucket) spend(now time.Time, n int) time.Duration {
	if b.limit <= 0 {
		return 0
	}
	if b.unspent += n; b.unspent < b.limit/cmp.Or(b.parts, bucketParts) {
		return 0
	}
	if b.limiter == nil {
		b.limiter = rate.NewLimiter(rate.Limit(b.limit), cmp.Or(b.burst, b.limit)+b.maxCost)
	}
	n, b.unspent = b.unspent, 0
	if b.limiter.AllowN(now, n) {
		return 0
	}
	return b.limiter.ReserveN(now, n).DelayFrom(now)
}

// Charge counts the deliveries that a message caused, against the share of its sender. Only the connection's
// goroutine may call it, before it reads the next message.
func (c *Conn) Charge(received time.Time, deliveries int) {
	if deliveries <= 1 {
		return // costs no more than the message itself, which the rate limit counts
	}
	b := &c.throttle.deliveries
	if b.limit == 0 {
		const part = maxDeliveries / bucketParts // it holds little: a second's worth at once is felt by others
		*b = bucket{limit: maxDeliveries, parts: deliveryParts, burst: part, maxCost: part}
	}
	for ; deliveries > 0; deliveries -= min(deliveries, b.burst) {
		c.throttle.shareDelay = max(c.throttle.shareDelay, b.spend(received, min(deliveries, b.burst)))
	}
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
		c.exceed(now, delay, kind)
	}
	if share := t.shareDelay; share > 0 {
		if t.shareDelay = 0; share > delay && !t.observer.IsAlone(now) {
			c.sleepUntil(now.Add(max(share, minSleep)))
		}
	}
}

// exceed ends the connection of a peer that has exceeded a limit at now, or makes it wait.
func (c *Conn) exceed(now time.Time, delay time.Duration, kind LimitKind) {
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
