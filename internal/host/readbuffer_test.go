package host_test

import (
	"fmt"
	"strings"
	"testing"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

func TestOneWriteUpToTheReadBufferIsOneMessage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ config, size int }{{0, game.DefaultBuffer}, {1, 1}, {1000, 1000}, {32 << 10, 32 << 10}} {
		t.Run(fmt.Sprintf("%d bytes", c.config), func(t *testing.T) {
			h := open(t, host.Config{ReadBuffer: c.config})
			g := h.Connect()
			lengths := []int{c.size, 1, c.size/2 + 1, c.size}
			for i, n := range lengths {
				g.Echo(strings.Repeat("x", n))
				h.WaitMessages(i + 1)
			}
			i := 0
			for _, e := range h.Records() {
				if e.Kind != journal.Message {
					continue
				}
				if i == len(lengths) || e.InLen != uint32(lengths[i]) {
					t.Fatalf("message %d has %d bytes, want %v", i, e.InLen, lengths)
				}
				i++
			}
		})
	}
}

func TestAMessageLongerThanTheReadBufferComesBackInParts(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{ReadBuffer: 10})
	h.Connect().Echo(strings.Repeat("0123456789", 100))
	hosttest.WaitFor(t, "the records", func() bool { return h.Journal.Totals().BytesIn == 1000 })
	if n := h.Journal.Totals().Messages; n < 100 {
		t.Errorf("1000 bytes came in %d messages of up to 10", n)
	}
}

func TestTheLargestReadBufferEchoes(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{ReadBuffer: host.MaxReadBuffer})
	h.Connect().Echo(strings.Repeat("x", 60_000))
}

func TestAReadBufferOutOfBoundsIsAnError(t *testing.T) {
	t.Parallel()
	for _, bytes := range []int{-1, host.MaxReadBuffer + 1} {
		if err := startFails[*host.ReadBufferError](t, host.Config{ReadBuffer: bytes}); err.Bytes != bytes {
			t.Errorf("the error is about %d bytes, not %d", err.Bytes, bytes)
		}
	}
}
