package access

import (
	"net/netip"
	"slices"
)

// membership is which addresses are on which list. It is not safe for concurrent use.
type membership struct {
	banned  []netip.Addr // in the order in which they were added
	allowed []netip.Addr
}

// change is a change of the list that an address is on.
type change struct {
	addr   netip.Addr
	to     listName
	number uint64 // rises with every change of a List
}

// listName is the list that an address is on.
type listName uint8

const (
	noList listName = iota
	bannedList
	allowedList
)

// newMembership returns the membership of these addresses, each once; one in both lists is banned.
func newMembership(a Addresses) membership {
	seen := make(map[netip.Addr]bool, len(a.Banned)+len(a.Allowed))
	var m membership
	m.banned = unseen(a.Banned, seen)
	m.allowed = unseen(a.Allowed, seen)
	return m
}

// unseen returns the addresses that are not in seen, each once, and adds them to it.
func unseen(addresses []netip.Addr, seen map[netip.Addr]bool) []netip.Addr {
	var list []netip.Addr
	for _, a := range addresses {
		if a = a.Unmap(); !seen[a] {
			seen[a] = true
			list = append(list, a)
		}
	}
	return list
}

// addresses returns copies of the lists.
func (m *membership) addresses() Addresses {
	return Addresses{slices.Clone(m.banned), slices.Clone(m.allowed)}
}

func (m *membership) clone() membership {
	return membership{slices.Clone(m.banned), slices.Clone(m.allowed)}
}

// applyAll makes changes in their order, and reports whether all of them fit.
func (m *membership) applyAll(changes []change) bool {
	fit := true
	for _, c := range changes {
		fit = m.apply(c) && fit
	}
	return fit
}

// apply makes a change. It does nothing and returns false if the list is full.
func (m *membership) apply(c change) bool {
	var to, from *[]netip.Addr
	switch c.to {
	case bannedList:
		to, from = &m.banned, &m.allowed
	case allowedList:
		to, from = &m.allowed, &m.banned
	case noList:
		m.banned, m.allowed = without(m.banned, c.addr), without(m.allowed, c.addr)
		return true
	}
	if !slices.Contains(*to, c.addr) {
		if len(*to) >= MaxAddresses {
			return false
		}
		*to = append(*to, c.addr)
	}
	*from = without(*from, c.addr)
	return true
}

// without removes an address from a list in place.
func without(list []netip.Addr, a netip.Addr) []netip.Addr {
	return slices.DeleteFunc(list, func(b netip.Addr) bool { return a == b })
}
