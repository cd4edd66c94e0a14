package host_test

import (
	"encoding/binary"
	"errors"
	"io"
	"os"
	"testing"
	"time"

	"porchlight/internal/conn"
	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

// tightBudget is how many bytes a tight host holds at most of each kind.
const tightBudget = 4 << 20

// openTight returns a server that holds little for all players together. The end of the test checks that it
// holds nothing once it has stopped.
func openTight(t *testing.T, g *game.Game) (h *server, queued, messages *conn.MemoryBudget) {
	t.Helper()
	h = newServer(t)
	queued, messages = h.SetMemory(tightBudget)
	h.MustStart(host.Config{Game: g, QueueBytes: 1 << 30, WriteTimeout: time.Hour})
	t.Cleanup(func() {
		h.Stop()
		if q, m := queued.Held(), messages.Held(); q != 0 || m != 0 {
			t.Errorf("with nobody in, %d bytes wait and %d of large messages are being read", q, m)
		}
	})
	return h, queued, messages
}

// waitLeft waits until a player has left for a reason, and checks meanwhile that the budget is not exceeded.
func (h *server) waitLeft(why journal.Reason, of *conn.MemoryBudget) {
	h.T.Helper()
	hosttest.WaitFor(h.T, "somebody to leave: "+why.String(), func() bool {
		if held := of.Held(); held > tightBudget {
			h.T.Fatalf("%d bytes are held", held)
		}
		for _, e := range h.Events(journal.Left) {
			if e.Reason == why {
				return true
			}
		}
		return false
	})
}

func TestLargeMessagesOfAllPlayersTogetherAreBounded(t *testing.T) {
	t.Parallel()
	framing, err := framing.Parse("u32be")
	if err != nil {
		t.Fatal(err)
	}
	const largest = tightBudget / 4 // as the largest message is to the budget
	h, _, messages := openTight(t, &game.Game{Rule: game.RuleEcho, In: framing, Out: framing, Buffer: 2048, Largest: largest})
	heldBack := binary.BigEndian.AppendUint32(nil, largest)
	heldBack = append(heldBack, make([]byte, largest-1)...)
	ended := make(chan struct{})
	for range 10 {
		hog := h.Dial()
		go func() {
			_, _ = hog.Write(heldBack) // fails for rejected clients
			ended <- struct{}{}
		}()
	}
	h.waitLeft(journal.NoMemory, messages)
	for range 10 {
		<-ended
	}
	if held := messages.Held(); held == 0 || held > tightBudget {
		t.Errorf("%d bytes of large messages are under way", held)
	}
	small, received := h.Dial(), make([]byte, 4+5)
	if _, err := small.Write([]byte("\x00\x00\x00\x05hello")); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(small, received); err != nil || string(received[4:]) != "hello" {
		t.Errorf("a small one receives %q (%v)", received, err)
	}
}

func TestQueuesOfAllPlayersTogetherAreBounded(t *testing.T) {
	t.Parallel()
	h, queued, _ := openTight(t, &game.Game{Rule: game.RuleBroadcast, Buffer: 64 << 10})
	for range 5 {
		h.Dial() // and never read
	}
	talker := h.Dial()
	talked := make(chan error)
	go func() {
		var err error
		for msg, received := make([]byte, 64<<10), make([]byte, 64<<10); err == nil; {
			if _, err = talker.Write(msg); err == nil {
				_, err = io.ReadFull(talker, received)
			}
		}
		talked <- err
	}()
	h.waitLeft(journal.TooSlow, queued)
	_ = talker.SetDeadline(time.Unix(1, 0))
	if err := <-talked; !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("the one that listened was ended: %v", err)
	}
	if held := queued.Held(); held > tightBudget {
		t.Errorf("%d bytes wait", held)
	}
}
