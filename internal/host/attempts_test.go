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

// accept connects a client as if from another machine, and does not wait for a seat. The connection is a real
// one, to a listener of the test.
func (h *server) accept(from access.Origin) *hosttest.Client {
	h.T.Helper()
	return h.acceptFrom(hosttest.Localhost, from)
}

// acceptFrom is accept from another of this machine's addresses.
func (h *server) acceptFrom(a netip.Addr, from access.Origin) *hosttest.Client {
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

func TestAnOutsideAddressIsRejectedUnlessThePolicyAdmitsIt(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	h.MustReject(h.accept(access.Outside), journal.Outside)
	h.accept(access.Nearby).Echo("hello from near")
	h.Connect().Echo("hello from here")
	h.SetAccessPolicy(access.Policy{Anywhere: true})
	stranger := h.accept(access.Outside)
	stranger.Echo("hello from far away")
	h.SetAccessPolicy(access.Policy{})
	h.MustReject(h.accept(access.Outside), journal.Outside)
	stranger.Echo("I am in")
}

func TestConnectionsOfOneAddressAreLimited(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: access.Policy{PerAddress: 2}})
	a, b := h.accept(access.Nearby), h.accept(access.Nearby)
	h.WaitPlayer(a)
	h.WaitPlayer(b)
	h.MustReject(h.accept(access.Nearby), journal.TooMany)

	_ = a.Close()
	h.MustLeave(a, journal.ByPlayer)
	c := h.accept(access.Nearby)
	c.Echo("one left, so I may come")
	h.MustReject(h.accept(access.Nearby), journal.TooMany)

	h.SetAccessPolicy(access.Policy{PerAddress: 1})
	b.Echo("still in")
	c.Echo("still in")
	h.MustReject(h.accept(access.Nearby), journal.TooMany)
	h.SetAccessPolicy(access.Policy{})
	h.accept(access.Nearby).Echo("no limit")
}

func TestAPendingConnectionCountsForItsAddress(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: access.Policy{PerAddress: 1, Ask: true}})
	a := h.accept(access.Nearby)
	number := h.waitPending(a)
	h.MustReject(h.accept(access.Nearby), journal.TooMany)
	h.Reject(number)
	h.MustReject(a, journal.Rejected)
	b := h.accept(access.Nearby)
	h.Admit(h.waitPending(b))
	h.WaitPlayer(b)
	h.MustReject(h.accept(access.Nearby), journal.TooMany)
	_ = b.Close()
	h.MustLeave(b, journal.ByPlayer)
	waitNoConnections(h)
}

// waitNoConnections waits until no connection is counted.
func waitNoConnections(h *server) {
	h.T.Helper()
	hosttest.WaitFor(h.T, "the last connection's end", func() bool {
		connections, addresses := h.Connections()
		return connections == 0 && addresses == 0
	})
}

func TestConnectionsOfThisMachineAreNotLimited(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: access.Policy{PerAddress: 1}})
	for range 10 {
		h.Connect().Echo("hello")
	}
	h.Stop()
	waitNoConnections(h)
}

func TestConnectionsFromOtherMachinesAreRemembered(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Limit: 2})
	h.Connect()
	if a := h.ConnAttempts(); a.Count != 0 {
		t.Errorf("%d came from other machines", a.Count)
	}
	if _, ok := h.LastAttemptTo(hosttest.Localhost); ok {
		t.Error("somebody from another machine reached it")
	}
	before := time.Now()
	friend := h.accept(access.Nearby)
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

	h.MustReject(h.accept(access.Nearby), journal.GameFull) // it did reach this machine
	if at, ok := h.LastAttemptTo(hosttest.Localhost); !ok || at.RejectReason != journal.GameFull || h.ConnAttempts().Count != 2 {
		t.Errorf("%+v reached it: %t; %+v", at, ok, h.ConnAttempts())
	}
}

func TestARejectedStrangerIsNoAttemptAtAnAddress(t *testing.T) {
	t.Parallel()
	list := &access.List{}
	h := open(t, host.Config{AccessList: list})
	h.MustReject(h.accept(access.Outside), journal.Outside)
	if err := list.Ban(hosttest.Localhost); err != nil {
		t.Fatal(err)
	}
	h.MustReject(h.accept(access.Nearby), journal.Banned)
	if at, ok := h.LastAttemptTo(hosttest.Localhost); ok {
		t.Errorf("%+v reached it", at)
	}
	if a := h.ConnAttempts(); a.Count != 2 || a.Last.RejectReason != journal.Banned {
		t.Errorf("it knows of %+v", a)
	}
}

func TestANewHostingBeginsWithoutAttempts(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	h.WaitPlayer(h.accept(access.Nearby))
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
