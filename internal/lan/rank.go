// Package lan finds the addresses of this machine that friends on the same network can reach, best first, and
// watches them. It only reads the state of the system and sends nothing.
package lan

import (
	"cmp"
	"net/netip"
	"slices"
)

// Adapter is one network interface of this machine with its IPv4 addresses.
type Adapter struct {
	Name         string         `json:"name"`
	MAC          string         `json:"mac"` // "a4:b1:c1:00:00:01"; empty if it has none
	Up           bool           `json:"up"`
	Loopback     bool           `json:"loopback"`
	PointToPoint bool           `json:"pointToPoint"`
	Broadcast    bool           `json:"broadcast"`
	WiFi         bool           `json:"wifi"`  // the system reports a radio
	Label        string         `json:"label"` // the system's name for people, if Name is not one
	Prefixes     []netip.Prefix `json:"prefixes"`
}

// Table is the state of the system's networks at one time.
type Table struct {
	Adapters []Adapter    `json:"adapters"`
	Gateways []netip.Addr `json:"gateways"` // routers of default routes, the preferred first
	Default  netip.Addr   `json:"default"`  // this machine's address on the default route; may be a VPN's
}

// Address is one address of this machine that friends may be able to reach.
type Address struct {
	IP        netip.Addr
	Prefix    netip.Prefix // its network
	Interface string       // the system's name of the adapter
	Label     string       // a name for people, if the system has another than Interface
	Kind      Kind
}

// The tiers of addresses, by how likely friends on this network reach them.
const (
	tierHome = iota // on the network of a default route
	tierReal
	tierTunnel // for friends elsewhere, even with a default route
	tierVirtual
	tierLinkLocal
)

// Rank returns the addresses of a table that friends may reach, best first: those of the adapter with the default
// route, of other real adapters, of tunnels, of virtual machines, and link-local ones; within each tier, private
// addresses precede public ones. The result is empty if this machine is on no network.
func Rank(t Table) []Address {
	type ranked struct {
		Address
		tier    int
		private bool
		chosen  bool // by the system for the default route
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
	// The router of a rented server may be outside all of the server's networks.
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
			trueFirst(a.chosen, b.chosen),
			trueFirst(a.private, b.private),
			cmp.Compare(a.Kind, b.Kind),
		)
	})
	list := make([]Address, len(all))
	for i := range all {
		list[i] = all[i].Address
	}
	return list
}

// trueFirst compares true before false.
func trueFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// tierOf returns the tier of an address, regardless of others.
func tierOf(a *Adapter, kind Kind, p netip.Prefix, gateways []netip.Addr) int {
	// An adapter on the network of a default route's router is this machine's main one, even if its name is that
	// of a virtual one, as with Hyper-V's switch. Tunnels and modems report the router 0.0.0.0.
	routed := slices.ContainsFunc(gateways, func(g netip.Addr) bool {
		return g.Is4() && !g.IsUnspecified() && !g.IsLoopback() && g != p.Addr() && p.Contains(g)
	})
	switch {
	case p.Addr().IsLinkLocalUnicast():
		return tierLinkLocal
	case kind == VPN, !a.Broadcast: // without broadcast, there are no neighbours
		return tierTunnel
	case routed:
		return tierHome
	case kind == Virtual:
		return tierVirtual
	}
	return tierReal
}
