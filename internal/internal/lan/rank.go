// Package lan finds the addresses of this machine that friends on the same network can reach, best
// first, and tells when they change. It only reads what the system knows: nothing is ever sent.
package lan

import (
	"cmp"
	"net/netip"
	"slices"
)

// Adapter is one network interface of this machine with its IPv4 addresses.
type Adapter struct {
	Name         string         `json:"name"`
	MAC          string         `json:"mac"` // "a4:b1:c1:00:00:01"; empty where it has none
	Up           bool           `json:"up"`
	Loopback     bool           `json:"loopback"`
	PointToPoint bool           `json:"pointToPoint"`
	Broadcast    bool           `json:"broadcast"`
	WiFi         bool           `json:"wifi"`  // the system says that it is a radio
	Label        string         `json:"label"` // the system's own name for people, where Name is not one
	Prefixes     []netip.Prefix `json:"prefixes"`
}

// Table is what the system knows of its networks at one moment.
type Table struct {
	Adapters []Adapter    `json:"adapters"`
	Gateways []netip.Addr `json:"gateways"` // routers of default routes, the preferred first
	Default  netip.Addr   `json:"default"`  // this machine's address on the default route; may be a VPN's
}

// Address is one address of this machine that friends may be able to reach.
type Address struct {
	IP        netip.Addr
	Prefix    netip.Prefix // the network it stands in
	Interface string       // the system's name for the adapter
	Label     string       // a name for people, where the system has another than Interface
	Kind      Kind
}

// How likely friends on this network reach an address, likeliest first.
const (
	tierHome = iota // where this machine meets its network: it holds a default route
	tierReal
	tierTunnel // its friends are elsewhere, default route or not
	tierVirtual
	tierLinkLocal
)

// Rank gives the addresses of a table that friends may reach, best first: the adapter that holds the
// default route, other real adapters, tunnels, adapters of virtual machines, and link-local addresses
// last; within each, private addresses before public ones. It is empty where this machine is on no
// network.
func Rank(t Table) []Address {
	type ranked struct {
		Address
		tier    int
		private bool
		chosen  bool // the system would leave from here
	}
	var all []ranked
	for i := range t.Adapters {
		a := &t.Adapters[i]
		if !a.Up || a.Loopback {
			continue
		}
		kind := kindOf(a)
		for _, p := range a.Prefixes {
			ip := p.Addr()
			if !ip.Is4() || ip.IsLoopback() || ip.IsUnspecified() {
				continue
			}
			all = append(all, ranked{
				Address: Address{ip, p, a.Name, a.Label, kind},
				tier:    tierOf(a, kind, p, t.Gateways),
				private: ip.IsPrivate(),
				chosen:  ip == t.Default,
			})
		}
	}
	// A rented server's router may stand outside of every network of the server.
	if !slices.ContainsFunc(all, func(r ranked) bool { return r.tier == tierHome }) {
		for i := range all {
			if r := &all[i]; r.chosen && r.tier != tierTunnel && r.tier != tierLinkLocal {
				r.tier = tierHome
			}
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		return cmp.Or(
			cmp.Compare(a.tier, b.tier),
			firstWhere(a.chosen, b.chosen),
			firstWhere(a.private, b.private),
			cmp.Compare(a.Kind, b.Kind),
		)
	})
	list := make([]Address, len(all))
	for i := range all {
		list[i] = all[i].Address
	}
	return list
}

// firstWhere orders true before false.
func firstWhere(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// tierOf gives the tier of an address by itself.
func tierOf(a *Adapter, kind Kind, p netip.Prefix, gateways []netip.Addr) int {
	// An adapter whose network holds a router of the default route is where this machine meets its
	// network, whatever it is called: Hyper-V's switch may be. A router of 0.0.0.0 is what tunnels
	// and modems give.
	routed := slices.ContainsFunc(gateways, func(g netip.Addr) bool {
		return g.Is4() && !g.IsUnspecified() && !g.IsLoopback() && g != p.Addr() && p.Contains(g)
	})
	switch {
	case p.Addr().IsLinkLocalUnicast():
		return tierLinkLocal
	case kind == VPN, !a.Broadcast: // without broadcast there are no neighbours
		return tierTunnel
	case routed:
		return tierHome
	case kind == Virtual:
		return tierVirtual
	}
	return tierReal
}
