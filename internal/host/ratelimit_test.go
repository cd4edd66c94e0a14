package host_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

// defaultRateLimit is the rate limit that the program hosts with.
func defaultRateLimit() host.RateLimit {
	return host.RateLimit{Messages: host.DefaultMessages, Bytes: host.DefaultBytes}
}

// lines is an echo of lines, so that messages that are sent fast stay apart.
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

// sendFlood sends lines of ten bytes as fast as it can and receives the answers. It does not wait.
func sendFlood(g *hosttest.Client, messages int) {
	g.T.Helper()
	go func() { _, _ = io.Copy(io.Discard, g) }()
	go func() { _, _ = io.WriteString(g, strings.Repeat("0123456789\n", messages)) }()
}

// receivedFrom returns how many messages the host has received from a client.
func (h *server) receivedFrom(g *hosttest.Client) int {
	p, _ := h.Player(g.Addr())
	return int(p.MessagesIn)
}

func TestAPlayerThatFloodsIsThrottledWhileAnotherPlaysOn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rateLimit host.RateLimit
		why       journal.Reason
		limit     int
		perSecond int // messages
	}{
		"messages": {host.RateLimit{Messages: 100}, journal.TooFast, 100, 100},
		"bytes":    {host.RateLimit{Bytes: 1000}, journal.TooMuch, 1000, 100},
		"both":     {host.RateLimit{Messages: 100, Bytes: 100_000}, journal.TooFast, 100, 100},
	} {
		t.Run(name, func(t *testing.T) {
			h := open(t, host.Config{Game: lines(t), RateLimit: c.rateLimit})
			flood, friend := h.Connect(), h.Connect()
			seat := h.WaitPlayer(flood).Seat
			began := time.Now()
			sendFlood(flood, 20_000)
			hosttest.WaitFor(t, "the flood to be slowed", func() bool { return len(h.Events(journal.Slowed)) > 0 })
			for range 40 { // too few to be throttled itself
				friend.Echo("still playing\n")
			}
			// The initial burst is used up; from now on messages arrive at the limited rate.
			hosttest.WaitFor(t, "more of the flood", func() bool { return h.receivedFrom(flood) > c.perSecond*5/4 })
			received := h.receivedFrom(flood)
			// One second's worth as the initial burst, one for each elapsed second, and one that is not charged yet.
			if most := c.perSecond * (3 + int(time.Since(began)/time.Second)); received > most || received < c.perSecond {
				t.Errorf("%d messages were received, want %d to %d", received, c.perSecond, most)
			}
			slowed := h.Events(journal.Slowed)
			if len(slowed) != 1 {
				t.Fatalf("it is told %d times", len(slowed))
			}
			if e := slowed[0]; e.Reason != c.why || e.Count() != c.limit || int(e.Seat) != seat || e.Addr() != flood.Addr() {
				t.Errorf("%+v is told of seat %d", e, seat)
			}
		})
	}
}

func TestAPlayerThatFloodsIsEndedWhereTheLimitSaysDrop(t *testing.T) {
	t.Parallel()
	for why, limit := range map[journal.Reason]host.RateLimit{
		journal.TooFast: {Messages: 100, Drop: true},
		journal.TooMuch: {Bytes: 1000, Drop: true},
	} {
		t.Run(why.String(), func(t *testing.T) {
			h := open(t, host.Config{Game: lines(t), RateLimit: limit})
			flood, friend := h.Connect(), h.Connect()
			sendFlood(flood, 20_000)
			h.MustLeave(flood, why)
			friend.Echo("still playing\n")
			if n := len(h.Events(journal.Slowed)); n != 0 {
				t.Errorf("%d were slowed", n)
			}
		})
	}
}

func TestAMessageOfTheLargestSizeIsNoFlood(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Game: lines(t), RateLimit: host.RateLimit{Bytes: 1, Drop: true}})
	raw := open(t, host.Config{RateLimit: host.RateLimit{Bytes: 1, Drop: true}})
	a, b := h.Connect(), raw.Connect()
	a.Echo(strings.Repeat("x", 100) + "\n")
	b.Echo(strings.Repeat("x", game.DefaultBuffer))
	for _, h := range []*server{h, raw} {
		h.Connect().Echo("a moment passes\n")
		h.SetRateLimit(host.RateLimit{})
	}
	a.Echo("still in\n")
	b.Echo("still in\n")
}

func TestWithoutALimitNobodyIsThrottled(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Game: lines(t)})
	flood := h.Connect()
	sendFlood(flood, 20_000)
	h.WaitMessages(20_000)
	if n := len(h.Events(journal.Slowed)); n != 0 {
		t.Errorf("%d were slowed", n)
	}
}

// throttledForLong returns a host whose one player is throttled for longer than a test runs: 99 seconds.
func throttledForLong(t *testing.T) (*server, *hosttest.Client) {
	t.Helper()
	h := open(t, host.Config{Game: lines(t), NewRule: func() game.Rule { return relay{} }, RateLimit: host.RateLimit{Bytes: 1}})
	g := h.Connect()
	go func() { _, _ = io.WriteString(g, strings.Repeat(strings.Repeat("x", 100)+"\n", 5000)) }()
	hosttest.WaitFor(t, "the flood to be slowed", func() bool { return len(h.Events(journal.Slowed)) > 0 })
	return h, g
}

func TestAThrottledPlayerContinuesOnceTheLimitIsGone(t *testing.T) {
	t.Parallel()
	h, g := throttledForLong(t)
	h.SetRateLimit(host.RateLimit{})
	hosttest.WaitFor(t, "the rest of the flood", func() bool { return h.receivedFrom(g) == 5000 })
}

func TestAThrottledPlayerIsEndedOnceTheLimitSaysDrop(t *testing.T) {
	t.Parallel()
	h, g := throttledForLong(t)
	h.SetRateLimit(host.RateLimit{Bytes: 200, Drop: true})
	h.MustLeave(g, journal.TooMuch)
}

func TestANewRateLimitAppliesToConnectedPlayers(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Game: lines(t)})
	g := h.Connect()
	g.Echo("hello\n")
	h.SetRateLimit(host.RateLimit{Messages: 10, Drop: true})
	sendFlood(g, 1000)
	h.MustLeave(g, journal.TooFast)
	h.Stop()
	h.MustStart(host.Config{Game: lines(t)}) // with its own rate limit
	g = h.Connect()
	sendFlood(g, 1000)
	hosttest.WaitFor(t, "all of it", func() bool { return h.receivedFrom(g) == 1000 })
}

func TestAThrottledPlayerEndsAtOnce(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*server){
		"kicked":  func(h *server) { h.Kick(h.IDOn(0)) },
		"banned":  func(h *server) { _ = h.Ban(hosttest.Localhost) },
		"stopped": func(h *server) { h.Stop() },
	} {
		t.Run(name, func(t *testing.T) {
			h, g := throttledForLong(t)
			began := time.Now()
			end(h)
			h.WaitLeft(g.Addr())
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("it took %s", took)
			}
		})
	}
}

func TestAThrottledPlayerStillReceives(t *testing.T) {
	t.Parallel()
	h, flood := throttledForLong(t)
	friend := h.Connect()
	friend.Send("slow down\n")
	flood.Receive("slow down\n")
}

func TestAPlayerIsAloneUntilAnotherOnePlays(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Game: lines(t)})
	first, second := h.Connect(), h.Connect()
	a, b := h.WaitPlayer(first).ID, h.WaitPlayer(second).ID
	first.Echo("hello\n")
	now := time.Now()
	if !h.IsAlone(a, now) || h.IsAlone(b, now) {
		t.Error("a player that has sent nothing plays, or one that sends does not")
	}
	second.Echo("hello\n")
	now = time.Now().Add(time.Second / 2) // the players are not examined at every call
	if h.IsAlone(a, now) || h.IsAlone(b, now) {
		t.Error("with two that play, one is alone")
	}
	if later := now.Add(2 * time.Second); !h.IsAlone(a, later) {
		t.Error("a player that has sent nothing of late still plays")
	}
}

func TestAFloodToALargeRoomIsHeldToItsShareWhileAnotherPlays(t *testing.T) {
	t.Parallel()
	const (
		others  = 40
		share   = 50_000 // deliveries a second
		seconds = 2
	)
	relay := lines(t)
	relay.Rule = game.RuleRelay
	h := open(t, host.Config{Game: relay, RateLimit: defaultRateLimit()})
	flood, friend := h.Connect(), h.Connect()
	for range others - 1 {
		go func(c *hosttest.Client) { _, _ = io.Copy(io.Discard, c) }(h.Connect())
	}
	go func() { _, _ = io.Copy(io.Discard, friend) }()
	friend.Send("playing\n")
	h.WaitMessages(1)
	began := time.Now()
	sendFlood(flood, 1_000_000)
	hosttest.WaitFor(t, "the flood's end of time", func() bool {
		friend.Send("still playing\n")
		time.Sleep(50 * time.Millisecond)
		return time.Since(began) > seconds*time.Second
	})
	deliveries := others * h.receivedFrom(flood)
	// The share of the elapsed time, and half a second's for the burst and the deliveries not charged yet.
	if most := int(share * (time.Since(began).Seconds() + 0.5)); deliveries > most || deliveries == 0 {
		t.Errorf("the flood caused %d deliveries, want %d at most", deliveries, most)
	}
}
