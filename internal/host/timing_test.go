package host

import (
	"reflect"
	"testing"
	"time"

	"porchlight/internal/conn"
	"porchlight/internal/journal"
)

// Other tests have hosts that wait less and hold less.
func TestANewHostWaitsAndHoldsAsDocumented(t *testing.T) {
	t.Parallel()
	h := New(journal.New(journal.Options{}))
	for what, d := range map[string]struct{ got, want time.Duration }{
		"for the first bytes":          {h.timing.sniff, 40 * time.Millisecond},
		"for each half of a self-test": {h.timing.selfTest, 2 * time.Second},
		"between looks for a decision": {h.timing.pendingPoll, 200 * time.Millisecond},
		"for a client to close":        {h.timing.linger, 500 * time.Millisecond},
		"for one while it stops":       {h.timing.stopLinger, 200 * time.Millisecond},
		"between repeated events":      {h.repeated.interval, time.Second},
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
	want := conn.NewMemoryBudget(64 << 20)
	if !reflect.DeepEqual(h.queueMemory, want) || !reflect.DeepEqual(h.messageMemory, want) {
		t.Errorf("the budgets are %+v and %+v, want %+v", h.queueMemory, h.messageMemory, want)
	}
}
