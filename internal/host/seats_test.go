package host_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

func TestANewcomerGetsTheLowestFreeSeat(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	in := make(map[int]*hosttest.Client)
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		if len(in) > 0 && (len(in) == 12 || random.IntN(5) < 2) {
			seat := slices.Sorted(seatsOf(in))[random.IntN(len(in))]
			_ = in[seat].Close()
			h.MustLeave(in[seat], journal.ByPlayer)
			delete(in, seat)
			continue
		}
		want := 0
		for in[want] != nil {
			want++
		}
		g := h.Connect()
		if got := h.WaitPlayer(g).Seat; got != want {
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

func seatsOf(in map[int]*hosttest.Client) func(func(int) bool) {
	return func(yield func(int) bool) {
		for seat := range in {
			if !yield(seat) {
				return
			}
		}
	}
}

func TestOnePlayerMoreThanTheLimitIsRejectedAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Limit: 2})
	a, b := h.Connect(), h.Connect()
	h.MustReject(h.Dial(), journal.GameFull)
	a.Echo("still in")
	b.Echo("still in")

	_ = a.Close()
	h.MustLeave(a, journal.ByPlayer)
	if seat := h.WaitPlayer(h.Connect()).Seat; seat != 0 {
		t.Errorf("the next player has seat %d, want 0", seat)
	}
	h.MustReject(h.Dial(), journal.GameFull)
	if n := len(h.Events(journal.Joined)); n != 3 {
		t.Errorf("%d joined, want 3", n)
	}
}

// Clients of beginners send their first message before they read.
func TestARejectedClientReceivesAnOrderlyEndThoughItSentFirst(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Limit: 1})
	h.Connect()
	for range 100 {
		g := h.Dial()
		_, _ = g.Write([]byte("may I?")) // it can be rejected before that
		h.MustReject(g, journal.GameFull)
	}
}

func TestTheLimitCanBeChangedWhileHosting(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Limit: 1})
	first := h.Connect()
	h.MustReject(h.Dial(), journal.GameFull)
	h.SetLimit(2)
	second := h.Connect()
	h.MustReject(h.Dial(), journal.GameFull)

	h.SetLimit(1)
	h.MustReject(h.Dial(), journal.GameFull)
	first.Echo("still in")
	second.Echo("I, too")

	for _, none := range []int{0, -1} {
		h.SetLimit(none)
		if got := h.Limit(); got != 0 {
			t.Errorf("limit %d, want 0", got)
		}
		for range 5 {
			h.Connect().Echo("no limit")
		}
		h.SetLimit(1)
	}
}

func TestALimitBelowZeroIsNone(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Limit: -1})
	h.Connect().Echo("no limit")
	if got := h.Limit(); got != 0 {
		t.Errorf("limit %d, want 0", got)
	}
}
