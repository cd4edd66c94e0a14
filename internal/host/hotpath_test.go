package host_test

import (
	"testing"

	"porchlight/internal/host"
	"porchlight/internal/hosttest"
)

func TestAMessageAllocatesNothing(t *testing.T) {
	for _, bytes := range []int{32, 2048} {
		g := open(t, host.Config{RateLimit: defaultRateLimit()}).Connect()
		msg, reply := make([]byte, bytes), make([]byte, bytes)
		// The average over all goroutines, rounded down: what the runtime does now and then is left out.
		allocations := testing.AllocsPerRun(2000, func() {
			if err := hosttest.Lockstep(g.TCPConn, msg, reply); err != nil {
				t.Fatal(err)
			}
		})
		if allocations > 0 {
			t.Errorf("%v allocations for a message of %d bytes", allocations, bytes)
		}
	}
}
