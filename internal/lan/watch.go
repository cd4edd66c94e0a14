package lan

import (
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// pollTime is how often the adapters are looked at. Looking costs 0.2 ms.
	pollTime = time.Second
	// The routes are asked for again on every change, for a few polls after it, since an address
	// comes before its route, and now and then besides: a VPN may change the routes alone.
	settlePolls = 5
	rarePolls   = 15
)

// Watcher looks at this machine's networks all the time and keeps the newest ranking.
type Watcher struct {
	read    func() []Adapter // nil: the system does not say
	routes  inquiry          // run's own
	version atomic.Uint64
	ready   chan struct{} // closed after the first look
	stop    chan struct{}
	stopped chan struct{}

	mu        sync.Mutex
	addresses []Address
}

// Watch begins to look. Call Close when done.
func Watch() *Watcher {
	labels := sync.OnceValue(radioLabels) // hardware ports keep their names while a program runs
	return watch(func() []Adapter { return adapters(labels()) }, routes, pollTime)
}

func watch(read func() []Adapter, ask func() routing, every time.Duration) *Watcher {
	w := &Watcher{read: read, ready: make(chan struct{}), stop: make(chan struct{}), stopped: make(chan struct{})}
	w.routes.ask = ask
	go w.run(every)
	return w
}

// Close ends the watching and returns when it has ended. It does not wait for a system that has yet
// to say its routes.
func (w *Watcher) Close() {
	close(w.stop)
	<-w.stopped
}

// Version moves whenever the addresses change.
func (w *Watcher) Version() uint64 { return w.version.Load() }

// Addresses are the newest ranking, best first; empty where this machine is on no network. It waits
// for the first look, which takes milliseconds, or gatewayTime where the system does not say its
// routes. The slice is not to be changed.
func (w *Watcher) Addresses() []Address {
	<-w.ready
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.addresses
}

func (w *Watcher) run(every time.Duration) {
	defer close(w.stopped)
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	var last Table
	for polls := 0; ; polls++ {
		now := w.read()
		if now == nil {
			now = last.Adapters // better than telling of no network
		}
		if polls == 0 || !reflect.DeepEqual(now, last.Adapters) {
			polls = 0
		}
		if polls < settlePolls || polls%rarePolls == 0 || w.routes.open() {
			// Without an answer the old routes stand: better than addresses that change places.
			if r, ok := w.routes.answer(w.stop); ok {
				last.Gateways, last.Default = r.gateways, r.chosen
			}
		}
		last.Adapters = now
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
