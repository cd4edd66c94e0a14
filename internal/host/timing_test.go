package host

import (
	"testing"
	"time"

	"porchlight/internal/journal"
)

// Other tests have hosts that wait less and hold less.
func TestAHostWaitsAndHoldsWhatItIsDocumentedTo(t *testing.T) {
	t.Parallel()
	h := New(journal.New(journal.Options{}))
	for what, d := range map[string]struct{ got, want time.Duration }{
		"a possible browser":       {h.timing.sniff, 40 * time.Millisecond},
		"each half of a check":     {h.timing.selfTest, 2 * time.Second},
		"an answer at the door":    {h.timing.pendingPoll, 200 * time.Millisecond},
		"a player's last messages": {h.timing.linger, 500 * time.Millisecond},
		"connecting too often":     {h.timing.report, time.Second},
	} {
		if d.got != d.want {
			t.Errorf("%s: %s, want %s", what, d.got, d.want)
		}
	}
	select {
	case <-h.timing.after(time.Hour):
		t.Error("a pause is over before its time")
	case <-h.timing.after(time.Millisecond):
	}
	if queued, large := h.queueMemory.max, h.messageMemory.max; queued != 64<<20 || large != 64<<20 {
		t.Errorf("it holds %d bytes that wait, and %d of large messages", queued, large)
	}
}
