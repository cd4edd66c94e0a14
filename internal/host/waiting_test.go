package host_test

import (
	"io"
	"net"
	"testing"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

// mustNotWait fails the test if do does not return soon.
func mustNotWait(t *testing.T, what string, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal(what, "waits")
	}
}

// A delivery to a thousand players, announcing that a thousand others left, takes long.
func TestNothingWaitsForADeliveryButItsRoom(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	g.Rule, g.Room, g.Players, g.AnnounceJoin, g.AnnounceLeave = game.RuleRelay, 3, 0, "+", "-"
	h := open(t, host.Config{Game: g})
	leaves, kicked, stays := h.Connect(), h.Connect(), h.Connect()
	id := h.WaitPlayer(kicked).ID
	release := h.HoldDelivery(0)
	defer func() {
		release()
		h.MustLeave(kicked, journal.Kicked)
		h.WaitLeft(leaves.Addr())
		h.WaitPlayer(stays)
	}()
	_ = leaves.Close()
	mustNotWait(t, "accepting", func() {
		for range 3 { // the next room
			h.Connect()
		}
	})
	mustNotWait(t, "a snapshot", func() { h.Players(nil); h.Pending(nil); h.PlayerCount() })
	mustNotWait(t, "a kick", func() {
		if !h.Kick(id) {
			t.Error("nobody was kicked")
		}
	})
	mustNotWait(t, "a change of the limit", func() { h.SetLimit(10); h.SetAccessPolicy(access.Policy{}); h.SetRateLimit(host.RateLimit{}) })
	time.Sleep(50 * time.Millisecond) // both are leaving now, and wait for the delivery
	mustNotWait(t, "accepting while two leave", func() { h.Connect() })
}

func TestASeatIsNotTakenAgainBeforeTheOthersKnowThatItIsFree(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	g.Rule, g.Players, g.AnnounceJoin, g.AnnounceLeave = game.RuleRelay, 0, "+{seat}", "-{seat}"
	h := open(t, host.Config{Game: g})
	watcher := h.Connect()
	isIn := map[byte]bool{}
	announced := func() {
		change := make([]byte, 2)
		if _, err := io.ReadFull(watcher, change); err != nil {
			t.Fatal(err)
		}
		if in := change[0] == '+'; in == isIn[change[1]] {
			t.Fatalf("%q is announced, and seat %c is taken: %t", change, change[1], isIn[change[1]])
		} else {
			isIn[change[1]] = in
		}
	}
	last := h.Connect()
	announced()
	for range 100 {
		_ = last.Close()
		last = h.Dial() // may connect before the seat is free
		announced()
		announced()
		h.WaitPlayer(last)
	}
}

func TestAcceptDoesNotWaitForASelfTest(t *testing.T) {
	t.Parallel()
	const count = 200
	h := open(t, host.Config{})
	end := h.BeginSelfTest(h.Addr()) // its connection stands in a full backlog
	var clients []*hosttest.Client
	for range count {
		clients = append(clients, h.Dial())
	}
	hosttest.WaitFor(t, "all to be accepted", func() bool { return h.SetAside() == count })
	end()
	for want, c := range clients {
		if got := h.WaitPlayer(c).Seat; got != want {
			t.Fatalf("the client that connected as number %d has seat %d", want, got)
		}
	}
	clients[0].Echo("hello")
}

func TestAcceptDoesNotWaitForARejectedConnectionToClose(t *testing.T) {
	t.Parallel()
	h := newServer(t)
	closed := make(chan struct{})
	h.SetCloseRejected(func(tcp *net.TCPConn) {
		<-closed
		_ = tcp.Close()
	})
	h.MustStart(host.Config{Limit: 1})
	first := h.Connect()
	for range 3 {
		h.Dial()
	}
	hosttest.WaitFor(t, "the rejections", func() bool { return len(h.Events(journal.Refused)) == 3 })
	h.SetLimit(2)
	h.Connect().Echo("hello")
	first.Echo("still in")
	close(closed)
}
