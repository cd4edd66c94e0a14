package lan

import (
	"net/netip"
	"sync"
	"sync/atomic"
)

// machine is a simulated system whose networks a test changes.
type machine struct {
	mu      sync.Mutex
	prefix  []string // of its one adapter, or of none where there are none
	mute    bool     // the system does not say its adapters
	routing routing
	asked   atomic.Int32  // questions for the routes
	silence chan struct{} // queries of the routes block until it is closed; nil: they do not
}

func (m *machine) set(prefix ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.prefix = prefix
}

func (m *machine) route(gateway, chosen string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.routing = routing{[]netip.Addr{netip.MustParseAddr(gateway)}, netip.MustParseAddr(chosen)}
}

// adapters returns new slices for each call, as the system does.
func (m *machine) adapters() []Adapter {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.mute {
		return nil
	}
	list := []Adapter{}
	for i, p := range m.prefix {
		list = append(list, Adapter{
			Name: []string{"eth0", "eth1", "eth2"}[i], MAC: "a4:b1:c1:00:00:01", Up: true, Broadcast: true, Prefixes: prefixes(p),
		})
	}
	return list
}

func (m *machine) routes() routing {
	m.asked.Add(1)
	m.mu.Lock()
	silence := m.silence
	m.mu.Unlock()
	if silence != nil {
		<-silence
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.routing
}

// addresses returns the wanted addresses.
func (m *machine) addresses() []string {
	var list []string
	for _, p := range prefixes(m.prefix...) {
		list = append(list, p.Addr().String())
	}
	return list
}

// addressesOf returns the addresses of a watcher.
func addressesOf(w *Watcher) []string {
	var list []string
	for _, a := range w.Addresses() {
		list = append(list, a.IP.String())
	}
	return list
}
