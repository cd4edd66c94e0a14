package host_test

import (
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
	"porchlight/internal/web"
)

// asking is the policy of a host that asks about newcomers.
func asking() access.Policy { return access.Policy{Ask: true} }

// waitPending waits until a client is pending and returns its ID.
func (h *server) waitPending(g *hosttest.Client) (id host.ConnID) {
	h.T.Helper()
	hosttest.WaitFor(h.T, "a pending connection", func() bool {
		for _, v := range h.Pending(nil) {
			if v.Addr == g.Addr() {
				id = v.ID
			}
		}
		return id != 0
	})
	return id
}

// waitNonePending waits until no connection is pending.
func (h *server) waitNonePending() {
	h.T.Helper()
	hosttest.WaitFor(h.T, "the last pending connection to end", func() bool { return len(h.Pending(nil)) == 0 })
}

func TestANewcomerIsPendingUntilItIsAdmitted(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Game: greeting(), Access: asking()})
	before := time.Now()
	g := h.Dial()
	g.Send("sent while pending;")
	number := h.waitPending(g)
	v := h.Pending(nil)[0]
	if v.Since.Before(before) || v.Since.After(time.Now()) || h.PlayerCount() != 0 || len(h.Players(nil)) != 0 {
		t.Errorf("%+v waits, and %d are in", v, h.PlayerCount())
	}
	g.Send("and this")
	if at := h.Events(journal.Pending); len(at) != 1 || at[0].Addr() != g.Addr() || at[0].Seat != -1 {
		t.Errorf("pending: %+v", at)
	}
	for _, k := range []journal.Kind{journal.Joined, journal.Left, journal.Refused} {
		if n := len(h.Events(k)); n != 0 {
			t.Errorf("%d records %q", n, k)
		}
	}
	h.WaitMessages(0)
	if !h.Admit(number) {
		t.Fatal("it was not let in")
	}
	g.Receive("hello" + "sent while pending;and this")
	if seat := h.WaitPlayer(g).Seat; seat != 0 {
		t.Errorf("it has seat %d", seat)
	}
	h.waitNonePending()
	g.Echo("I am in")
	if joined := h.Events(journal.Joined); len(joined) != 1 || joined[0].Addr() != g.Addr() {
		t.Errorf("joined: %+v", joined)
	}
}

func TestEverythingThatAPendingClientSendsArrives(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: asking()})
	speech := strings.Repeat("let me in, please. ", 3000)
	g := h.Dial()
	g.Send(speech)
	h.Admit(h.waitPending(g))
	g.Receive(speech)
}

func TestASilentPendingClientPlaysOnceItIsAdmitted(t *testing.T) {
	t.Parallel()
	for name, page := range map[string]*web.Page{"no browsers": nil, "browsers": pages()} {
		t.Run(name, func(t *testing.T) {
			h := open(t, host.Config{Access: asking(), Page: page})
			g := h.Dial()
			h.Admit(h.waitPending(g))
			h.WaitPlayer(g)
			g.Echo("thank you")
			h.Dial() // a moment passes
			g.Echo("still here")
		})
	}
}

func TestARejectedPendingClientReceivesAnOrderlyEnd(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: asking()})
	silent, talker := h.Dial(), h.Dial()
	talker.Send("may I?")
	for _, g := range []*hosttest.Client{silent, talker} {
		if number := h.waitPending(g); !h.Reject(number) || h.Reject(number) || h.Admit(number) {
			t.Error("a rejection is answered wrongly")
		}
		h.MustReject(g, journal.Rejected)
	}
	h.waitNonePending()
	waitNoConnections(h)
	if n := len(h.Events(journal.Joined)); n != 0 {
		t.Errorf("%d joined", n)
	}
}

func TestAPendingClientThatClosesGaveUp(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(*hosttest.Client){
		"in order":        func(g *hosttest.Client) { _ = g.Close() },
		"with a reset":    (*hosttest.Client).Reset,
		"spoke, resets":   func(g *hosttest.Client) { g.Send("hello?"); g.Reset() },
		"spoke, in order": func(g *hosttest.Client) { g.Send("hello?"); _ = g.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			if strings.HasPrefix(name, "spoke") && runtime.GOOS == "windows" {
				t.Skip("Windows does not report an end behind unread data")
			}
			h := open(t, host.Config{Access: asking()})
			g := h.Dial()
			h.waitPending(g)
			addr := g.Addr()
			leave(g)
			waitNoConnections(h)
			refused := h.Events(journal.Refused)
			if len(refused) != 1 || refused[0].Reason != journal.GaveUp || refused[0].Addr() != addr {
				t.Errorf("refused: %+v", refused)
			}
		})
	}
}

func TestAnAllowedAddressIsAdmittedWithoutAsking(t *testing.T) {
	t.Parallel()
	list := &access.List{}
	h := open(t, host.Config{Access: asking(), AccessList: list})
	waiting := h.Dial()
	h.waitPending(waiting)
	if err := list.Allow(hosttest.Localhost); err != nil {
		t.Fatal(err)
	}
	h.Connect().Echo("I am welcome")
	if n := len(h.Pending(nil)); n != 1 {
		t.Errorf("%d wait, want the earlier one", n)
	}
	if err := list.Remove(hosttest.Localhost); err != nil {
		t.Fatal(err)
	}
	h.waitPending(h.Dial())
}

func TestPendingClientsAreAdmittedOnceThePolicyDoesNotAsk(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: asking()})
	var clients []*hosttest.Client
	for range 10 {
		g := h.Dial()
		g.Send("hello")
		h.waitPending(g)
		clients = append(clients, g)
	}
	h.SetAccessPolicy(access.Policy{})
	for _, g := range clients {
		g.Receive("hello")
		g.Echo("I am in")
	}
	h.waitNonePending()
	h.Connect().Echo("I need not wait")
}

func TestPendingConnectionsAreInTheOrderInWhichTheyCame(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: asking()})
	var clients []*hosttest.Client
	for range 20 {
		clients = append(clients, h.Dial())
	}
	h.waitPending(clients[len(clients)-1])
	var last host.ConnID
	for i, v := range h.Pending(nil) {
		if v.Addr != clients[i].Addr() || v.ID <= last {
			t.Errorf("pending connection %d is %s with number %d after %d", i, v.Addr, v.ID, last)
		}
		last = v.ID
	}
}

func TestAPendingConnectionIsDecidedOnce(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: asking()})
	g := h.Dial()
	number := h.waitPending(g)
	for _, nobody := range []host.ConnID{0, number + 1, 1 << 60} {
		if h.Admit(nobody) || h.Reject(nobody) {
			t.Errorf("number %d waited", nobody)
		}
	}
	if !h.Admit(number) || h.Admit(number) || h.Reject(number) {
		t.Error("an admission is answered wrongly")
	}
	h.WaitPlayer(g)
	if h.Admit(number) || h.Reject(number) {
		t.Error("an admitted client is still pending")
	}
	g.Echo("I am in")
}

func TestAnAdmittedClientIsRejectedWhereTheGameIsFull(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Players: 1, Access: asking()})
	first, second := h.Dial(), h.Dial()
	second.Send("may I?")
	one, two := h.waitPending(first), h.waitPending(second)
	h.Admit(one)
	h.WaitPlayer(first)
	if !h.Admit(two) {
		t.Error("the second did not wait")
	}
	h.MustReject(second, journal.GameFull)
	h.MustReject(h.Dial(), journal.GameFull) // it does not become pending first
	first.Echo("I am in")
}

func TestStoppingEndsPendingConnections(t *testing.T) {
	t.Parallel()
	h := newServer(t)
	for range 3 {
		h.MustStart(host.Config{Access: asking()})
		silent, talker := h.Dial(), h.Dial()
		talker.Send("hello?")
		h.waitPending(silent)
		h.waitPending(talker)
		began := time.Now()
		h.Stop()
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("stopping took %s", took)
		}
		for _, g := range []*hosttest.Client{silent, talker} {
			if rest := g.ReceiveEnd(); len(rest) != 0 {
				t.Errorf("received %q", rest)
			}
		}
		if n := len(h.Pending(nil)); n != 0 {
			t.Errorf("%d wait", n)
		}
	}
	for _, k := range []journal.Kind{journal.Joined, journal.Left, journal.Refused} {
		if n := len(h.Events(k)); n != 0 {
			t.Errorf("%d records %q", n, k)
		}
	}
}

// A stop can come when a connection was just admitted and has no seat yet.
func TestStoppingWhilePendingConnectionsAreAdmittedEndsThem(t *testing.T) {
	t.Parallel()
	h := newServer(t)
	for range 10 {
		h.MustStart(host.Config{Access: asking()})
		var clients []*hosttest.Client
		for range 20 {
			g := h.Dial()
			h.waitPending(g)
			clients = append(clients, g)
		}
		h.SetAccessPolicy(access.Policy{})
		hosttest.WaitFor(t, "the first to come in", func() bool { return h.PlayerCount() > 0 })
		stopped := make(chan struct{})
		go func() {
			defer close(stopped)
			h.Stop()
		}()
		select {
		case <-stopped:
		case <-time.After(hosttest.Timeout):
			t.Fatal("stopping has no end")
		}
		for _, g := range clients {
			g.ReceiveEnd()
		}
	}
}

func TestPendingConnectionsAreLimited(t *testing.T) {
	t.Parallel()
	list := &access.List{}
	h := open(t, host.Config{Access: asking(), AccessList: list})
	var last *hosttest.Client
	for range access.MaxPending {
		last = h.Dial()
	}
	h.waitPending(last)
	h.MustReject(h.Dial(), journal.TooManyPending)
	if n := len(h.Pending(nil)); n != access.MaxPending {
		t.Errorf("%d wait", n)
	}
	// An allowed address is not kept out by pending ones.
	if err := list.Allow(hosttest.Localhost); err != nil {
		t.Fatal(err)
	}
	h.Connect().Echo("I am welcome")
	if err := list.Remove(hosttest.Localhost); err != nil {
		t.Fatal(err)
	}
	_ = last.Close()
	h.waitGaveUp()
	h.waitPending(h.Dial())
}

// waitGaveUp waits until a pending connection has given up.
func (h *server) waitGaveUp() {
	h.T.Helper()
	hosttest.WaitFor(h.T, "one to give up", func() bool {
		return slices.ContainsFunc(h.Events(journal.Refused), func(e journal.Entry) bool { return e.Reason == journal.GaveUp })
	})
}

// The connection's goroutine takes note of a decision later than that.
func TestADecidedConnectionIsNotPending(t *testing.T) {
	t.Parallel()
	h := newServer(t)
	h.SetPendingPoll(time.Hour)
	h.MustStart(host.Config{Access: asking()})
	first, second := h.Dial(), h.Dial()
	id := h.waitPending(first)
	undecided := h.waitPending(second)
	if !h.Admit(id) {
		t.Fatal("it was not admitted")
	}
	if p := h.Pending(nil); len(p) != 1 || p[0].ID != undecided {
		t.Errorf("%+v are pending", p)
	}
}

func TestAPendingBrowserGetsThePage(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Game: greeting(), Access: asking(), Page: pagesOf("Ada")})
	g := h.Dial()
	h.waitPending(g)
	g.Send(browserHead)
	if page := receivePage(g); !strings.Contains(page, "Ada’s game") {
		t.Errorf("the page is %s", page)
	}
	h.waitNonePending()
	waitNoConnections(h)
	if visited := h.Events(journal.PageServed); len(visited) != 1 || visited[0].Addr() != g.Addr() {
		t.Errorf("visited: %+v", visited)
	}
	if n := len(h.Events(journal.Refused)) + len(h.Events(journal.Joined)); n != 0 {
		t.Errorf("%d refused or joined", n)
	}
}

func TestAPendingConnectionDoesNotOutliveItsHosting(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: asking()})
	first := h.waitPending(h.Dial())
	h.Stop()
	h.MustStart(host.Config{Access: asking()})
	if n := len(h.Pending(nil)); n != 0 {
		t.Fatalf("%d wait", n)
	}
	if next := h.waitPending(h.Dial()); next <= first {
		t.Errorf("number %d is given after %d", next, first)
	}
	if h.Admit(first) {
		t.Error("a connection from before the stop is still pending")
	}
}
