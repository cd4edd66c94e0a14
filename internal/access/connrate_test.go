package access

import (
	"encoding/binary"
	"net/netip"
	"testing"
	"time"
)

// address returns the nth of many addresses.
func address(n int) netip.Addr {
	var b [4]byte
	binary.BigEndian.PutUint32(b[:], 10<<24|uint32(n))
	return netip.AddrFrom4(b)
}

func TestBucketsAreDroppedOnceTheyAreFullAgain(t *testing.T) {
	t.Parallel()
	r := connRateLimiter{perSecond: 1}
	now := time.Unix(1_000_000, 0)
	for n := range 3 * maxBuckets { // no address twice, and all at once
		if !r.allow(address(n), now) {
			t.Fatalf("address %d may not connect", n)
		}
		if len(r.buckets) > maxBuckets {
			t.Fatalf("%d addresses have buckets", len(r.buckets))
		}
		now = now.Add(time.Microsecond)
	}
	later := now.Add(refillTime)
	for range 3 {
		r.allow(address(1), later)
	}
	if n := len(r.buckets); n > 2 || r.order.Len() != n {
		t.Errorf("%d addresses have buckets when all others are full again", n)
	}
	if r.allow(address(1), later) {
		t.Error("an empty bucket was dropped")
	}
}

func TestTheLeastRecentlyUsedBucketIsDroppedFirst(t *testing.T) {
	t.Parallel()
	r := connRateLimiter{perSecond: 1}
	now := time.Unix(1_000_000, 0)
	busy := address(1 << 20)
	r.allow(busy, now)
	for n := range maxBuckets - 1 {
		r.allow(address(n), now)
	}
	for r.allow(busy, now.Add(time.Millisecond)) {
	}
	r.allow(address(1<<21), now.Add(2*time.Millisecond)) // one bucket must go
	if r.allow(busy, now.Add(3*time.Millisecond)) {
		t.Error("the bucket of an address that connects too often was dropped")
	}
}
