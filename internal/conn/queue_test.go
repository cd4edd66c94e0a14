package conn

import (
	"errors"
	"io"
	"strings"
	"testing"
)

// The goroutine that emptied the queue looks once more before it ends. A second one, or a direct write
// before that, would mix up messages.
func TestNothingElseWritesUntilTheGoroutineThatEmptiedTheQueueHasEnded(t *testing.T) {
	t.Parallel()
	c, peer := pair(t, newGroup())
	q := &c.queue
	q.mu.Lock()
	q.flushing = true // as when everything is written and flush has not looked yet
	q.mu.Unlock()
	for _, msg := range []string{"one ", "two ", "three"} {
		if !c.Send([]byte(msg), len(msg)) {
			t.Fatalf("%q was not taken", msg)
		}
	}
	if got := string(q.pending); got != "one two three" || q.waiting != len(got) {
		t.Errorf("%q is in the queue, %d bytes wait", got, q.waiting)
	}
	c.group.running.Add(1)
	q.flush()
	if q.flushing || q.waiting != 0 || len(q.pending) != 0 {
		t.Errorf("after the end: flushing %t, %d bytes wait, %d are in the queue", q.flushing, q.waiting, len(q.pending))
	}
	if !c.Send([]byte(", four"), 6) {
		t.Error("a direct write failed")
	}
	received := make([]byte, len("one two three, four"))
	if _, err := io.ReadFull(peer, received); err != nil || string(received) != "one two three, four" {
		t.Errorf("received %q (%v)", received, err)
	}
}

func TestHeldOutputIsWrittenInOrderOnceItIsReleased(t *testing.T) {
	t.Parallel()
	c, peer := pair(t, newGroup())
	c.HoldOutput()
	c.Send([]byte("one "), 4)
	c.Send([]byte("two "), 4)
	if n := waiting(c); n != 8 {
		t.Errorf("%d bytes wait", n)
	}
	c.ReleaseOutput()
	c.Send([]byte("three"), 5)
	received := make([]byte, len("one two three"))
	if _, err := io.ReadFull(peer, received); err != nil || string(received) != "one two three" {
		t.Errorf("received %q (%v)", received, err)
	}
}

func TestOutputIsNotHeldWhileEarlierOutputIsQueued(t *testing.T) {
	t.Parallel()
	c, _ := pair(t, newGroup())
	q := &c.queue
	q.mu.Lock()
	q.flushing = true // as while flush writes
	q.mu.Unlock()
	c.HoldOutput()
	c.Send([]byte("x"), 1)
	c.ReleaseOutput()
	c.group.Wait() // for a second flush
	q.mu.Lock()
	defer q.mu.Unlock()
	if string(q.pending) != "x" || !q.flushing {
		t.Errorf("a second goroutine has written the queue: %q is left", q.pending)
	}
}

func TestDiscardedOutputIsNeverWritten(t *testing.T) {
	t.Parallel()
	g := newGroup()
	c, peer := pair(t, g)
	c.HoldOutput()
	c.Send([]byte("held"), 4)
	c.DiscardOutput()
	c.Send([]byte("later"), 5)
	received := make([]byte, len("later"))
	if _, err := io.ReadFull(peer, received); err != nil || string(received) != "later" {
		t.Errorf("received %q (%v)", received, err)
	}
	if held := g.QueueMemory.Held(); held != 0 {
		t.Errorf("%d bytes are reserved", held)
	}
}

func TestHeldOutputIsGivenBackWhenTheConnectionEnds(t *testing.T) {
	t.Parallel()
	g := newGroup()
	c, _ := pair(t, g)
	c.HoldOutput()
	c.Send([]byte("held"), 4)
	c.End(io.EOF)
	if held := g.QueueMemory.Held(); held != 0 {
		t.Errorf("%d bytes are reserved", held)
	}
}

// As if the kernel had no buffers (ENOBUFS): reading still works, and nothing else ends the connection.
func TestAConnectionThatCannotBeWrittenToEndsThoughReadingWorks(t *testing.T) {
	t.Parallel()
	c, peer := pair(t, newGroup())
	done := readAll(c)
	if err := c.tcp.CloseWrite(); err != nil { // from now on writing fails, and the peer may still send
		t.Fatal(err)
	}
	c.Send([]byte("x"), 1) // if all output is queued, flush meets the error
	if err := wait(t, "the end", done); err == nil || !errors.Is(err, c.queue.failure()) {
		t.Errorf("the cause is %v", err)
	}
	_ = peer.Close()
}

func TestMessagesThatCameBeforeAFailedWriteAreRead(t *testing.T) {
	t.Parallel()
	c, peer := pair(t, newGroup())
	const sent = 100 << 10
	if _, err := io.WriteString(peer, strings.Repeat("x", sent)); err != nil {
		t.Fatal(err)
	}
	if err := c.tcp.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	c.Send([]byte("x"), 1)
	waitFor(t, "the failure", func() bool { return c.queue.failure() != nil })
	received := 0
	for m := range c.Messages() {
		received += len(m.Bytes)
	}
	if received != sent || c.Cause() == nil {
		t.Errorf("%d of %d bytes were read before the end by %v", received, sent, c.Cause())
	}
}
