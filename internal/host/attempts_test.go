package host_test

import (
	"net"
	"net/netip"
	"testing"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

// stranger connects as if from another machine, and does not wait for a seat. Its connection is a
// real one, to a listener of the test's.
func (h *server) stranger(from access.Origin) *hosttest.Client {
	h.T.Helper()
	return h.strangerFrom(hosttest.Localhost, from)
}

// strangerFrom is stranger with an address of its own, of this machine's.
func (h *server) strangerFrom(a netip.Addr, from access.Origin) *hosttest.Client {
	h.T.Helper()
	l, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: hosttest.Localhost.AsSlice()})
	if err != nil {
		h.T.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	g := hosttest.DialFrom(h.T, a, netip.MustParseAddrPort(l.Addr().String()))
	accepted, err := l.AcceptTCP()
	if err != nil {
		h.T.Fatal(err)
	}
	h.AdmitFrom(accepted, from)
	return g
}

func TestWhoComesFromOutsideIsRefusedUnlessAnybodyMayCome(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	h.MustReject(h.stranger(access.Outside), journal.Outside)
	h.stranger(access.Nearby).Echo("hello from near")
	h.Connect().Echo("hello from here")
	h.SetAccessPolicy(host.AccessPolicy{Anywhere: true})
	stranger := h.stranger(access.Outside)
	stranger.Echo("hello from far away")
	h.SetAccessPolicy(host.AccessPolicy{})
	h.MustReject(h.stranger(access.Outside), journal.Outside)
	stranger.Echo("I am in")
}

func TestOneAddressMayHaveSoManyConnections(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: host.AccessPolicy{PerAddress: 2}})
	a, b := h.stranger(access.Nearby), h.stranger(access.Nearby)
	h.WaitPlayer(a)
	h.WaitPlayer(b)
	h.MustReject(h.stranger(access.Nearby), journal.TooMany)

	_ = a.Close()
	h.MustLeave(a, journal.ByPlayer)
	c := h.stranger(access.Nearby)
	c.Echo("one left, so I may come")
	h.MustReject(h.stranger(access.Nearby), journal.TooMany)

	h.SetAccessPolicy(host.AccessPolicy{PerAddress: 1})
	b.Echo("still in")
	c.Echo("still in")
	h.MustReject(h.stranger(access.Nearby), journal.TooMany)
	h.SetAccessPolicy(host.AccessPolicy{})
	h.stranger(access.Nearby).Echo("no limit")
}

func TestWhoWaitsAtTheDoorCountsForItsAddress(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: host.AccessPolicy{PerAddress: 1, Ask: true}})
	a := h.stranger(access.Nearby)
	number := h.waits(a)
	h.MustReject(h.stranger(access.Nearby), journal.TooMany)
	h.Reject(number)
	h.MustReject(a, journal.Rejected)
	b := h.stranger(access.Nearby)
	h.Admit(h.waits(b))
	h.WaitPlayer(b)
	h.MustReject(h.stranger(access.Nearby), journal.TooMany)
	_ = b.Close()
	h.MustLeave(b, journal.ByPlayer)
	waitForNobody(h)
}

// waitForNobody waits until no connection is counted.
func waitForNobody(h *server) {
	h.T.Helper()
	hosttest.WaitFor(h.T, "the last connection's end", func() bool {
		connections, addresses := h.Connections()
		return connections == 0 && addresses == 0
	})
}

func TestThisMachineMayHaveAsManyConnectionsAsItWants(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: host.AccessPolicy{PerAddress: 1}})
	for range 10 {
		h.Connect().Echo("hello")
	}
	h.Stop()
	waitForNobody(h)
}

func TestConnectionsFromOtherMachinesAreRemembered(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Players: 2})
	h.Connect()
	if a := h.ConnAttempts(); a.Count != 0 {
		t.Errorf("%d came from other machines", a.Count)
	}
	if _, ok := h.LastAttemptTo(hosttest.Localhost); ok {
		t.Error("somebody from another machine reached it")
	}
	before := time.Now()
	friend := h.stranger(access.Nearby)
	h.WaitPlayer(friend)
	after := time.Now()
	a := h.ConnAttempts()
	if a.Count != 1 || a.Last.From != hosttest.Localhost || a.Last.RejectReason != 0 || a.Last.At.Before(before) || a.Last.At.After(after) {
		t.Errorf("it knows of %+v", a)
	}
	if at, ok := h.LastAttemptTo(hosttest.Localhost); !ok || at != a.Last {
		t.Errorf("%+v reached it: %t", at, ok)
	}
	if _, ok := h.LastAttemptTo(netip.MustParseAddr("192.168.1.23")); ok {
		t.Error("somebody reached another address")
	}

	h.MustReject(h.stranger(access.Nearby), journal.GameFull) // it did reach us
	if at, ok := h.LastAttemptTo(hosttest.Localhost); !ok || at.RejectReason != journal.GameFull || h.ConnAttempts().Count != 2 {
		t.Errorf("%+v reached it: %t; %+v", at, ok, h.ConnAttempts())
	}
}

func TestWhoIsNoFriendHasNotReachedUs(t *testing.T) {
	t.Parallel()
	list := &access.List{}
	h := open(t, host.Config{AccessList: list})
	h.MustReject(h.stranger(access.Outside), journal.Outside)
	if err := list.Ban(hosttest.Localhost); err != nil {
		t.Fatal(err)
	}
	h.MustReject(h.stranger(access.Nearby), journal.Banned)
	if at, ok := h.LastAttemptTo(hosttest.Localhost); ok {
		t.Errorf("%+v reached it", at)
	}
	if a := h.ConnAttempts(); a.Count != 2 || a.Last.RejectReason != journal.Banned {
		t.Errorf("it knows of %+v", a)
	}
}

func TestANewHostingKnowsOfNoArrivals(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	h.WaitPlayer(h.stranger(access.Nearby))
	h.Stop()
	if a := h.ConnAttempts(); a.Count != 1 {
		t.Errorf("after the stop it knows of %d", a.Count)
	}
	h.MustStart(host.Config{})
	if a := h.ConnAttempts(); a != (host.ConnAttempts{}) {
		t.Errorf("it knows of %+v", a)
	}
	if _, ok := h.LastAttemptTo(hosttest.Localhost); ok {
		t.Error("somebody reached it")
	}
}
