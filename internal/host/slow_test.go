package host_test

import (
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

// numbers is a stream in which nothing can be lost, come twice or come at the wrong place unseen:
// big-endian numbers of four bytes that count up.
type numbers struct{ next uint32 }

// Read implements io.Reader. The length of b is a multiple of four.
func (s *numbers) Read(b []byte) (int, error) {
	for i := 0; i < len(b); i += 4 {
		binary.BigEndian.PutUint32(b[i:], s.next)
		s.next++
	}
	return len(b), nil
}

// expect reads bytes bytes, a multiple of four, and checks that they continue the stream.
func (s *numbers) expect(r io.Reader, bytes int) error {
	buf := make([]byte, 4096)
	for bytes > 0 {
		part := buf[:min(bytes, len(buf))]
		if _, err := io.ReadFull(r, part); err != nil {
			return fmt.Errorf("number %d: %w", s.next, err)
		}
		for i := 0; i < len(part); i += 4 {
			if got := binary.BigEndian.Uint32(part[i:]); got != s.next {
				return fmt.Errorf("number %d came, not %d", got, s.next)
			}
			s.next++
		}
		bytes -= len(part)
	}
	return nil
}

// relayGroup is a sender whose messages two clients receive at once, and one that does not read.
type relayGroup struct {
	sender, quick, quicker, slow *hosttest.Client
	said, quickReceived          numbers
	quickerReceived              numbers
	bytes                        int // sent so far
}

func (h *server) relayGroup() *relayGroup {
	c := &relayGroup{sender: h.Connect(), quick: h.Connect(), quicker: h.Connect(), slow: h.Connect()}
	h.limitBuffers(c.slow)
	return c
}

// round relays one message, which the quick clients must receive before the next.
func (c *relayGroup) round() {
	c.sender.T.Helper()
	const length = 16 << 10
	msg := make([]byte, length)
	_, _ = c.said.Read(msg)
	c.sender.Send(string(msg))
	c.bytes += length
	if err := c.quickReceived.expect(c.quick, length); err != nil {
		c.sender.T.Fatal("the quick one:", err)
	}
	if err := c.quickerReceived.expect(c.quicker, length); err != nil {
		c.sender.T.Fatal("the quicker one:", err)
	}
}

func TestASlowPlayerDelaysNobody(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{NewRule: func() game.Rule { return relay{} }, QueueBytes: 1 << 30, WriteTimeout: time.Hour})
	c := h.relayGroup()
	for stuck := 0; stuck < 200; {
		c.round()
		if h.Waiting() > 0 {
			stuck++
		}
	}
	// It has delayed no other client, and has lost nothing.
	var received numbers
	if err := received.expect(c.slow, c.bytes); err != nil {
		t.Fatal("the slow one:", err)
	}
}

func TestAPlayerThatNeverReadsIsDroppedAsTooSlow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		config host.Config
		most   int // bytes that are sent until then, with those that the kernel holds; 0: any number
	}{
		{"its queue is full", host.Config{QueueBytes: 128 << 10, WriteTimeout: time.Hour}, 1 << 20},
		{"its time is up", host.Config{QueueBytes: 1 << 30, WriteTimeout: 50 * time.Millisecond}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.config.NewRule = func() game.Rule { return relay{} }
			h := open(t, c.config)
			relayGroup := h.relayGroup()
			for len(h.Events(journal.Left)) == 0 {
				relayGroup.round()
			}
			h.MustLeave(relayGroup.slow, journal.TooSlow)
			if c.most > 0 && relayGroup.bytes > c.most {
				t.Errorf("it was dropped after %d bytes", relayGroup.bytes)
			}
			for range 100 {
				relayGroup.round()
			}
			if n := h.PlayerCount(); n != 3 {
				t.Errorf("%d players are in, want 3", n)
			}
		})
	}
}

func TestAPlayerThatSendsAndNeverReceivesIsTooSlow(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{WriteTimeout: 50 * time.Millisecond})
	deaf := h.Connect()
	h.limitBuffers(deaf)
	for {
		if _, err := io.WriteString(deaf, strings.Repeat("talk", 16<<10)); err != nil {
			break
		}
	}
	h.MustLeave(deaf, journal.TooSlow)
}

func TestAPlayerThatCaughtUpIsAnsweredLongAfter(t *testing.T) {
	t.Parallel()
	const limit = 500 * time.Millisecond
	h := open(t, host.Config{NewRule: func() game.Rule { return relay{} }, QueueBytes: 1 << 30, WriteTimeout: limit})
	sender, listener := h.Connect(), h.Connect()
	h.limitBuffers(listener)
	if _, err := io.CopyN(io.Discard, listener, int64(h.fillQueue(sender))); err != nil {
		t.Fatal(err)
	}
	hosttest.WaitFor(t, "the last that waited to be taken", func() bool { return h.Waiting() == 0 })
	<-time.After(limit) // until the deadline of the last write is over
	sender.Send("still there?")
	listener.Receive("still there?")
}
