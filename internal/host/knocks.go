package host

import (
	"container/list"
	"net/netip"
	"time"

	"golang.org/x/time/rate"

	"porchlight/internal/journal"
)

const (
	maxKnockers = 4096            // addresses that are remembered
	fullTime    = 2 * time.Second // after which an address may connect as often at once as a new one
	tellTime    = time.Second     // how often the journal is told that one connects too often
)

// knocks are the addresses that connected of late. Host.mu is held.
type knocks struct {
	of    map[netip.Addr]*list.Element
	order list.List // of *knocker; who has been away the longest is first
}

// knocker is one of them.
type knocker struct {
	address netip.Addr
	limiter *rate.Limiter
	last    time.Time      // when it last connected
	from    netip.AddrPort // where the last came from that was turned away
	untold  int            // connections turned away that the journal was not told of
	told    time.Time      // when it was
}

// mayKnock tells whether an address may connect now, and counts that it did. Host.mu is held.
func (h *Host) mayKnock(a netip.Addr, now time.Time) bool {
	if h.entry.PerSecond <= 0 {
		return true
	}
	k := h.knocker(a, now)
	k.last = now
	return k.limiter.AllowN(now, 1)
}

// knocker gives what is remembered of an address, and puts it behind all others. Host.mu is held.
func (h *Host) knocker(a netip.Addr, now time.Time) *knocker {
	n := &h.knocks
	if e, ok := n.of[a]; ok {
		n.order.MoveToBack(e)
		return valueOf(e)
	}
	for e := n.order.Front(); e != nil && (len(n.of) >= maxKnockers || now.Sub(valueOf(e).last) >= fullTime); e = n.order.Front() {
		h.forgetKnocker(e, now)
	}
	if n.of == nil {
		n.of = map[netip.Addr]*list.Element{}
	}
	perSecond := h.entry.PerSecond
	burst := perSecond * int(fullTime/time.Second)
	k := &knocker{address: a, limiter: rate.NewLimiter(rate.Limit(perSecond), burst)}
	n.of[a] = n.order.PushBack(k)
	return k
}

// tooOften journals that a connection was turned away, at once or together with those that follow
// within a second. Host.mu is held.
func (h *Host) tooOften(p *player, now time.Time) {
	k := h.knocker(p.addr.Addr(), now)
	k.from = p.addr
	k.untold++
	switch wait := h.timing.tell - now.Sub(k.told); {
	case wait <= 0:
		h.tellOfKnocks(k, now)
	case k.untold == 1:
		time.AfterFunc(wait, func() {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.tellOfKnocks(k, time.Now())
		})
	}
}

// tellOfKnocks journals what was not told of one address. Host.mu is held.
func (h *Host) tellOfKnocks(k *knocker, now time.Time) {
	if k.untold == 0 {
		return
	}
	h.journal.Event(now, journal.Event{Kind: journal.Refused, Reason: journal.TooOften, Seat: -1, Addr: k.from, Count: k.untold})
	k.untold, k.told = 0, now
}

// forgetKnocker forgets one. Host.mu is held.
func (h *Host) forgetKnocker(e *list.Element, now time.Time) {
	k := valueOf(e)
	h.tellOfKnocks(k, now)
	h.knocks.order.Remove(e)
	delete(h.knocks.of, k.address)
}

// forgetKnocks forgets all of them. Host.mu is held.
func (h *Host) forgetKnocks(now time.Time) {
	for e := h.knocks.order.Front(); e != nil; e = h.knocks.order.Front() {
		h.forgetKnocker(e, now)
	}
}

// valueOf is the knocker of an element: nothing else is in the list.
func valueOf(e *list.Element) *knocker {
	k, _ := e.Value.(*knocker)
	return k
}
