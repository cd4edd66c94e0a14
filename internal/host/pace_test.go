package host_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// usualPace is the pace where nobody said anything.
func usualPace() host.RateLimit {
	return host.RateLimit{Messages: host.DefaultMessages, Bytes: host.DefaultBytes}
}

// lines is an echo of lines, so that what is sent fast stays many messages.
func lines(t testing.TB) *game.Game {
	t.Helper()
	in, err := framing.Parse("line")
	if err != nil {
		t.Fatal(err)
	}
	g := game.Echo()
	g.In, g.Out, g.Largest, g.Players = in, in, 100, 0
	return g
}

// floods sends so many lines of ten bytes as fast as it can, and takes the answers. It does not wait.
func (g *guest) floods(messages int) {
	g.t.Helper()
	go func() { _, _ = io.Copy(io.Discard, g) }()
	go func() { _, _ = io.WriteString(g, strings.Repeat("0123456789\n", messages)) }()
}

// heardOf is how many messages the host has heard of a guest.
func (h *house) heardOf(g *guest) int {
	p, _ := h.player(g.addr())
	return int(p.MessagesIn)
}

func TestAPlayerThatFloodsIsSlowedWhileAnotherPlaysOn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		pace      host.RateLimit
		why       journal.Reason
		limit     int
		perSecond int // messages
	}{
		"messages": {host.RateLimit{Messages: 100}, journal.TooFast, 100, 100},
		"bytes":    {host.RateLimit{Bytes: 1000}, journal.TooMuch, 1000, 100},
		"both":     {host.RateLimit{Messages: 100, Bytes: 100_000}, journal.TooFast, 100, 100},
	} {
		t.Run(name, func(t *testing.T) {
			h := open(t, host.Config{Game: lines(t), RateLimit: c.pace})
			flood, friend := h.guest(), h.guest()
			seat := flood.hasSeat(h)
			began := time.Now()
			flood.floods(20_000)
			waitFor(t, "the flood to be slowed", func() bool { return len(h.events(journal.Slowed)) > 0 })
			for range 40 { // not so many that it is slowed itself
				friend.echoes("still playing\n")
			}
			// The second's worth that it had is used up, and what comes now is what is let pass.
			waitFor(t, "more of the flood", func() bool { return h.heardOf(flood) > c.perSecond*5/4 })
			heard := h.heardOf(flood)
			// A second's worth that it had, the seconds that it took, and what is not counted yet.
			if most := c.perSecond * (3 + int(time.Since(began)/time.Second)); heard > most || heard < c.perSecond {
				t.Errorf("%d messages were heard, want %d to %d", heard, c.perSecond, most)
			}
			slowed := h.events(journal.Slowed)
			if len(slowed) != 1 {
				t.Fatalf("it is told %d times", len(slowed))
			}
			if e := slowed[0]; e.Reason != c.why || e.Count() != c.limit || int(e.Seat) != seat || e.Addr() != flood.addr() {
				t.Errorf("%+v is told of seat %d", e, seat)
			}
		})
	}
}

func TestAPlayerThatFloodsIsSentOutWhereThatIsWanted(t *testing.T) {
	t.Parallel()
	for why, pace := range map[journal.Reason]host.RateLimit{
		journal.TooFast: {Messages: 100, Drop: true},
		journal.TooMuch: {Bytes: 1000, Drop: true},
	} {
		t.Run(why.String(), func(t *testing.T) {
			h := open(t, host.Config{Game: lines(t), RateLimit: pace})
			flood, friend := h.guest(), h.guest()
			flood.floods(20_000)
			h.leftBecause(flood, why)
			friend.echoes("still playing\n")
			if n := len(h.events(journal.Slowed)); n != 0 {
				t.Errorf("%d were slowed", n)
			}
		})
	}
}

func TestAMessageOfTheLargestSizeIsNoFlood(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Game: lines(t), RateLimit: host.RateLimit{Bytes: 1, Drop: true}})
	raw := open(t, host.Config{RateLimit: host.RateLimit{Bytes: 1, Drop: true}})
	a, b := h.guest(), raw.guest()
	a.echoes(strings.Repeat("x", 100) + "\n")
	b.echoes(strings.Repeat("x", game.DefaultBuffer))
	for _, h := range []*house{h, raw} {
		h.guest().echoes("a moment passes\n")
		h.SetRateLimit(host.RateLimit{})
	}
	a.echoes("still in\n")
	b.echoes("still in\n")
}

func TestWithoutALimitNobodyIsSlowed(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Game: lines(t)})
	flood := h.guest()
	flood.floods(20_000)
	h.hasHeard(20_000)
	if n := len(h.events(journal.Slowed)); n != 0 {
		t.Errorf("%d were slowed", n)
	}
}

// slowedForLong is a host whose one player has to rest for longer than a test is patient: 99 seconds.
func slowedForLong(t *testing.T) (*house, *guest) {
	t.Helper()
	h := open(t, host.Config{Game: lines(t), NewRule: func() game.Rule { return relay{} }, RateLimit: host.RateLimit{Bytes: 1}})
	g := h.guest()
	go func() { _, _ = io.WriteString(g, strings.Repeat(strings.Repeat("x", 100)+"\n", 5000)) }()
	waitFor(t, "the flood to be slowed", func() bool { return len(h.events(journal.Slowed)) > 0 })
	return h, g
}

func TestWhoIsSlowedIsNotAnyMoreOnceTheLimitIsGone(t *testing.T) {
	t.Parallel()
	h, g := slowedForLong(t)
	h.SetRateLimit(host.RateLimit{})
	waitFor(t, "the rest of the flood", func() bool { return h.heardOf(g) == 5000 })
}

func TestWhoIsSlowedIsSentOutOnceThatIsWanted(t *testing.T) {
	t.Parallel()
	h, g := slowedForLong(t)
	h.SetRateLimit(host.RateLimit{Bytes: 200, Drop: true})
	h.leftBecause(g, journal.TooMuch)
}

func TestANewLimitHoldsForWhoIsIn(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Game: lines(t)})
	g := h.guest()
	g.echoes("hello\n")
	h.SetRateLimit(host.RateLimit{Messages: 10, Drop: true})
	g.floods(1000)
	h.leftBecause(g, journal.TooFast)
	h.Stop()
	h.start(host.Config{Game: lines(t)}) // with its own pace
	g = h.guest()
	g.floods(1000)
	waitFor(t, "all of it", func() bool { return h.heardOf(g) == 1000 })
}

func TestWhoIsSlowedEndsAtOnce(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*house){
		"kicked":  func(h *house) { h.Kick(0) },
		"banned":  func(h *house) { _ = h.Ban(localhost) },
		"stopped": func(h *house) { h.Stop() },
	} {
		t.Run(name, func(t *testing.T) {
			h, g := slowedForLong(t)
			began := time.Now()
			end(h)
			h.left(g.addr())
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("it took %s", took)
			}
		})
	}
}

func TestWhoIsSlowedStillHearsTheOthers(t *testing.T) {
	t.Parallel()
	h, flood := slowedForLong(t)
	friend := h.guest()
	friend.says("slow down\n")
	flood.hears("slow down\n")
}

// Whatever comes together, and whenever, no more passes than a limit allows, and no less.
func TestAMeterLetsPassWhatItsLimitSays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ limit, longest, each, seconds int }{
		{1, 1, 1, 100},
		{10, 1, 1, 100},
		{50_000, 1, 1, 10},
		{1000, 2048, 2048, 100},
		{1000, 2048, 7, 100},
		{64_000_000, 1 << 20, 1 << 20, 100},
		{3, 1 << 24, 1 << 24, 100},
	} {
		add := host.Meter(c.limit, c.longest)
		now := time.Unix(1_000_000, 0)
		var passed float64
		end := now.Add(time.Duration(c.seconds) * time.Second)
		for now.Before(end) {
			now = now.Add(add(now, c.each) + time.Microsecond)
			passed += float64(c.each)
		}
		took := float64(c.seconds) + now.Sub(end).Seconds()
		least := took * float64(c.limit) * 0.99
		most := (took+1)*float64(c.limit)*1.01 + float64(c.limit)/16 + 2*float64(c.longest)
		if passed < least || passed > most {
			t.Errorf("limit %d, %d each: %.0f passed in %.0f s, want %.0f to %.0f", c.limit, c.each, passed, took, least, most)
		}
	}
	if add := host.Meter(0, 1); add(time.Now(), 1<<30) != 0 {
		t.Error("without a limit something waits")
	}
}
