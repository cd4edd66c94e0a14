package lan

import (
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestAddressesWaitsForTheFirstPollAndFollowsChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &machine{prefix: []string{"192.168.1.23/24"}}
		start := time.Now()
		w := watch(m.adapters, m.routes, pollInterval)
		defer w.Close()
		if got := addressesOf(w); !slices.Equal(got, m.addresses()) || time.Since(start) > 0 {
			t.Fatalf("first %v after %v", got, time.Since(start))
		}
		for _, now := range [][]string{{"10.0.0.5/8"}, {"10.0.0.5/8", "192.168.1.23/24"}, {}, {"169.254.1.2/16"}} {
			m.set(now...)
			time.Sleep(pollInterval)
			synctest.Wait()
			if got := addressesOf(w); !slices.Equal(got, m.addresses()) {
				t.Errorf("%v, want %v", got, m.addresses())
			}
		}
	})
}

func TestTheVersionChangesOnlyWithTheAddresses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &machine{prefix: []string{"192.168.1.23/24"}}
		m.route("192.168.1.1", "192.168.1.23")
		w := watch(m.adapters, m.routes, pollInterval)
		defer w.Close()
		w.Addresses()
		synctest.Wait()
		pass := func(d time.Duration) bool {
			before := w.Version()
			time.Sleep(d)
			synctest.Wait()
			return w.Version() != before
		}
		if w.Version() == 0 {
			t.Error("the first addresses did not move the version")
		}
		if pass(100 * pollInterval) {
			t.Error("it moved while nothing changed")
		}
		m.set("192.168.1.99/24")
		if !pass(pollInterval) {
			t.Error("another address did not move it")
		}
		m.route("192.168.1.1", "192.168.1.99")
		if pass(100 * pollInterval) {
			t.Error("it moved for a route that changes no order")
		}
		m.set()
		if !pass(pollInterval) {
			t.Error("the end of the network did not move it")
		}
	})
}

func TestWithoutANetworkThereAreNoAddresses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &machine{}
		w := watch(m.adapters, m.routes, pollInterval)
		defer w.Close()
		if got := w.Addresses(); len(got) != 0 || w.Version() != 0 {
			t.Errorf("%v, version %d", got, w.Version())
		}
	})
}

func TestTheRoutesAreReadAfterAChangeAndPeriodically(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &machine{prefix: []string{"192.168.1.23/24"}}
		w := watch(m.adapters, m.routes, pollInterval)
		defer w.Close()
		// until stands half a poll after the poll of that number, from 0.
		start := time.Now()
		until := func(poll int) int32 {
			time.Sleep(time.Until(start.Add(time.Duration(poll)*pollInterval + pollInterval/2)))
			synctest.Wait()
			return m.asked.Load()
		}
		for _, row := range []struct {
			poll int
			want int32
		}{{0, 1}, {4, 5}, {14, 5}, {15, 6}, {29, 6}, {30, 7}} {
			if got := until(row.poll); got != row.want {
				t.Fatalf("asked %d times by poll %d, want %d", got, row.poll, row.want)
			}
		}
		m.set("10.0.0.5/8") // seen at poll 31
		for _, row := range []struct {
			poll int
			want int32
		}{{31, 8}, {35, 12}, {45, 12}, {46, 13}} {
			if got := until(row.poll); got != row.want {
				t.Fatalf("asked %d times by poll %d, want %d", got, row.poll, row.want)
			}
		}
	})
}

func TestARouteAfterItsAddressChangesTheOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &machine{prefix: []string{"192.168.1.23/24", "10.0.0.5/24"}}
		w := watch(m.adapters, m.routes, pollInterval)
		defer w.Close()
		if got := addressesOf(w); got[0] != "192.168.1.23" {
			t.Fatalf("%v", got)
		}
		time.Sleep(2 * pollInterval)
		m.route("10.0.0.1", "10.0.0.5")
		time.Sleep(2 * pollInterval)
		synctest.Wait()
		if got := addressesOf(w); got[0] != "10.0.0.5" || w.Version() != 2 {
			t.Errorf("%v, version %d", got, w.Version())
		}
	})
}

func TestAPendingQueryOfTheRoutesIsNotRepeatedAndBlocksNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &machine{prefix: []string{"192.168.1.23/24", "10.0.0.5/24"}, silence: make(chan struct{})}
		m.route("10.0.0.1", "10.0.0.5")
		start := time.Now()
		w := watch(m.adapters, m.routes, pollInterval)
		if got := addressesOf(w); got[0] != "192.168.1.23" || time.Since(start) != routesTimeout {
			t.Errorf("%v after %v", got, time.Since(start))
		}
		// The adapters are looked at every second all the same.
		m.set("192.168.1.24/24", "10.0.0.5/24")
		time.Sleep(2 * pollInterval)
		synctest.Wait()
		if got := addressesOf(w); got[0] != "192.168.1.24" {
			t.Errorf("%v", got)
		}
		time.Sleep(100 * pollInterval)
		if n := m.asked.Load(); n != 1 {
			t.Errorf("asked %d times", n)
		}
		// The answer counts when it comes at last.
		close(m.silence)
		time.Sleep(2 * pollInterval)
		synctest.Wait()
		if got := addressesOf(w); got[0] != "10.0.0.5" {
			t.Errorf("%v", got)
		}
		w.Close()
	})
}

// This happens at the limit of open files.
func TestTheAddressesRemainWhileTheAdaptersAreUnreadable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &machine{prefix: []string{"192.168.1.23/24"}}
		m.route("192.168.1.1", "192.168.1.23")
		w := watch(m.adapters, m.routes, pollInterval)
		w.Addresses()
		tell := func(mute bool) {
			m.mu.Lock()
			m.mute = mute
			m.mu.Unlock()
			time.Sleep(3 * pollInterval)
			synctest.Wait()
		}
		tell(true)
		if got := addressesOf(w); !slices.Equal(got, []string{"192.168.1.23"}) {
			t.Errorf("meanwhile they are %v", got)
		}
		m.set()
		tell(false)
		if got := addressesOf(w); len(got) != 0 {
			t.Errorf("afterwards they are %v", got)
		}
		w.Close()
	})
}

func TestOldRoutesRemainDuringAQuery(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &machine{prefix: []string{"192.168.1.23/24", "10.0.0.5/24"}}
		m.route("10.0.0.1", "10.0.0.5")
		w := watch(m.adapters, m.routes, pollInterval)
		w.Addresses()
		time.Sleep(7*pollInterval + pollInterval/2) // no question is open
		m.mu.Lock()
		m.silence = make(chan struct{})
		m.mu.Unlock()
		before := w.Version()
		time.Sleep(60 * pollInterval)
		synctest.Wait()
		if got := addressesOf(w); got[0] != "10.0.0.5" || w.Version() != before {
			t.Errorf("%v, version %d after %d", got, w.Version(), before)
		}
		w.Close()
		close(m.silence)
	})
}

func TestCloseDoesNotWaitForAQuery(t *testing.T) {
	for _, duration := range []time.Duration{0, routesTimeout / 2, 3 * routesTimeout} {
		synctest.Test(t, func(t *testing.T) {
			m := &machine{prefix: []string{"192.168.1.23/24"}, silence: make(chan struct{})}
			w := watch(m.adapters, m.routes, pollInterval)
			time.Sleep(duration)
			synctest.Wait()
			start := time.Now()
			w.Close()
			if got := addressesOf(w); time.Since(start) > 0 || !slices.Equal(got, m.addresses()) {
				t.Errorf("after %v: %v, and Close took %v", duration, got, time.Since(start))
			}
			close(m.silence)
		})
	}
}

func TestCloseLeavesNoGoroutine(t *testing.T) {
	defer goleak.VerifyNone(t)
	m := &machine{prefix: []string{"192.168.1.23/24"}}
	for range 20 {
		w := watch(m.adapters, m.routes, time.Millisecond)
		if got := addressesOf(w); !slices.Equal(got, []string{"192.168.1.23"}) {
			t.Errorf("%v", got)
		}
		w.Close()
		if len(w.Addresses()) != 1 {
			t.Error("the last ranking is gone")
		}
	}
	w := watch(m.adapters, m.routes, time.Hour) // closed perhaps before its first look
	w.Close()
	w.Addresses()
}

func TestAWatcherIsSafeForConcurrentUse(t *testing.T) {
	m := &machine{prefix: []string{"192.168.1.23/24"}}
	w := watch(m.adapters, m.routes, time.Millisecond)
	defer w.Close()
	deadline := time.Now().Add(10 * time.Second)
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for w.Version() < 10 || len(w.Addresses()) != 1 {
				if time.Now().After(deadline) {
					t.Errorf("version %d at the deadline", w.Version())
					return
				}
				time.Sleep(100 * time.Microsecond)
			}
		})
	}
	for i := 0; w.Version() < 10 && time.Now().Before(deadline); i++ {
		m.set([]string{"192.168.1.23/24", "10.0.0.5/8"}[i%2])
		time.Sleep(time.Millisecond)
	}
	readers.Wait()
}
