package host_test

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// asked is the entry of a host that asks about newcomers.
func asked() host.AccessPolicy { return host.AccessPolicy{Ask: true} }

// waits waits until a guest stands at the door and returns its number there.
func (h *house) waits(g *guest) (number uint64) {
	h.t.Helper()
	waitFor(h.t, "somebody at the door", func() bool {
		for _, v := range h.Pending(nil) {
			if v.Addr == g.addr() {
				number = v.Number
			}
		}
		return number != 0
	})
	return number
}

// nobodyWaits waits until nobody stands at the door any more.
func (h *house) nobodyWaits() {
	h.t.Helper()
	waitFor(h.t, "an empty porch", func() bool { return len(h.Pending(nil)) == 0 })
}

func TestANewcomerWaitsAtTheDoorUntilItIsLetIn(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Game: greeting(), Access: asked()})
	before := time.Now()
	g := h.knock()
	g.says("said at the door;")
	number := h.waits(g)
	v := h.Pending(nil)[0]
	if v.Since.Before(before) || v.Since.After(time.Now()) || h.PlayerCount() != 0 || len(h.Players(nil)) != 0 {
		t.Errorf("%+v waits, and %d are in", v, h.PlayerCount())
	}
	g.says("and this")
	if at := h.events(journal.Pending); len(at) != 1 || at[0].Addr() != g.addr() || at[0].Seat != -1 {
		t.Errorf("at the door: %+v", at)
	}
	for _, k := range []journal.Kind{journal.Joined, journal.Left, journal.Refused} {
		if n := len(h.events(k)); n != 0 {
			t.Errorf("%d records %q", n, k)
		}
	}
	h.hasHeard(0)
	if !h.Admit(number) {
		t.Fatal("it was not let in")
	}
	g.hears("hello" + "said at the door;and this")
	if seat := g.hasSeat(h); seat != 0 {
		t.Errorf("it has seat %d", seat)
	}
	h.nobodyWaits()
	g.echoes("I am in")
	if joined := h.events(journal.Joined); len(joined) != 1 || joined[0].Addr() != g.addr() {
		t.Errorf("joined: %+v", joined)
	}
}

func TestALongSpeechAtTheDoorArrivesWhole(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: asked()})
	speech := strings.Repeat("let me in, please. ", 3000)
	g := h.knock()
	g.says(speech)
	h.Admit(h.waits(g))
	g.hears(speech)
}

func TestASilentVisitorPlaysOnceItIsLetIn(t *testing.T) {
	t.Parallel()
	for name, entry := range map[string]host.AccessPolicy{"no browsers": asked(), "browsers": {Ask: true, Browsers: true}} {
		t.Run(name, func(t *testing.T) {
			h := open(t, host.Config{Access: entry})
			g := h.knock()
			h.Admit(h.waits(g))
			g.hasSeat(h)
			g.echoes("thank you")
			h.knock() // a moment passes
			g.echoes("still here")
		})
	}
}

func TestWhoIsTurnedAwayAtTheDoorReadsAnOrderlyEnd(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: asked()})
	silent, talker := h.knock(), h.knock()
	talker.says("may I?")
	for _, g := range []*guest{silent, talker} {
		if number := h.waits(g); !h.Reject(number) || h.Reject(number) || h.Admit(number) {
			t.Error("turning away is answered wrongly")
		}
		g.isRefusedBecause(h, journal.Rejected)
	}
	h.nobodyWaits()
	waitForNobody(h)
	if n := len(h.events(journal.Joined)); n != 0 {
		t.Errorf("%d joined", n)
	}
}

func TestWhoHangsUpAtTheDoorGaveUp(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(*guest){
		"in order":        func(g *guest) { _ = g.Close() },
		"with a reset":    (*guest).resets,
		"spoke, resets":   func(g *guest) { g.says("hello?"); g.resets() },
		"spoke, in order": func(g *guest) { g.says("hello?"); _ = g.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			if strings.HasPrefix(name, "spoke") && runtime.GOOS == "windows" {
				t.Skip("Windows does not tell of an end behind what was said")
			}
			h := open(t, host.Config{Access: asked()})
			g := h.knock()
			h.waits(g)
			addr := g.addr()
			leave(g)
			h.nobodyWaits()
			refused := h.events(journal.Refused)
			if len(refused) != 1 || refused[0].Reason != journal.GaveUp || refused[0].Addr() != addr {
				t.Errorf("refused: %+v", refused)
			}
			waitForNobody(h)
		})
	}
}

func TestWhoIsWelcomeComesInWithoutWaiting(t *testing.T) {
	t.Parallel()
	list := &access.List{}
	h := open(t, host.Config{Access: asked(), AccessList: list})
	waiting := h.knock()
	h.waits(waiting)
	if err := list.Allow(localhost); err != nil {
		t.Fatal(err)
	}
	h.guest().echoes("I am welcome")
	if n := len(h.Pending(nil)); n != 1 {
		t.Errorf("%d wait, want the one who came before", n)
	}
	if err := list.Remove(localhost); err != nil {
		t.Fatal(err)
	}
	h.waits(h.knock())
}

func TestNobodyWaitsOnceNobodyIsAskedAnyMore(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: asked()})
	var guests []*guest
	for range 10 {
		g := h.knock()
		g.says("hello")
		h.waits(g)
		guests = append(guests, g)
	}
	h.SetAccessPolicy(host.AccessPolicy{})
	for _, g := range guests {
		g.hears("hello")
		g.echoes("I am in")
	}
	h.nobodyWaits()
	h.guest().echoes("I need not wait")
}

func TestVisitorsAreInTheOrderThatTheyCame(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: asked()})
	var guests []*guest
	for range 20 {
		guests = append(guests, h.knock())
	}
	h.waits(guests[len(guests)-1])
	var last uint64
	for i, v := range h.Pending(nil) {
		if v.Addr != guests[i].addr() || v.Number <= last {
			t.Errorf("visitor %d is %s with number %d after %d", i, v.Addr, v.Number, last)
		}
		last = v.Number
	}
}

func TestAVisitorIsLetInOnce(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: asked()})
	g := h.knock()
	number := h.waits(g)
	for _, nobody := range []uint64{0, number + 1, 1 << 60} {
		if h.Admit(nobody) || h.Reject(nobody) {
			t.Errorf("number %d waited", nobody)
		}
	}
	if !h.Admit(number) || h.Admit(number) || h.Reject(number) {
		t.Error("letting in is answered wrongly")
	}
	g.hasSeat(h)
	if h.Admit(number) || h.Reject(number) {
		t.Error("who is in still waits")
	}
	g.echoes("I am in")
}

func TestWhoIsLetIntoAFullGameIsRefused(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Players: 1, Access: asked()})
	first, second := h.knock(), h.knock()
	second.says("may I?")
	one, two := h.waits(first), h.waits(second)
	h.Admit(one)
	first.hasSeat(h)
	if !h.Admit(two) {
		t.Error("the second did not wait")
	}
	second.isRefusedBecause(h, journal.GameFull)
	h.knock().isRefusedBecause(h, journal.GameFull) // nobody is asked for nothing
	first.echoes("I am in")
}

func TestStoppingSendsEverybodyHomeFromTheDoor(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for range 3 {
		h.start(host.Config{Access: asked()})
		silent, talker := h.knock(), h.knock()
		talker.says("hello?")
		h.waits(silent)
		h.waits(talker)
		began := time.Now()
		h.Stop()
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("stopping took %s", took)
		}
		for _, g := range []*guest{silent, talker} {
			if rest := g.hearsTheEnd(); len(rest) != 0 {
				t.Errorf("heard %q", rest)
			}
		}
		if n := len(h.Pending(nil)); n != 0 {
			t.Errorf("%d wait", n)
		}
	}
	for _, k := range []journal.Kind{journal.Joined, journal.Left, journal.Refused} {
		if n := len(h.events(k)); n != 0 {
			t.Errorf("%d records %q", n, k)
		}
	}
}

// A stop can come when somebody was just let in and is on its way to its seat.
func TestStoppingWhileVisitorsAreLetInEndsThem(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for range 10 {
		h.start(host.Config{Access: asked()})
		var guests []*guest
		for range 20 {
			g := h.knock()
			h.waits(g)
			guests = append(guests, g)
		}
		h.SetAccessPolicy(host.AccessPolicy{})
		waitFor(t, "the first to come in", func() bool { return h.PlayerCount() > 0 })
		stopped := make(chan struct{})
		go func() {
			defer close(stopped)
			h.Stop()
		}()
		select {
		case <-stopped:
		case <-time.After(patience):
			t.Fatal("stopping has no end")
		}
		for _, g := range guests {
			g.hearsTheEnd()
		}
	}
}

func TestOnlySoManyMayWaitAtTheDoor(t *testing.T) {
	t.Parallel()
	list := &access.List{}
	h := open(t, host.Config{Access: asked(), AccessList: list})
	var last *guest
	for range host.MaxWaiting {
		last = h.knock()
	}
	h.waits(last)
	h.knock().isRefusedBecause(h, journal.TooMany)
	if n := len(h.Pending(nil)); n != host.MaxWaiting {
		t.Errorf("%d wait", n)
	}
	// Who need not wait is not kept out by those who do.
	if err := list.Allow(localhost); err != nil {
		t.Fatal(err)
	}
	h.guest().echoes("I am welcome")
	if err := list.Remove(localhost); err != nil {
		t.Fatal(err)
	}
	_ = last.Close()
	waitFor(t, "one to give up", func() bool { return len(h.Pending(nil)) < host.MaxWaiting })
	h.waits(h.knock())
}

func TestABrowserAtTheDoorGetsItsPage(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Game: greeting(), Access: host.AccessPolicy{Ask: true, Browsers: true, Owner: "Ada"}})
	g := h.knock()
	h.waits(g)
	g.says(browserHead)
	if page := g.getsThePage(); !strings.Contains(page, "Ada’s game") {
		t.Errorf("the page is %s", page)
	}
	h.nobodyWaits()
	waitForNobody(h)
	if visited := h.events(journal.PageServed); len(visited) != 1 || visited[0].Addr() != g.addr() {
		t.Errorf("visited: %+v", visited)
	}
	if n := len(h.events(journal.Refused)) + len(h.events(journal.Joined)); n != 0 {
		t.Errorf("%d refused or joined", n)
	}
}

func TestAnEndedVisitDoesNotComeBackWithTheNextHosting(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: asked()})
	first := h.waits(h.knock())
	h.Stop()
	h.start(host.Config{Access: asked()})
	if n := len(h.Pending(nil)); n != 0 {
		t.Fatalf("%d wait", n)
	}
	if next := h.waits(h.knock()); next <= first {
		t.Errorf("number %d is given after %d", next, first)
	}
	if h.Admit(first) {
		t.Error("who waited before the stop still waits")
	}
}
