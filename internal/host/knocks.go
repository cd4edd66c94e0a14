package host

import (
	"container/list"
	"net/netip"
	"time"

	"golang.org/x/time/rate"

	"porchlight/internal/journal"
)

const (
	maxBuckets     = 4096            // addresses that are remembered
	refillTime     = 2 * time.Second // after which an address may connect as often at once as a new one
	reportInterval = time.Second     // how often the journal is told that one connects too often
)

// connRateLimiter are the addresses that connected of late. Host.mu is held.
type connRateLimiter struct {
	buckets map[netip.Addr]*list.Element
	order   list.List // of *knocker; who has been away the longest is first
}

// bucket is one of them.
type bucket struct {
	address      netip.Addr
	limiter      *rate.Limiter
	last         time.Time      // when it last connected
	from         netip.AddrPort // where the last came from that was turned away
	unreported   int            // connections turned away that the journal was not told of
	lastReported time.Time      // when it was
}

// allowConn tells whether an address may connect now, and counts that it did. Host.mu is held.
func (h *Host) allowConn(a netip.Addr, now time.Time) bool {
	if h.policy.PerSecond <= 0 {
		return true
	}
	k := h.bucketOf(a, now)
	k.last = now
	return k.limiter.AllowN(now, 1)
}

// bucketOf gives what is remembered of an address, and puts it behind all others. Host.mu is held.
func (h *Host) bucketOf(a netip.Addr, now time.Time) *bucket {
	n := &h.connRates
	if e, ok := n.buckets[a]; ok {
		n.order.MoveToBack(e)
		return valueOf(e)
	}
	for e := n.order.Front(); e != nil && (len(n.buckets) >= maxBuckets || now.Sub(valueOf(e).last) >= refillTime); e = n.order.Front() {
		h.forgetBucket(e, now)
	}
	if n.buckets == nil {
		n.buckets = map[netip.Addr]*list.Element{}
	}
	perSecond := h.policy.PerSecond
	burst := perSecond * int(refillTime/time.Second)
	k := &bucket{address: a, limiter: rate.NewLimiter(rate.Limit(perSecond), burst)}
	n.buckets[a] = n.order.PushBack(k)
	return k
}

// reportConnRate journals that a connection was turned away, at once or together with those that follow
// within a second. Host.mu is held.
func (h *Host) reportConnRate(p *player, now time.Time) {
	k := h.bucketOf(p.addr.Addr(), now)
	k.from = p.addr
	k.unreported++
	switch wait := h.timing.report - now.Sub(k.lastReported); {
	case wait <= 0:
		h.flushConnRate(k, now)
	case k.unreported == 1:
		time.AfterFunc(wait, func() {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.flushConnRate(k, time.Now())
		})
	}
}

// flushConnRate journals what was not told of one address. Host.mu is held.
func (h *Host) flushConnRate(k *bucket, now time.Time) {
	if k.unreported == 0 {
		return
	}
	h.journal.Event(now, journal.Event{Kind: journal.Refused, Reason: journal.TooManyAttempts, Seat: -1, Addr: k.from, Count: k.unreported})
	k.unreported, k.lastReported = 0, now
}

// forgetBucket forgets one. Host.mu is held.
func (h *Host) forgetBucket(e *list.Element, now time.Time) {
	k := valueOf(e)
	h.flushConnRate(k, now)
	h.connRates.order.Remove(e)
	delete(h.connRates.buckets, k.address)
}

// forgetBuckets forgets all of them. Host.mu is held.
func (h *Host) forgetBuckets(now time.Time) {
	for e := h.connRates.order.Front(); e != nil; e = h.connRates.order.Front() {
		h.forgetBucket(e, now)
	}
}

// valueOf is the knocker of an element: nothing else is in the list.
func valueOf(e *list.Element) *bucket {
	k, _ := e.Value.(*bucket)
	return k
}
