package host_test

import (
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// greeting is a game that echoes and says hello first.
func greeting() *game.Game {
	g := game.Echo()
	g.Players, g.Greeting = 0, []string{"hello"}
	return g
}

func TestASilentNewcomerStaysWhereBrowsersAreAnswered(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: pages()})
	silent := h.guest()
	for range 3 {
		h.guest() // each has its seat when a browser's time is over
	}
	silent.echoes("I was thinking")
	for range 3 {
		h.guest()
	}
	silent.echoes("again")
}

func TestWhoSpeaksAtOnceMayBeSilentAfterwards(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: pages()})
	talker := h.knock()
	talker.echoes("hello")
	for range 3 {
		h.guest()
	}
	talker.echoes("still here")
	if n := len(h.events(journal.Left)); n != 0 {
		t.Errorf("%d left", n)
	}
}

func TestASilentNewcomerIsGreetedSoon(t *testing.T) {
	h := open(t, host.Config{Game: greeting(), Access: pages()})
	fastest := time.Hour
	for range 10 { // a busy machine holds up some
		began := time.Now()
		h.knock().hears("hello")
		fastest = min(fastest, time.Since(began))
	}
	if fastest > 5*host.GreetTime {
		t.Errorf("the greeting came after %s at best", fastest)
	}
}

func TestTheGreetingComesBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	for name, entry := range map[string]host.AccessPolicy{"no browsers": {}, "browsers": pages()} {
		t.Run(name, func(t *testing.T) {
			h := open(t, host.Config{Game: greeting(), Access: entry})
			for range 100 {
				g := h.knock()
				g.says("50,50")
				g.hears("hello50,50")
			}
		})
	}
}

func TestABrowserIsNotGreeted(t *testing.T) {
	t.Parallel()
	h := patient(t, host.Config{Game: greeting(), Access: pages()})
	g := h.knock()
	g.says(browserHead)
	g.getsThePage()
	h.onlyVisited(1)
}

func TestABrowserThatComesLateReadsThePageBehindTheGreeting(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Game: greeting(), Access: pages()})
	g := h.knock()
	g.hears("hello")
	g.says(browserHead)
	g.getsThePage()
	h.leftBecause(g, journal.Browser)
}

func TestSeatsAreDealtInTheOrderOfConnectingThoughNobodyHasSpoken(t *testing.T) {
	t.Parallel()
	for name, entry := range map[string]host.AccessPolicy{"no browsers": {}, "browsers": pages()} {
		t.Run(name, func(t *testing.T) {
			h := open(t, host.Config{Access: entry})
			var guests []*guest
			for range 50 {
				guests = append(guests, h.knock())
			}
			for i := len(guests) - 1; i >= 0; i -= 2 { // the last speaks first, and every other not at all
				guests[i].echoes(fmt.Sprint("I am ", i))
			}
			for want, g := range guests {
				if got := g.hasSeat(h); got != want {
					t.Errorf("who connected as number %d has seat %d", want, got)
				}
			}
		})
	}
}

func TestASilentNewcomerHearsTheOthersFromTheBeginning(t *testing.T) {
	t.Parallel()
	relayed := game.Echo()
	relayed.Rule, relayed.Players = game.RuleRelay, 0
	h := open(t, host.Config{Game: relayed, Access: pages()})
	talker := h.guest()
	for i := range 20 {
		newcomer := h.knock()
		waitFor(t, "its seat", func() bool { return h.PlayerCount() == i+2 })
		msg := fmt.Sprintf("message %d", i)
		talker.says(msg)
		newcomer.hears(msg)
	}
}

func TestANewcomerThatIsKickedBeforeItSpokeReadsAnOrderlyEnd(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: pages()})
	for range 20 {
		g := h.knock()
		waitFor(t, "its seat", func() bool { return h.Kick(0) })
		if rest := g.hearsTheEnd(); len(rest) != 0 {
			t.Errorf("the kicked client heard %q", rest)
		}
		h.leftBecause(g, journal.Kicked)
		waitFor(t, "the free seat", func() bool { return h.PlayerCount() == 0 })
	}
}

func TestANewcomerThatLeavesSilentlyIsToldOf(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: pages()})
	g := h.knock()
	addr := g.addr()
	_ = g.Close()
	if e := h.left(addr); e.Reason != journal.ByPlayer {
		t.Errorf("it left because %q", e.Reason)
	}
	if n := len(h.events(journal.Joined)); n != 1 {
		t.Errorf("%d joined", n)
	}
}

func TestStoppingWhileNewcomersAreSilentEndsThem(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for round := range 20 {
		h.start(host.Config{Game: greeting(), Access: pages()})
		var guests []*guest
		for range 5 {
			guests = append(guests, h.knock())
		}
		waitFor(t, "their seats", func() bool { return h.PlayerCount() == len(guests) })
		if round%2 == 1 {
			waitFor(t, "one to be taken for no browser", func() bool { return len(h.Players(nil)) > 0 })
		}
		h.Stop()
		for _, g := range guests {
			g.hearsTheEnd()
		}
		if n := h.PlayerCount(); n != 0 {
			t.Fatalf("%d are in", n)
		}
	}
	if joined, left := len(h.events(journal.Joined)), len(h.events(journal.Left)); joined != left {
		t.Errorf("%d joined and %d left", joined, left)
	}
}

// Both can happen at once: a kick, and the end of a browser's time.
func TestAnEndIsNotUndoneByLookingOn(t *testing.T) {
	t.Parallel()
	g := open(t, host.Config{}).knock()
	if err := host.ReadsAfterItsEnd(g.TCPConn); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("reading says %v", err)
	}
}

func TestTheGreetingIsTheFirstThatANewcomerHears(t *testing.T) {
	t.Parallel()
	relayed := greeting()
	relayed.Rule = game.RuleRelay
	h := open(t, host.Config{Game: relayed, Access: pages()})
	talker := h.knock()
	talker.hears("hello")
	for i := range 10 {
		newcomer := h.knock()
		waitFor(t, "its seat", func() bool { return h.PlayerCount() == i+2 })
		talker.says("said before")
		newcomer.hears("hello")
	}
}
