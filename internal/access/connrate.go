package access

import (
	"container/list"
	"net/netip"
	"time"

	"golang.org/x/time/rate"
)

const (
	maxBuckets = 4096            // addresses with a bucket
	refillTime = 2 * time.Second // after which a bucket is full again
)

// connRateLimiter limits how often an address may connect: a token bucket for each address that connected
// within refillTime, and for at most maxBuckets of them. Its zero value is ready.
type connRateLimiter struct {
	perSecond int // 0: no limit
	buckets   map[netip.Addr]*list.Element
	order     list.List // of *bucket; least recently used first
}

// bucket is the token bucket of one address.
type bucket struct {
	address netip.Addr
	limiter *rate.Limiter
	used    time.Time
}

// setLimit changes the limit. If it differs, all buckets are full again.
func (r *connRateLimiter) setLimit(perSecond int) {
	if perSecond != r.perSecond {
		*r = connRateLimiter{perSecond: perSecond}
	}
}

// allow takes a token from the bucket of an address at now, and reports whether there was one.
func (r *connRateLimiter) allow(a netip.Addr, now time.Time) bool {
	if r.perSecond <= 0 {
		return true
	}
	b := r.bucket(a, now)
	b.used = now
	return b.limiter.AllowN(now, 1)
}

// bucket returns a's bucket, marked as most recently used. Before it adds one it drops full buckets, and the
// oldest beyond maxBuckets.
func (r *connRateLimiter) bucket(a netip.Addr, now time.Time) *bucket {
	if e, ok := r.buckets[a]; ok {
		r.order.MoveToBack(e)
		return bucketOf(e)
	}
	for e := r.order.Front(); e != nil && (len(r.buckets) >= maxBuckets || now.Sub(bucketOf(e).used) >= refillTime); e = r.order.Front() {
		delete(r.buckets, bucketOf(e).address)
		r.order.Remove(e)
	}
	if r.buckets == nil {
		r.buckets = map[netip.Addr]*list.Element{}
	}
	burst := r.perSecond * int(refillTime/time.Second)
	b := &bucket{address: a, limiter: rate.NewLimiter(rate.Limit(r.perSecond), burst)}
	r.buckets[a] = r.order.PushBack(b)
	return b
}

// bucketOf returns the bucket in an element of connRateLimiter.order.
func bucketOf(e *list.Element) *bucket {
	b, _ := e.Value.(*bucket)
	return b
}
