package host_test

import (
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
	h := open(t, host.Config{Limit: 1, Access: asking()})
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
