package host_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

func TestAKickedPlayerReceivesAnOrderlyEnd(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	first, second, third := h.Connect(), h.Connect(), h.Connect()
	second.Echo("hello")
	if !h.Kick(h.IDOn(1)) {
		t.Fatal("nobody was kicked")
	}
	if rest := second.ReceiveEnd(); len(rest) != 0 {
		t.Errorf("the kicked client received %q", rest)
	}
	if e := h.MustLeave(second, journal.Kicked); e.Seat != 1 {
		t.Errorf("seat %d left, want 1", e.Seat)
	}
	first.Echo("still in")
	third.Echo("still in")
}

func TestKickingAConnectionThatIsGoneIsFalse(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	first, second := h.WaitPlayer(h.Dial()).ID, h.WaitPlayer(h.Dial()).ID
	for _, id := range []host.ConnID{0, second + 1, 1 << 60} {
		if h.Kick(id) {
			t.Errorf("connection %d was kicked", id)
		}
	}
	if !h.Kick(first) {
		t.Error("nobody was kicked")
	}
	if h.Kick(first) {
		t.Error("it was kicked twice")
	}
	hosttest.WaitFor(t, "the kicked one's end", func() bool { return h.PlayerCount() == 1 })
	if h.Kick(first) {
		t.Error("it was kicked after its end")
	}
	h.Stop()
	if h.Kick(second) {
		t.Error("somebody was kicked while the host is off")
	}
}

func TestAKickDoesNotHitTheNextPlayerOnTheSeat(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	troll := h.Connect()
	id := h.WaitPlayer(troll).ID
	_ = troll.Close()
	h.MustLeave(troll, journal.ByPlayer)
	friend := h.Connect()
	if seat := h.WaitPlayer(friend).Seat; seat != 0 {
		t.Fatalf("the friend has seat %d", seat)
	}
	if h.Kick(id) {
		t.Error("somebody was kicked")
	}
	friend.Echo("still in")
}

func TestAConnectionsIDIsNeverUsedAgain(t *testing.T) {
	t.Parallel()
	h := newServer(t)
	used := map[host.ConnID]bool{}
	for range 3 {
		h.MustStart(host.Config{Limit: 1})
		for range 3 {
			c := h.Connect()
			id := h.WaitPlayer(c).ID
			if id == 0 || used[id] {
				t.Errorf("ID %d is used again", id)
			}
			used[id] = true
			refused := h.Dial()
			h.MustReject(refused, journal.GameFull)
			_ = c.Close()
			h.MustLeave(c, journal.ByPlayer)
		}
		h.Stop()
	}
	ids := map[uint64]bool{}
	for _, k := range []journal.Kind{journal.Joined, journal.Refused} {
		for _, e := range h.Events(k) {
			if e.Conn == 0 || ids[e.Conn] {
				t.Errorf("%s carries ID %d", e.Kind, e.Conn)
			}
			ids[e.Conn] = true
		}
	}
	for _, e := range h.Events(journal.Left) {
		if !used[host.ConnID(e.Conn)] {
			t.Errorf("left carries ID %d", e.Conn)
		}
	}
}

// fillQueue sends to the players that do not read until the host cannot write any more, and returns how many
// bytes that took.
func (h *server) fillQueue(sender *hosttest.Client) int {
	h.T.Helper()
	chunk := strings.Repeat("clog", 16<<10)
	for sent := len(chunk); ; sent += len(chunk) {
		sender.Send(chunk)
		relayed := uint64(sent)
		hosttest.WaitFor(h.T, "the relay", func() bool { return h.Journal.Totals().BytesIn == relayed })
		if h.Waiting() > 0 {
			return sent
		}
	}
}

func TestAKickReachesAPlayerThatIsBeingSentTo(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{NewRule: func() game.Rule { return relay{} }, QueueBytes: 1 << 30, ReadBuffer: 64 << 10, WriteTimeout: time.Hour})
	sender, deaf := h.Connect(), h.Connect()
	h.limitBuffers(deaf)
	sent := h.fillQueue(sender)
	if !h.Kick(h.WaitPlayer(deaf).ID) {
		t.Fatal("nobody was kicked")
	}
	h.MustLeave(deaf, journal.Kicked)
	if got := len(deaf.ReceiveEnd()); got > sent {
		t.Errorf("received %d bytes of %d", got, sent)
	}
}

// The messages of such a player are unread in the host, and would turn the end into a reset.
func TestAKickReachesAPlayerThatSendsAndDoesNotReceive(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{WriteTimeout: time.Hour})
	deaf := h.Connect()
	h.limitBuffers(deaf)
	talked := make(chan struct{})
	go func() {
		defer close(talked)
		for range 10_000 {
			if _, err := io.WriteString(deaf, strings.Repeat("talk", 16<<10)); err != nil {
				return
			}
		}
	}()
	hosttest.WaitFor(t, "the host's being unable to write", func() bool { return h.Waiting() > 0 })
	if !h.Kick(h.IDOn(0)) {
		t.Fatal("nobody was kicked")
	}
	h.MustLeave(deaf, journal.Kicked)
	_ = deaf.ReceiveEnd()
	_ = deaf.Close()
	<-talked
}
