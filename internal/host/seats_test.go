package host_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"porchlight/internal/host"
	"porchlight/internal/journal"
)

func TestANewcomerGetsTheLowestFreeSeat(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	in := make(map[int]*guest)
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		if len(in) > 0 && (len(in) == 12 || random.IntN(5) < 2) {
			seat := slices.Sorted(seatsOf(in))[random.IntN(len(in))]
			_ = in[seat].Close()
			h.leftBecause(in[seat], journal.ByPlayer)
			delete(in, seat)
			continue
		}
		want := 0
		for in[want] != nil {
			want++
		}
		g := h.guest()
		if got := g.hasSeat(h); got != want {
			t.Fatalf("seat %d was given, and %d is free", got, want)
		}
		in[want] = g
	}
	var listed []int
	for _, p := range h.Players(nil) {
		listed = append(listed, p.Seat)
	}
	if want := slices.Sorted(seatsOf(in)); !slices.Equal(listed, want) {
		t.Errorf("seats %v are listed, want %v", listed, want)
	}
}

func seatsOf(in map[int]*guest) func(func(int) bool) {
	return func(yield func(int) bool) {
		for seat := range in {
			if !yield(seat) {
				return
			}
		}
	}
}

// isRefused checks that the host turned a guest away: an orderly end for the guest, a record with its
// address for the person hosting.
func (g *guest) isRefused(h *house) {
	g.t.Helper()
	if rest := g.hearsTheEnd(); len(rest) != 0 {
		g.t.Errorf("the refused client heard %q", rest)
	}
	refused := h.events(journal.Refused)
	if len(refused) == 0 {
		g.t.Fatal("the journal tells of no refusal")
	}
	e := refused[len(refused)-1]
	if e.Reason != journal.GameFull || e.Addr() != g.addr() || e.Seat != -1 {
		g.t.Errorf("refused %s from seat %d because %q, want %s because it is full", e.Addr(), e.Seat, e.Reason, g.addr())
	}
}

func TestTheOneMoreIsTurnedAwayAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Players: 2})
	a, b := h.guest(), h.guest()
	h.knock().isRefused(h)
	a.echoes("still in")
	b.echoes("still in")

	_ = a.Close()
	h.leftBecause(a, journal.ByPlayer)
	if seat := h.guest().hasSeat(h); seat != 0 {
		t.Errorf("the next player has seat %d, want 0", seat)
	}
	h.knock().isRefused(h)
	if n := len(h.events(journal.Joined)); n != 3 {
		t.Errorf("%d joined, want 3", n)
	}
}

// Beginners' clients send their first message before they read.
func TestTheOneMoreReadsAnOrderlyEndThoughItSpokeFirst(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Players: 1})
	h.guest()
	for range 100 {
		g := h.knock()
		_, _ = g.Write([]byte("may I?")) // it can be refused before that
		g.isRefused(h)
	}
}

func TestTheLimitCanBeChangedWhileHosting(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Players: 1})
	first := h.guest()
	h.knock().isRefused(h)
	h.SetLimit(2)
	second := h.guest()
	h.knock().isRefused(h)

	h.SetLimit(1)
	h.knock().isRefused(h)
	first.echoes("still in")
	second.echoes("I, too")

	for _, none := range []int{0, -1} {
		h.SetLimit(none)
		if got := h.Limit(); got != 0 {
			t.Errorf("limit %d, want 0", got)
		}
		for range 5 {
			h.guest().echoes("no limit")
		}
		h.SetLimit(1)
	}
}

func TestALimitBelowZeroIsNone(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Players: -1})
	h.guest().echoes("no limit")
	if got := h.Limit(); got != 0 {
		t.Errorf("limit %d, want 0", got)
	}
}
