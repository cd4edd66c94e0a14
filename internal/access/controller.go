package access

import (
	"net/netip"
	"time"
)

// Decision is the result for a new connection.
type Decision uint8

// The decisions.
const (
	Admit             Decision = iota
	Ask                        // it waits until the person hosting decides
	RejectRate                 // its address connects too often
	RejectBanned               // its address is banned
	RejectOutside              // its address is Outside, and the policy does not admit it
	RejectConnections          // its address has too many connections
	RejectPending              // it would have to wait, and too many do
)

// Controller decides about new connections by the list, the policy, and the open connections that the caller
// reports with Opened and Closed. It is not safe for concurrent use.
type Controller struct {
	list    *List
	policy  Policy
	rate    connRateLimiter
	conns   map[netip.Addr]int // admitted and pending connections
	pending map[netip.Addr]int

	pendingLocal, pendingRemote int
}

// NewController returns a controller without connections.
func NewController(l *List, p Policy) *Controller {
	c := &Controller{list: l, conns: map[netip.Addr]int{}, pending: map[netip.Addr]int{}}
	c.SetPolicy(p)
	return c
}

// SetPolicy changes the policy for connections that come from now on.
func (c *Controller) SetPolicy(p Policy) {
	c.policy = p
	c.rate.setLimit(p.PerSecond)
}

// Decide decides about a connection that comes from an address at now, and counts it for the rate limit of that
// address. The rate limit comes first, because it bounds the cost of all other checks. For programs on this
// machine MaxPending is the only limit.
func (c *Controller) Decide(a netip.Addr, origin Origin, now time.Time) Decision {
	switch {
	case origin != Local && !c.rate.allow(a, now):
		return RejectRate
	case c.list.IsBanned(a):
		return RejectBanned
	case origin == Outside && !c.policy.Anywhere:
		return RejectOutside
	case origin != Local && c.policy.PerAddress > 0 && c.conns[a] >= c.policy.PerAddress:
		return RejectConnections
	case !c.policy.Ask || c.list.IsAllowed(a):
		return Admit
	case c.isPendingFull(a, origin):
		return RejectPending
	}
	return Ask
}

// isPendingFull reports whether no more connections of an address may wait. This machine's programs are
// counted separately, so that none of them blocks another machine.
func (c *Controller) isPendingFull(a netip.Addr, origin Origin) bool {
	if origin == Local {
		return c.pendingLocal >= MaxPending
	}
	return c.pendingRemote >= MaxPending || c.pending[a] >= MaxPendingPerAddress
}

// Opened counts a connection that was admitted or waits. Every call must be paired with one of Closed with
// the same address.
func (c *Controller) Opened(a netip.Addr) { c.conns[a]++ }

// Closed removes a connection that Opened counted.
func (c *Controller) Closed(a netip.Addr) { decrement(c.conns, a) }

// PendingOpened counts a connection that waits for a decision, in addition to Opened. Every call must be
// paired with one of PendingClosed with the same address and origin.
func (c *Controller) PendingOpened(a netip.Addr, origin Origin) {
	if origin == Local {
		c.pendingLocal++
		return
	}
	c.pendingRemote++
	c.pending[a]++
}

// PendingClosed removes a connection that PendingOpened counted.
func (c *Controller) PendingClosed(a netip.Addr, origin Origin) {
	if origin == Local {
		c.pendingLocal--
		return
	}
	c.pendingRemote--
	decrement(c.pending, a)
}

// Connections returns how many connections of how many addresses are counted.
func (c *Controller) Connections() (connections, addresses int) {
	for _, n := range c.conns {
		connections += n
	}
	return connections, len(c.conns)
}

// decrement lowers an address's count by one, and removes it at 0.
func decrement(counts map[netip.Addr]int, a netip.Addr) {
	if counts[a]--; counts[a] <= 0 {
		delete(counts, a)
	}
}
