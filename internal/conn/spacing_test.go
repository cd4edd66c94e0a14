package conn

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

// newSpacedGroup returns a group with a gap between messages.
func newSpacedGroup(gap time.Duration) *Group {
	g := newGroup()
	g.Gap = gap
	return g
}

// The gap is long, so that a busy machine does not read two messages at once.
func TestWithAGapEachReadReturnsOneMessage(t *testing.T) {
	t.Parallel()
	const gap = 300 * time.Millisecond
	c, peer := pair(t, newSpacedGroup(gap))
	messages := []string{"one", "two", "three", "four"}
	began := time.Now()
	for _, m := range messages {
		c.Send([]byte(m), len(m))
	}
	buf := make([]byte, 2048)
	for _, want := range messages {
		n, err := peer.Read(buf)
		if err != nil || string(buf[:n]) != want {
			t.Fatalf("one read returns %q (%v), want %q", buf[:n], err, want)
		}
	}
	if took, least := time.Since(began), 3*gap; took < least {
		t.Errorf("four messages took %v, want at least %v", took, least)
	}
}

func TestAFirstMessageAndOneAfterTheGapDoNotWait(t *testing.T) {
	t.Parallel()
	const gap = 300 * time.Millisecond
	c, peer := pair(t, newSpacedGroup(gap))
	buf := make([]byte, 1)
	for range 2 {
		began := time.Now()
		c.Send([]byte("x"), 1)
		if _, err := io.ReadFull(peer, buf); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took >= gap {
			t.Errorf("the message took %v", took)
		}
		time.Sleep(gap + gap/2)
	}
}

func TestAGapKeepsTheOrderAndEveryByte(t *testing.T) {
	t.Parallel()
	c, peer := pair(t, newSpacedGroup(time.Millisecond))
	c.HoldOutput()
	var want strings.Builder
	for i := range 50 {
		if i == 10 {
			c.ReleaseOutput()
		}
		msg := strings.Repeat(fmt.Sprint(i, ","), []int{1, 0, 100, 20_000}[i%4])
		want.WriteString(msg)
		if !c.Send([]byte(msg), len(msg)) {
			t.Fatal("a message was not taken")
		}
	}
	got := make([]byte, want.Len())
	if _, err := io.ReadFull(peer, got); err != nil || string(got) != want.String() {
		t.Errorf("of %d bytes others came (%v)", want.Len(), err)
	}
	c.WaitUntilWritten()
}

func TestAGapDelaysNeitherTheSenderNorAnotherPeer(t *testing.T) {
	t.Parallel()
	g := newSpacedGroup(time.Hour)
	slow, _ := pair(t, g)
	other, peer := pair(t, g)
	for range 1000 {
		if !slow.Send([]byte("x"), 1) {
			t.Fatal("a message was not taken")
		}
	}
	other.Send([]byte("y"), 1)
	if _, err := io.ReadFull(peer, make([]byte, 1)); err != nil {
		t.Error(err)
	}
	if waiting(slow) == 0 {
		t.Error("nothing waits for the gap")
	}
	slow.End(net.ErrClosed) // the cleanup of the other one waits for both
}

func TestTheEndDoesNotWaitForTheGap(t *testing.T) {
	t.Parallel()
	g := newSpacedGroup(time.Hour)
	c, peer := pair(t, g)
	for range 3 {
		c.Send([]byte("x"), 1)
	}
	if _, err := io.ReadFull(peer, make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	c.End(net.ErrClosed)
	ended := make(chan error)
	go func() { g.Wait(); ended <- nil }()
	_ = wait(t, "the goroutine that writes", ended)
	if held := g.QueueMemory.Held(); held != 0 {
		t.Errorf("%d bytes are reserved after the end", held)
	}
}

func TestMessagesThatWaitForTheGapCountWithTheirLengths(t *testing.T) {
	t.Parallel()
	g := newSpacedGroup(time.Hour)
	g.QueueBytes = 20 * (lengthSize + 1)
	c, _ := pair(t, g)
	c.HoldOutput()
	n := 0
	for c.Send([]byte("x"), 1) {
		n++
		if held := g.QueueMemory.Held(); held != n*(lengthSize+1) {
			t.Fatalf("%d messages reserve %d bytes", n, held)
		}
	}
	if n != 20 || !errors.Is(c.Cause(), ErrTooSlow) {
		t.Errorf("%d messages were taken, then the cause was %v", n, c.Cause())
	}
}

func TestAPeerThatDoesNotReadIsTooSlowDespiteAGap(t *testing.T) {
	t.Parallel()
	g := newSpacedGroup(time.Millisecond)
	g.WriteTimeout = 100 * time.Millisecond
	c, _ := pair(t, g)
	for range 40 {
		c.Send(make([]byte, 1<<20), 1<<20)
	}
	waitFor(t, "the end", c.HasEnded)
	if !errors.Is(c.Cause(), ErrTooSlow) {
		t.Errorf("the cause is %v", c.Cause())
	}
}
