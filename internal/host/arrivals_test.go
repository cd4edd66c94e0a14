package host_test

import (
	"net"
	"net/netip"
	"testing"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// stranger connects as if from another machine, and does not wait for a seat. Its connection is a
// real one, to a listener of the test's.
func (h *house) stranger(from host.Origin) *guest {
	h.t.Helper()
	return h.strangerFrom(localhost, from)
}

// strangerFrom is stranger with an address of its own, of this machine's.
func (h *house) strangerFrom(a netip.Addr, from host.Origin) *guest {
	h.t.Helper()
	l, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: localhost.AsSlice()})
	if err != nil {
		h.t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	g := guestOf(h.t, a, netip.MustParseAddrPort(l.Addr().String()))
	accepted, err := l.AcceptTCP()
	if err != nil {
		h.t.Fatal(err)
	}
	h.AdmitForTest(accepted, from)
	return g
}

func TestAnAddressIsNearWhenAFriendsCanBeThere(t *testing.T) {
	t.Parallel()
	home := []netip.Prefix{netip.MustParsePrefix("127.0.0.1/8"), netip.MustParsePrefix("192.168.1.23/24"), netip.MustParsePrefix("203.0.113.5/25")}
	for _, c := range []struct {
		from, to string
		want     host.Origin
	}{
		{"127.0.0.1", "127.0.0.1", host.FromHere},
		{"127.0.0.1", "127.9.9.9", host.FromHere},
		{"127.9.9.9", "127.0.0.1", host.FromHere},
		{"192.168.1.23", "192.168.1.23", host.FromHere},
		{"192.168.1.23", "203.0.113.5", host.FromHere}, // one of this machine's to another
		{"203.0.113.5", "203.0.113.5", host.FromHere},
		{"198.51.100.1", "198.51.100.1", host.FromHere}, // an address that is new
		{"192.168.1.1", "192.168.1.23", host.FromNear},
		{"192.168.2.1", "192.168.1.23", host.FromNear},
		{"10.1.2.3", "192.168.1.23", host.FromNear},
		{"172.16.0.1", "192.168.1.23", host.FromNear},
		{"172.31.255.255", "192.168.1.23", host.FromNear},
		{"172.32.0.0", "192.168.1.23", host.FromOutside},
		{"169.254.7.7", "192.168.1.23", host.FromNear},
		{"100.64.0.0", "192.168.1.23", host.FromNear},
		{"100.127.255.255", "192.168.1.23", host.FromNear},
		{"100.63.255.255", "192.168.1.23", host.FromOutside},
		{"100.128.0.0", "192.168.1.23", host.FromOutside},
		{"203.0.113.127", "203.0.113.5", host.FromNear}, // public, and in this machine's network
		{"203.0.113.128", "203.0.113.5", host.FromOutside},
		{"8.8.8.8", "192.168.1.23", host.FromOutside},
		{"224.0.0.1", "192.168.1.23", host.FromOutside},
	} {
		if got := host.OriginOf(netip.MustParseAddr(c.from), netip.MustParseAddr(c.to), home...); got != c.want {
			t.Errorf("%s at %s comes from %d, want %d", c.from, c.to, got, c.want)
		}
	}
}

func TestWhoComesFromOutsideIsRefusedUnlessAnybodyMayCome(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	h.stranger(host.FromOutside).isRefusedBecause(h, journal.Outside)
	h.stranger(host.FromNear).echoes("hello from near")
	h.guest().echoes("hello from here")
	h.SetAccessPolicy(host.AccessPolicy{Anywhere: true})
	stranger := h.stranger(host.FromOutside)
	stranger.echoes("hello from far away")
	h.SetAccessPolicy(host.AccessPolicy{})
	h.stranger(host.FromOutside).isRefusedBecause(h, journal.Outside)
	stranger.echoes("I am in")
}

// isRefusedBecause checks that the host turned a guest away: an orderly end for the guest, a record
// for the person hosting.
func (g *guest) isRefusedBecause(h *house, want journal.Reason) {
	g.t.Helper()
	if rest := g.hearsTheEnd(); len(rest) != 0 {
		g.t.Errorf("the refused client heard %q", rest)
	}
	var e journal.Entry
	waitFor(g.t, "the refusal's record", func() bool {
		for _, e = range h.events(journal.Refused) {
			if e.Addr() == g.addr() {
				return true
			}
		}
		return false
	})
	if e.Reason != want || e.Seat != -1 {
		g.t.Errorf("refused from seat %d because %q, want %q", e.Seat, e.Reason, want)
	}
}

func TestOneAddressMayHaveSoManyConnections(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: host.AccessPolicy{PerAddress: 2}})
	a, b := h.stranger(host.FromNear), h.stranger(host.FromNear)
	a.hasSeat(h)
	b.hasSeat(h)
	h.stranger(host.FromNear).isRefusedBecause(h, journal.TooMany)

	_ = a.Close()
	h.leftBecause(a, journal.ByPlayer)
	c := h.stranger(host.FromNear)
	c.echoes("one left, so I may come")
	h.stranger(host.FromNear).isRefusedBecause(h, journal.TooMany)

	h.SetAccessPolicy(host.AccessPolicy{PerAddress: 1})
	b.echoes("still in")
	c.echoes("still in")
	h.stranger(host.FromNear).isRefusedBecause(h, journal.TooMany)
	h.SetAccessPolicy(host.AccessPolicy{})
	h.stranger(host.FromNear).echoes("no limit")
}

func TestWhoWaitsAtTheDoorCountsForItsAddress(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: host.AccessPolicy{PerAddress: 1, Ask: true}})
	a := h.stranger(host.FromNear)
	number := h.waits(a)
	h.stranger(host.FromNear).isRefusedBecause(h, journal.TooMany)
	h.Reject(number)
	a.isRefusedBecause(h, journal.Rejected)
	b := h.stranger(host.FromNear)
	h.Admit(h.waits(b))
	b.hasSeat(h)
	h.stranger(host.FromNear).isRefusedBecause(h, journal.TooMany)
	_ = b.Close()
	h.leftBecause(b, journal.ByPlayer)
	waitForNobody(h)
}

// waitForNobody waits until no connection is counted.
func waitForNobody(h *house) {
	h.t.Helper()
	waitFor(h.t, "the last connection's end", func() bool {
		connections, addresses := h.Connections()
		return connections == 0 && addresses == 0
	})
}

func TestThisMachineMayHaveAsManyConnectionsAsItWants(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: host.AccessPolicy{PerAddress: 1}})
	for range 10 {
		h.guest().echoes("hello")
	}
	h.Stop()
	waitForNobody(h)
}

func TestConnectionsFromOtherMachinesAreRemembered(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Players: 2})
	h.guest()
	if a := h.ConnAttempts(); a.Count != 0 {
		t.Errorf("%d came from other machines", a.Count)
	}
	if _, ok := h.LastAttemptAt(localhost); ok {
		t.Error("somebody from another machine reached it")
	}
	before := time.Now()
	friend := h.stranger(host.FromNear)
	friend.hasSeat(h)
	after := time.Now()
	a := h.ConnAttempts()
	if a.Count != 1 || a.Last.From != localhost || a.Last.Rejected != 0 || a.Last.At.Before(before) || a.Last.At.After(after) {
		t.Errorf("it knows of %+v", a)
	}
	if at, ok := h.LastAttemptAt(localhost); !ok || at != a.Last {
		t.Errorf("%+v reached it: %t", at, ok)
	}
	if _, ok := h.LastAttemptAt(netip.MustParseAddr("192.168.1.23")); ok {
		t.Error("somebody reached another address")
	}

	h.stranger(host.FromNear).isRefusedBecause(h, journal.GameFull) // it did reach us
	if at, ok := h.LastAttemptAt(localhost); !ok || at.Rejected != journal.GameFull || h.ConnAttempts().Count != 2 {
		t.Errorf("%+v reached it: %t; %+v", at, ok, h.ConnAttempts())
	}
}

func TestWhoIsNoFriendHasNotReachedUs(t *testing.T) {
	t.Parallel()
	list := &access.List{}
	h := open(t, host.Config{AccessList: list})
	h.stranger(host.FromOutside).isRefusedBecause(h, journal.Outside)
	if err := list.Ban(localhost); err != nil {
		t.Fatal(err)
	}
	h.stranger(host.FromNear).isRefusedBecause(h, journal.Banned)
	if at, ok := h.LastAttemptAt(localhost); ok {
		t.Errorf("%+v reached it", at)
	}
	if a := h.ConnAttempts(); a.Count != 2 || a.Last.Rejected != journal.Banned {
		t.Errorf("it knows of %+v", a)
	}
}

func TestANewHostingKnowsOfNoArrivals(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	h.stranger(host.FromNear).hasSeat(h)
	h.Stop()
	if a := h.ConnAttempts(); a.Count != 1 {
		t.Errorf("after the stop it knows of %d", a.Count)
	}
	h.start(host.Config{})
	if a := h.ConnAttempts(); a != (host.ConnAttempts{}) {
		t.Errorf("it knows of %+v", a)
	}
	if _, ok := h.LastAttemptAt(localhost); ok {
		t.Error("somebody reached it")
	}
}
