package host_test

import (
	"fmt"
	"testing"
	"time"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
	"porchlight/internal/web"
)

// greeting is a game that echoes and sends a greeting first.
func greeting() *game.Game {
	g := game.Echo()
	g.Players, g.Greeting = 0, [][]string{{"hello"}}
	return g
}

func TestASilentNewcomerStaysWhereBrowsersAreAnswered(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Page: pages()})
	silent := h.Connect()
	for range 3 {
		h.Connect() // each has its seat when a browser's time is over
	}
	silent.Echo("I was thinking")
	for range 3 {
		h.Connect()
	}
	silent.Echo("again")
}

func TestAClientThatSendsAtOnceMayBeSilentAfterwards(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Page: pages()})
	talker := h.Dial()
	talker.Echo("hello")
	for range 3 {
		h.Connect()
	}
	talker.Echo("still here")
	if n := len(h.Events(journal.Left)); n != 0 {
		t.Errorf("%d left", n)
	}
}

func TestASilentNewcomerIsGreetedSoon(t *testing.T) {
	h := open(t, host.Config{Game: greeting(), Page: pages()})
	fastest := time.Hour
	for range 10 { // a busy machine delays some
		began := time.Now()
		h.Dial().Receive("hello")
		fastest = min(fastest, time.Since(began))
	}
	if fastest > 5*host.SniffTimeout {
		t.Errorf("the greeting came after %s at best", fastest)
	}
}

func TestTheGreetingComesBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	for name, page := range map[string]*web.Page{"no browsers": nil, "browsers": pages()} {
		t.Run(name, func(t *testing.T) {
			h := open(t, host.Config{Game: greeting(), Page: page})
			for range 100 {
				g := h.Dial()
				g.Send("50,50")
				g.Receive("hello50,50")
			}
		})
	}
}

func TestABrowserIsNotGreeted(t *testing.T) {
	t.Parallel()
	h := patient(t, host.Config{Game: greeting(), Page: pages()})
	g := h.Dial()
	g.Send(browserHead)
	receivePage(g)
	h.onlyBrowsersCame(1)
}

func TestALateBrowserReceivesThePageAfterTheGreeting(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Game: greeting(), Page: pages()})
	g := h.Dial()
	g.Receive("hello")
	g.Send(browserHead)
	receivePage(g)
	h.MustLeave(g, journal.Browser)
}

func TestSeatsAreInTheOrderOfConnectingThoughNobodyHasSent(t *testing.T) {
	t.Parallel()
	for name, page := range map[string]*web.Page{"no browsers": nil, "browsers": pages()} {
		t.Run(name, func(t *testing.T) {
			h := open(t, host.Config{Page: page})
			var clients []*hosttest.Client
			for range 50 {
				clients = append(clients, h.Dial())
			}
			for i := len(clients) - 1; i >= 0; i -= 2 { // the last speaks first, and every other not at all
				clients[i].Echo(fmt.Sprint("I am ", i))
			}
			for want, g := range clients {
				if got := h.WaitPlayer(g).Seat; got != want {
					t.Errorf("the client that connected as number %d has seat %d", want, got)
				}
			}
		})
	}
}

func TestASilentNewcomerReceivesTheOthersFromTheBeginning(t *testing.T) {
	t.Parallel()
	relayed := game.Echo()
	relayed.Rule, relayed.Players = game.RuleRelay, 0
	h := open(t, host.Config{Game: relayed, Page: pages()})
	talker := h.Connect()
	for i := range 20 {
		newcomer := h.Dial()
		hosttest.WaitFor(t, "its seat", func() bool { return h.PlayerCount() == i+2 })
		msg := fmt.Sprintf("message %d", i)
		talker.Send(msg)
		newcomer.Receive(msg)
	}
}

func TestANewcomerThatIsKickedBeforeItSentReceivesAnOrderlyEnd(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Page: pages()})
	for range 20 {
		g := h.Dial()
		hosttest.WaitFor(t, "its seat", func() bool { return h.Kick(h.IDOn(0)) })
		if rest := g.ReceiveEnd(); len(rest) != 0 {
			t.Errorf("the kicked client received %q", rest)
		}
		h.MustLeave(g, journal.Kicked)
		hosttest.WaitFor(t, "the free seat", func() bool { return h.PlayerCount() == 0 })
	}
}

func TestANewcomerThatLeavesSilentlyIsJournalled(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Page: pages()})
	g := h.Dial()
	addr := g.Addr()
	_ = g.Close()
	if e := h.WaitLeft(addr); e.Reason != journal.ByPlayer {
		t.Errorf("it left because %q", e.Reason)
	}
	if n := len(h.Events(journal.Joined)); n != 1 {
		t.Errorf("%d joined", n)
	}
}

func TestStoppingWhileNewcomersAreSilentEndsThem(t *testing.T) {
	t.Parallel()
	h := newServer(t)
	for round := range 20 {
		h.MustStart(host.Config{Game: greeting(), Page: pages()})
		var clients []*hosttest.Client
		for range 5 {
			clients = append(clients, h.Dial())
		}
		hosttest.WaitFor(t, "their seats", func() bool { return h.PlayerCount() == len(clients) })
		if round%2 == 1 {
			hosttest.WaitFor(t, "one to be taken for no browser", func() bool { return len(h.Players(nil)) > 0 })
		}
		h.Stop()
		for _, g := range clients {
			g.ReceiveEnd()
		}
		if n := h.PlayerCount(); n != 0 {
			t.Fatalf("%d are in", n)
		}
	}
	if joined, left := len(h.Events(journal.Joined)), len(h.Events(journal.Left)); joined != left {
		t.Errorf("%d joined and %d left", joined, left)
	}
}

func TestANewcomerReceivesTheGreetingFirst(t *testing.T) {
	t.Parallel()
	relayed := greeting()
	relayed.Rule = game.RuleRelay
	h := open(t, host.Config{Game: relayed, Page: pages()})
	talker := h.Dial()
	talker.Receive("hello")
	for i := range 10 {
		newcomer := h.Dial()
		hosttest.WaitFor(t, "its seat", func() bool { return h.PlayerCount() == i+2 })
		talker.Send("said before")
		newcomer.Receive("hello")
	}
}
