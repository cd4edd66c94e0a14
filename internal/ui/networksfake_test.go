package ui

import (
	"net/netip"
	"sync"

	"porchlight/internal/lan"
)

// fakeNetworks are networks that a test sets. Any goroutine may use them.
type fakeNetworks struct {
	mu      sync.Mutex
	list    []lan.Address
	version uint64
}

// set replaces the addresses.
func (n *fakeNetworks) set(list ...lan.Address) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.list = list
	n.version++
}

func (n *fakeNetworks) Addresses() []lan.Address {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.list
}

func (n *fakeNetworks) Version() uint64 {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.version
}

// wifi returns an address of a Wi-Fi adapter.
func wifi(ip string) lan.Address {
	return lan.Address{IP: netip.MustParseAddr(ip), Interface: "wlan0", Kind: lan.WiFi}
}

// cable returns an address of an Ethernet adapter.
func cable(ip string) lan.Address {
	return lan.Address{IP: netip.MustParseAddr(ip), Interface: "eth0", Kind: lan.Ethernet}
}
