package access

import (
	"net/netip"
	"testing"
	"time"
)

func TestDecide(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_000_000, 0)
	banned, friend, other := address(1), address(2), address(3)
	times := func(n int, do func(c *Controller)) func(c *Controller) {
		return func(c *Controller) {
			for range n {
				do(c)
			}
		}
	}
	connects := func(c *Controller) { c.Decide(other, Nearby, now) }
	opens := func(c *Controller) { c.Opened(other) }
	waits := func(a netip.Addr, from Origin) func(*Controller) {
		return func(c *Controller) { c.Opened(a); c.PendingOpened(a, from) }
	}
	for _, c := range []struct {
		name   string
		policy Policy
		before func(*Controller)
		from   netip.Addr
		origin Origin
		want   Decision
	}{
		{"the zero policy", Policy{}, nil, other, Nearby, Admit},
		{"a connection from outside", Policy{}, nil, other, Outside, RejectOutside},
		{"a connection from outside, all admitted", Policy{Anywhere: true}, nil, other, Outside, Admit},
		{"a banned address", Policy{}, nil, banned, Nearby, RejectBanned},
		{"a banned program of this machine", Policy{}, nil, banned, Local, RejectBanned},
		{"a banned address from outside", Policy{}, nil, banned, Outside, RejectBanned},
		{"an unknown address, asking", Policy{Ask: true}, nil, other, Nearby, Ask},
		{"an allowed address, asking", Policy{Ask: true}, nil, friend, Nearby, Admit},
		{"an allowed address from outside", Policy{}, nil, friend, Outside, RejectOutside},
		{"a banned address, asking", Policy{Ask: true}, nil, banned, Nearby, RejectBanned},
		{"as many connections as allowed", Policy{PerAddress: 3}, times(2, opens), other, Nearby, Admit},
		{"one more than that", Policy{PerAddress: 2}, times(2, opens), other, Nearby, RejectConnections},
		{"of this machine", Policy{PerAddress: 2}, times(2, opens), other, Local, Admit},
		{"of another address", Policy{PerAddress: 2}, times(2, opens), friend, Nearby, Admit},
		{"as often as allowed", Policy{PerSecond: 2}, times(3, connects), other, Nearby, Admit},
		{"once more than that", Policy{PerSecond: 2}, times(4, connects), other, Nearby, RejectRate},
		{"this machine as often", Policy{PerSecond: 2}, times(4, connects), other, Local, Admit},
		{"another address then", Policy{PerSecond: 2}, times(4, connects), friend, Nearby, Admit},
		{"an address outside as often", Policy{PerSecond: 2}, times(4, connects), other, Outside, RejectRate},
		{"pending of one address", Policy{Ask: true}, times(MaxPendingPerAddress, waits(other, Nearby)), other, Nearby, RejectPending},
		{"another one then", Policy{Ask: true}, times(MaxPendingPerAddress, waits(other, Nearby)), address(4), Nearby, Ask},
		{"an allowed one then", Policy{Ask: true}, times(MaxPending, waits(other, Nearby)), friend, Nearby, Admit},
		{"pending of all", Policy{Ask: true}, times(MaxPending, waits(other, Nearby)), address(4), Nearby, RejectPending},
		{"this machine then", Policy{Ask: true}, times(MaxPending, waits(other, Nearby)), address(4), Local, Ask},
		{"pending of this machine", Policy{Ask: true}, times(MaxPending, waits(other, Local)), other, Local, RejectPending},
		{"another machine then", Policy{Ask: true}, times(MaxPending, waits(other, Local)), other, Nearby, Ask},
	} {
		list := &List{}
		must(t, list.Ban(banned))
		must(t, list.Allow(friend))
		controller := NewController(list, c.policy)
		if c.before != nil {
			c.before(controller)
		}
		if got := controller.Decide(c.from, c.origin, now); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

// The list may hold MaxAddresses addresses, and a flood of connections is rejected by its rate.
func TestTheRateLimitIsCheckedBeforeTheList(t *testing.T) {
	t.Parallel()
	c := NewController(&List{}, Policy{PerSecond: 1, Ask: true})
	now := time.Unix(1_000_000, 0)
	for c.Decide(anna, Nearby, now) != RejectRate {
	}
	c.list = nil // panics if it is read
	if got := c.Decide(anna, Nearby, now); got != RejectRate {
		t.Errorf("decided %d", got)
	}
}

func TestClosedConnectionsAreNotCounted(t *testing.T) {
	t.Parallel()
	c := NewController(&List{}, Policy{PerAddress: 1, Ask: true})
	now := time.Unix(1_000_000, 0)
	for range 2 * MaxPending {
		for _, from := range []Origin{Local, Nearby} {
			if got := c.Decide(anna, from, now); got != Ask {
				t.Fatalf("decided %d", got)
			}
			c.Opened(anna)
			c.PendingOpened(anna, from)
			c.PendingClosed(anna, from)
			c.Closed(anna)
		}
	}
	if connections, addresses := c.Connections(); connections != 0 || addresses != 0 || len(c.pending) != 0 {
		t.Errorf("%d connections of %d addresses, and %d pending", connections, addresses, len(c.pending))
	}
}

func TestANewRateLimitStartsWithFullBuckets(t *testing.T) {
	t.Parallel()
	c := NewController(&List{}, Policy{PerSecond: 1})
	now := time.Unix(1_000_000, 0)
	for c.Decide(anna, Nearby, now) == Admit {
	}
	c.SetPolicy(Policy{PerSecond: 1, Ask: true})
	if got := c.Decide(anna, Nearby, now); got != RejectRate {
		t.Errorf("with the same limit: %d", got)
	}
	c.SetPolicy(Policy{PerSecond: 2})
	if got := c.Decide(anna, Nearby, now); got != Admit {
		t.Errorf("with another limit: %d", got)
	}
}
