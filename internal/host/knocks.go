package host

import (
	"net/netip"
	"time"

	"golang.org/x/time/rate"

	"porchlight/internal/journal"
)

// maxKnockers bounds how many addresses are remembered.
const maxKnockers = 4096

// tellTime is how often the journal is told that one address connects too often.
const tellTime = time.Second

// knocks are the addresses that connected of late. Host.mu is held.
type knocks struct{ of map[netip.Addr]*knocker }

// knocker is one of them.
type knocker struct {
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
	k := h.knocks.of[a]
	if k == nil {
		h.makeRoomForKnocker(now)
		k = &knocker{limiter: rate.NewLimiter(rate.Limit(h.entry.PerSecond), 2*h.entry.PerSecond)}
		h.knocks.of[a] = k
	}
	k.last = now
	return k.limiter.AllowN(now, 1)
}

// tooOften journals that a connection was turned away, at once or together with those that follow
// within a second. Host.mu is held.
func (h *Host) tooOften(p *player, now time.Time) {
	k := h.knocks.of[p.addr.Addr()]
	k.from = p.addr
	k.untold++
	switch wait := tellTime - now.Sub(k.told); {
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

// makeRoomForKnocker forgets who need not be remembered where there are many: who may connect as
// often at once as somebody new, or else who has been away the longest. Host.mu is held.
func (h *Host) makeRoomForKnocker(now time.Time) {
	if h.knocks.of == nil {
		h.knocks.of = map[netip.Addr]*knocker{}
	}
	if len(h.knocks.of) < maxKnockers {
		return
	}
	var oldest netip.Addr
	for a, k := range h.knocks.of {
		if k.limiter.TokensAt(now) >= float64(k.limiter.Burst()) {
			h.forgetKnocker(a, now)
		} else if o := h.knocks.of[oldest]; o == nil || k.last.Before(o.last) {
			oldest = a
		}
	}
	if len(h.knocks.of) >= maxKnockers {
		h.forgetKnocker(oldest, now)
	}
}

func (h *Host) forgetKnocker(a netip.Addr, now time.Time) {
	h.tellOfKnocks(h.knocks.of[a], now)
	delete(h.knocks.of, a)
}

// forgetKnocks forgets all of them. Host.mu is held.
func (h *Host) forgetKnocks(now time.Time) {
	for a := range h.knocks.of {
		h.forgetKnocker(a, now)
	}
}
