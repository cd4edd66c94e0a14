package ui

import (
	"net/netip"
	"sync"

	"porchlight/internal/lan"
)

// fakeNetworks are the networks that a test says there are.
type fakeNetworks struct {
	mu      sync.Mutex
	list    []lan.Address
	version uint64
}

func (n *fakeNetworks) become(list ...lan.Address) {
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

func wifi(ip string) lan.Address {
	return lan.Address{IP: netip.MustParseAddr(ip), Interface: "wlan0", Kind: lan.WiFi}
}

func cable(ip string) lan.Address {
	return lan.Address{IP: netip.MustParseAddr(ip), Interface: "eth0", Kind: lan.Ethernet}
}
