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
)

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
