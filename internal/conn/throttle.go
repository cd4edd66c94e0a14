package conn

import (
	"cmp"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"porchlight/internal/framing"
)

// maxDeliveries is the number of deliveries a second that one peer may cause while others need the server. A
// message to a room of forty is forty deliveries. It is a share and not a limit: a peer that exceeds it waits,
// which is not reported, and never loses its connection.
const maxDeliveries = 50_000

// Observer is called by a connection's goroutine. Its methods must not wait.
type Observer interface {
	// IsAlone reports whether no other peer needs the server now, so that this one may exceed its share. It is
	// called only if the peer has exceeded its share, some hundred times a second at most.
	IsAlone(now time.Time) bool
	// Throttled reports that the peer exceeded a limit and is throttled. It is called at most once in ten
	// seconds for each connection.
	Throttled(now time.Time, limit RateExceeded)
}

// SetRateLimit changes the rate limit of every connection of the group from its next message on. The caller
// then calls WakeThrottled on each connection, so that none remains throttled by the old limit. It must be
// called before the first connection reads.
func (g *Group) SetRateLimit(l RateLimit) { g.rateLimit.Store(&l) }

// WakeThrottled makes a throttled connection resume if the limit has changed.
func (c *Conn) WakeThrottled() { c.throttle.wake() }

const (
	minSleep             = time.Millisecond // tokens that accrue while oversleeping are kept
	throttleReportPeriod = 10 * time.Second
)

// throttle applies the rate limit to a peer. It belongs to the connection's goroutine; others may call wake.
type throttle struct {
	observer        Observer
	limit           *RateLimit // the limit from which the buckets were made
	messages, bytes bucket
	deliveries      bucket
	shareDelay      time.Duration // from the arrival of the last message until it may read the next
	lastReported    time.Time
	timer           atomic.Pointer[time.Timer]
}

// wake makes sleepUntil check at once whether the connection has ended or the limit has changed. Any
// goroutine may call it.
func (t *throttle) wake() {
	if timer := t.timer.Load(); timer != nil {
		timer.Reset(0)
	}
}

// bucket is a token bucket that holds a second's tokens. It charges its limiter only after each 1/bucketParts of
// a second's tokens. So most messages cost one addition, and a peer that sends little has no limiter.
type bucket struct {
	limit     int // tokens a second; 0: no limit
	maxCost   int // the most tokens spent at once
	uncharged int // spent, and not charged to the limiter yet
	parts     int // charges for a second's tokens; 0: bucketParts
	burst     int // tokens that it holds; 0: a second's
	limiter   *rate.Limiter
}

// The number of charges in which a second's tokens are spent.
const (
	bucketParts   = 16  // of a rate limit
	deliveryParts = 128 // of deliveries, each of which takes a while
)

// spend takes n tokens and returns how long to wait until the debt is repaid.
func (b *bucket) spend(now time.Time, n int) time.Duration {
	if b.limit <= 0 {
		return 0
	}
	if b.uncharged += n; b.uncharged < b.limit/cmp.Or(b.parts, bucketParts) {
		return 0
	}
	if b.limiter == nil {
		b.limiter = rate.NewLimiter(rate.Limit(b.limit), cmp.Or(b.burst, b.limit)+b.maxCost)
	}
	n, b.uncharged = b.uncharged, 0
	if b.limiter.AllowN(now, n) {
		return 0
	}
	return b.limiter.ReserveN(now, n).DelayFrom(now)
}

// Charge counts the deliveries that a message caused against the share of its sender. Unless that is alone, it
// reads the next message once its share allows it, and pause after the message was received. Only the
// connection's goroutine may call it, before it reads the next message.
func (c *Conn) Charge(received time.Time, deliveries int, pause time.Duration) {
	c.throttle.shareDelay = pause
	if deliveries <= 1 {
		return // costs no more than the message itself, which the rate limit counts
	}
	b := &c.throttle.deliveries
	if b.limit == 0 {
		const part = maxDeliveries / bucketParts // a burst of a whole second's would delay other peers
		*b = bucket{limit: maxDeliveries, parts: deliveryParts, burst: part, maxCost: part}
	}
	for ; deliveries > 0; deliveries -= min(deliveries, b.burst) {
		c.throttle.shareDelay = max(c.throttle.shareDelay, b.spend(received, min(deliveries, b.burst)))
	}
}

// largestMessage returns the largest message in bytes.
func (g *Group) largestMessage() int {
	if g.Framing == (framing.Framing{}) {
		return g.ReadBuffer
	}
	return g.MaxMessage
}

// applyRateLimit counts a message that was received at the time now. If the peer has exceeded a limit, it
// ends the connection, or sleeps until the next message may be read. The connection's goroutine calls it
// after the message was handled.
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
	share := t.shareDelay
	t.shareDelay = 0
	switch {
	case share <= delay: // repaid by now
	case t.observer.IsAlone(now):
		t.deliveries.limiter = nil // the debt is forgiven, because it delayed nobody
	default:
		c.sleepUntil(now.Add(max(share, minSleep)))
	}
}

// handleExceeded ends the connection of a peer that exceeded a limit at the time now, or sleeps for delay.
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

// sleepUntil sleeps until end, or until the connection ends or the rate limit changes. It ends the connection
// if the peer closes meanwhile.
func (c *Conn) sleepUntil(end time.Time) {
	t := &c.throttle
	timer := t.timer.Load()
	if timer == nil {
		timer = time.NewTimer(time.Hour)
		t.timer.Store(timer)
	}
	defer timer.Stop()
	// The timer is set before the conditions are checked, so that a change after the check wakes it.
	for left := time.Until(end); left > 0; left = time.Until(end) {
		timer.Reset(min(left, peerCheckInterval))
		if c.HasEnded() || c.group.rateLimit.Load() != t.limit {
			return
		}
		if c.rest.checkClosed(c, time.Now()) {
			c.End(ErrRestDiscarded)
			return
		}
		<-timer.C
	}
}
