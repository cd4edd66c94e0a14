package lan

import (
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	pollInterval = time.Second // of the adapters; a poll takes 0.2 ms
	// The routes are read during the first settlePolls polls after a change, because an address appears before
	// its route, and at every rarePolls-th poll, because a VPN may change only the routes.
	settlePolls = 5
	rarePolls   = 15
)

// Watcher polls this machine's networks and has the current ranking. It is safe for concurrent use.
type Watcher struct {
	read    func() []Adapter // nil if the system fails
	routes  routesQuery      // used by run only
	version atomic.Uint64
	ready   chan struct{} // closed after the first poll
	stop    chan struct{}
	stopped chan struct{}

	mu        sync.Mutex
	addresses []Address
}

// Watch starts a Watcher. Call Close at the end.
func Watch() *Watcher {
	labels := sync.OnceValue(radioLabels) // names of hardware ports do not change
	return watch(func() []Adapter { return adapters(labels()) }, routes, pollInterval)
}

func watch(read func() []Adapter, ask func() routing, interval time.Duration) *Watcher {
	w := &Watcher{read: read, ready: make(chan struct{}), stop: make(chan struct{}), stopped: make(chan struct{})}
	w.routes.ask = ask
	go w.run(interval)
	return w
}

// Close stops the Watcher and waits for its goroutine, but not for a pending query of the routes.
func (w *Watcher) Close() {
	close(w.stop)
	<-w.stopped
}

// Version changes whenever the addresses do.
func (w *Watcher) Version() uint64 { return w.version.Load() }

// Addresses returns the current ranking, best first; it is empty if this machine is on no network. It waits for the
// first poll, which takes milliseconds, or routesTimeout if the system does not report its routes. The caller must
// not change the slice.
func (w *Watcher) Addresses() []Address {
	<-w.ready
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.addresses
}

func (w *Watcher) run(interval time.Duration) {
	defer close(w.stopped)
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	var last Table
	for polls := 0; ; polls++ {
		adapters := w.read()
		if adapters == nil {
			adapters = last.Adapters // better than no network
		}
		if polls == 0 || !reflect.DeepEqual(adapters, last.Adapters) {
			polls = 0
		}
		if polls < settlePolls || polls%rarePolls == 0 || w.routes.isPending() {
			// Without an answer, the old routes remain, so addresses do not swap places.
			if r, ok := w.routes.query(w.stop); ok {
				last.Gateways, last.Default = r.gateways, r.chosen
			}
		}
		last.Adapters = adapters
		w.publish(Rank(last))
		select {
		case <-w.stop:
			return
		case <-ticker.C:
		}
	}
}

func (w *Watcher) publish(list []Address) {
	w.mu.Lock()
	changed := !slices.Equal(list, w.addresses)
	w.addresses = list
	w.mu.Unlock()
	if changed {
		w.version.Add(1)
	}
	select {
	case <-w.ready:
	default:
		close(w.ready)
	}
}
