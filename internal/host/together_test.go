package host

import (
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/netip"
	"os"
	"testing"
	"time"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/journal"
)

func TestOneAloneMayHaveHalfAndThereIsAlwaysALittleLeft(t *testing.T) {
	t.Parallel()
	all := memoryBudget{max: maxTotalMemory}
	if !all.reserve(0, maxTotalMemory/2) || all.reserve(maxTotalMemory/2, 1) {
		t.Error("one alone may not have half, or may have more")
	}
	all.release(maxTotalMemory / 2)
	for range 1000 { // each takes all that it may
		for own, more := 0, maxTotalMemory; more > 0; more /= 2 {
			if all.reserve(own, more) {
				own += more
			}
		}
	}
	if held := all.held.Load(); held > maxTotalMemory {
		t.Errorf("%d bytes are held", held)
	}
	few := memoryBudget{max: maxTotalMemory}
	for range 10 {
		few.reserve(0, maxTotalMemory/20)
	}
	if few.reserve(maxTotalMemory/3, maxTotalMemory/3) || !few.reserve(0, maxTotalMemory/10) {
		t.Error("who has much is not refused before who has little")
	}
}

// tightMost is what a tight host holds at the most, in place of maxTogether.
const tightMost = 4 << 20

// tightHost hosts a game, holds no more than a little for all players together, and returns a way to
// connect to it, which the end of the test closes.
func tightHost(t *testing.T, g *game.Game) (h *Host, j *journal.Journal, connect func() net.Conn) {
	t.Helper()
	j = journal.New(journal.Options{Events: 1 << 10})
	h = New(j)
	h.queueMemory.max, h.messageMemory.max = tightMost, tightMost
	err := h.Start(Config{Addr: netip.AddrFrom4([4]byte{127, 0, 0, 1}), Game: g, QueueBytes: 1 << 30, WriteTimeout: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		h.Stop()
		if waits, large := h.queueMemory.held.Load(), h.messageMemory.held.Load(); waits != 0 || large != 0 {
			t.Errorf("with nobody in, %d bytes wait and %d of large messages are under way", waits, large)
		}
	})
	return h, j, func() net.Conn {
		t.Helper()
		conn, err := net.Dial("tcp4", h.Addr().String())
		if err == nil {
			err = conn.SetDeadline(time.Now().Add(time.Minute))
		}
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		return conn
	}
}

// leaves waits until somebody left for a reason, and checks meanwhile what is held.
func leaves(t *testing.T, j *journal.Journal, why journal.Reason, of *memoryBudget) {
	t.Helper()
	events := make([]journal.Entry, 1<<10)
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		if held := of.held.Load(); held > 2*tightMost { // one that is refused is counted for a moment
			t.Fatalf("%d bytes are held", held)
		}
		for _, e := range events[:j.ReadEvents(0, events)] {
			if e.Kind == journal.Left && e.Reason == why {
				return
			}
		}
	}
	t.Fatalf("nobody left because %q", why)
}

func TestLargeMessagesOfAllPlayersTogetherAreBounded(t *testing.T) {
	t.Parallel()
	framing, err := framing.Parse("u32be")
	if err != nil {
		t.Fatal(err)
	}
	const largest = tightMost / 4 // as game.MaxLargest is to maxTogether
	h, j, connect := tightHost(t, &game.Game{Rule: game.RuleEcho, In: framing, Out: framing, Buffer: 2048, Largest: largest})
	heldBack := binary.BigEndian.AppendUint32(nil, largest)
	heldBack = append(heldBack, make([]byte, largest-1)...)
	ended := make(chan struct{})
	for range 10 {
		hog := connect()
		go func() {
			_, _ = hog.Write(heldBack) // fails for those who are refused
			ended <- struct{}{}
		}()
	}
	leaves(t, j, journal.NoMemory, &h.messageMemory)
	for range 10 {
		<-ended
	}
	if held := h.messageMemory.held.Load(); held == 0 || held > tightMost {
		t.Errorf("%d bytes of large messages are under way", held)
	}
	small, heard := connect(), make([]byte, 4+5)
	if _, err := small.Write([]byte("\x00\x00\x00\x05hello")); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(small, heard); err != nil || string(heard[4:]) != "hello" {
		t.Errorf("a small one hears %q (%v)", heard, err)
	}
}

func TestWhatWaitsForAllPlayersTogetherIsBounded(t *testing.T) {
	t.Parallel()
	h, j, connect := tightHost(t, &game.Game{Rule: game.RuleBroadcast, Buffer: 64 << 10})
	for range 5 {
		connect() // and never read
	}
	talker := connect()
	talked := make(chan error)
	go func() {
		var err error
		for msg, heard := make([]byte, 64<<10), make([]byte, 64<<10); err == nil; {
			if _, err = talker.Write(msg); err == nil {
				_, err = io.ReadFull(talker, heard)
			}
		}
		talked <- err
	}()
	leaves(t, j, journal.TooSlow, &h.queueMemory)
	_ = talker.SetDeadline(time.Unix(1, 0))
	if err := <-talked; !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("the one that listened was ended: %v", err)
	}
	if held := h.queueMemory.held.Load(); held > tightMost {
		t.Errorf("%d bytes wait", held)
	}
}
