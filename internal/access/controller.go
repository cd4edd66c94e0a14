package access

import (
	"net/netip"
	"time"
)

// Decision is what becomes of a new connection.
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

// Controller decides about new connections by the list, the policy, and the connections that it was told
// of. The caller makes sure that one goroutine at a time uses it.
type Controller struct {
	list    *List
	policy  Policy
	rate    connRateLimiter
	conns   map[netip.Addr]int // admitted and pending ones
	pending map[netip.Addr]int

	pendingLocal, pendingRemote int
}

// NewController returns a controller without connections.
func NewController(l *List, p Policy) *Controller {
	c := &Controller{list: l, conns: map[netip.Addr]int{}, pending: map[netip.Addr]int{}}
	c.SetPolicy(p)
	return c
}

// Policy returns the policy.
func (c *Controller) Policy() Policy { return c.policy }

// SetPolicy changes the policy for connections that come from now on.
func (c *Controller) SetPolicy(p Policy) {
	c.policy = p
	c.rate.setLimit(p.PerSecond)
}

// List returns the list of addresses.
func (c *Controller) List() *List { return c.list }

// Decide decides about a connection that comes from an address at now, and counts it for the rate of its
// address. The rate comes first, so that everything else that is recorded about an address is bounded.
// Programs on this machine have no limits but MaxPending.
func (c *Controller) Decide(a netip.Addr, from Origin, now time.Time) Decision {
	mustAsk := c.policy.Ask && !c.list.IsAllowed(a)
	switch {
	case from != Local && !c.rate.allow(a, now):
		return RejectRate
	case c.list.IsBanned(a):
		return RejectBanned
	case from == Outside && !c.policy.Anywhere:
		return RejectOutside
	case from != Local && c.policy.PerAddress > 0 && c.conns[a] >= c.policy.PerAddress:
		return RejectConnections
	case mustAsk && c.isPendingFull(a, from):
		return RejectPending
	case mustAsk:
		return Ask
	}
	return Admit
}

// isPendingFull reports whether no more connections of an address may wait. This machine's programs are
// counted apart, so that none of them keeps another machine out.
func (c *Controller) isPendingFull(a netip.Addr, from Origin) bool {
	if from == Local {
		return c.pendingLocal >= MaxPending
	}
	return c.pendingRemote >= MaxPending || c.pending[a] >= MaxPendingPerAddress
}

// Opened counts a connection that was admitted or waits; Closed takes it back.
func (c *Controller) Opened(a netip.Addr) { c.conns[a]++ }

// Closed forgets a connection that Opened counted.
func (c *Controller) Closed(a netip.Addr) { decrement(c.conns, a) }

// PendingOpened counts a connection that waits for a decision, besides Opened; PendingClosed takes it back.
func (c *Controller) PendingOpened(a netip.Addr, from Origin) {
	if from == Local {
		c.pendingLocal++
		return
	}
	c.pendingRemote++
	c.pending[a]++
}

// PendingClosed forgets a connection that PendingOpened counted.
func (c *Controller) PendingClosed(a netip.Addr, from Origin) {
	if from == Local {
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

func decrement(counts map[netip.Addr]int, a netip.Addr) {
	if counts[a]--; counts[a] <= 0 {
		delete(counts, a)
	}
}
