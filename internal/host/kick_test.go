package host_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

func TestAKickedPlayerReadsAnOrderlyEnd(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	first, second, third := h.guest(), h.guest(), h.guest()
	second.echoes("hello")
	if !h.Kick(1) {
		t.Fatal("nobody was kicked")
	}
	if rest := second.hearsTheEnd(); len(rest) != 0 {
		t.Errorf("the kicked client heard %q", rest)
	}
	if e := h.leftBecause(second, journal.Kicked); e.Seat != 1 {
		t.Errorf("seat %d left, want 1", e.Seat)
	}
	first.echoes("still in")
	third.echoes("still in")
}

func TestKickingAnEmptySeatIsFalse(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	for range 2 {
		h.guest()
	}
	for _, seat := range []int{-1, 2, 3, 1 << 40} {
		if h.Kick(seat) {
			t.Errorf("somebody was kicked from seat %d", seat)
		}
	}
	if !h.Kick(0) {
		t.Error("nobody was kicked from seat 0")
	}
	waitFor(t, "the kicked one's end", func() bool { return h.PlayerCount() == 1 })
	if h.Kick(0) {
		t.Error("somebody was kicked from the seat that had become free")
	}
	h.Stop()
	if h.Kick(1) {
		t.Error("somebody was kicked while the host is off")
	}
}

// clog sends to the players that do not read until the host cannot write any more, and returns how
// many bytes that took.
func (h *house) clog(sender *guest) int {
	h.t.Helper()
	chunk := strings.Repeat("clog", 16<<10)
	for sent := len(chunk); ; sent += len(chunk) {
		sender.says(chunk)
		relayed := uint64(sent)
		waitFor(h.t, "the relay", func() bool { return h.journal.Totals().BytesIn == relayed })
		if h.Waiting() > 0 {
			return sent
		}
	}
}

func TestAKickReachesAPlayerThatIsBeingSentTo(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{NewRule: func() game.Rule { return relay{} }, QueueBytes: 1 << 30, ReadBuffer: 64 << 10, WriteTimeout: time.Hour})
	sender, deaf := h.guest(), h.guest()
	h.fillsUpSoon(deaf, deaf.hasSeat(h))
	sent := h.clog(sender)
	if !h.Kick(deaf.hasSeat(h)) {
		t.Fatal("nobody was kicked")
	}
	h.leftBecause(deaf, journal.Kicked)
	if got := len(deaf.hearsTheEnd()); got > sent {
		t.Errorf("heard %d bytes of %d", got, sent)
	}
}

// Such a player's own messages wait in the host unread, and would turn the end into a reset.
func TestAKickReachesAPlayerThatTalksAndDoesNotListen(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{WriteTimeout: time.Hour})
	deaf := h.guest()
	h.fillsUpSoon(deaf, 0)
	talked := make(chan struct{})
	go func() {
		defer close(talked)
		for range 10_000 {
			if _, err := io.WriteString(deaf, strings.Repeat("talk", 16<<10)); err != nil {
				return
			}
		}
	}()
	waitFor(t, "the host's being unable to write", func() bool { return h.Waiting() > 0 })
	if !h.Kick(0) {
		t.Fatal("nobody was kicked")
	}
	h.leftBecause(deaf, journal.Kicked)
	_ = deaf.hearsTheEnd()
	_ = deaf.Close()
	<-talked
}
