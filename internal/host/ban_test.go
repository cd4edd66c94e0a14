package host_test

import (
	"context"
	"math/rand/v2"
	"net/netip"
	"path/filepath"
	"testing"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/access/accessfile"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
	"porchlight/internal/web"
)

func TestABanEndsItsPlayersAndNobodyElse(t *testing.T) {
	t.Parallel()
	away := otherLoopback(t)
	h := open(t, host.Config{})
	silent, talker, other := h.connectFrom(away), h.connectFrom(away), h.Connect()
	talker.Echo("hello")
	if err := h.Ban(away); err != nil {
		t.Fatal(err)
	}
	for _, g := range []*hosttest.Client{silent, talker} {
		if rest := g.ReceiveEnd(); len(rest) != 0 {
			t.Errorf("the banned client received %q", rest)
		}
		h.MustLeave(g, journal.Banned)
	}
	other.Echo("still in")
	h.MustReject(h.dialFrom(away), journal.Banned)
	h.Connect().Echo("I may come")
}

func TestABanOfAnotherProgramEndsItsPlayersAndNobodyElse(t *testing.T) {
	t.Parallel()
	away := otherLoopback(t)
	list := &access.List{}
	h := newServer(t)
	h.EndBanned() // while the host is off there is nobody
	h.MustStart(host.Config{AccessList: list})
	banned, other := h.connectFrom(away), h.Connect()
	banned.Echo("hello")
	if err := list.Ban(away); err != nil { // as Refresh does
		t.Fatal(err)
	}
	h.EndBanned()
	h.MustLeave(banned, journal.Banned)
	other.Echo("still in")
	h.MustReject(h.dialFrom(away), journal.Banned)
}

func TestABanHoldsForEveryFormOfTheAddress(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	g := h.Connect()
	if err := h.Ban(netip.MustParseAddr("::ffff:127.0.0.1")); err != nil {
		t.Fatal(err)
	}
	h.MustLeave(g, journal.Banned)
	h.MustReject(h.Dial(), journal.Banned)
}

func TestABanOutlivesTheHostUntilItIsRemoved(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "access.toml")
	list, err := accessfile.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	h := open(t, host.Config{AccessList: list})
	if err := h.Ban(hosttest.Localhost); err != nil {
		t.Fatal(err)
	}
	h.MustReject(h.Dial(), journal.Banned)
	h.Stop()
	kept, err := accessfile.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	h.MustStart(host.Config{AccessList: kept})
	h.MustReject(h.Dial(), journal.Banned)
	if err := kept.Remove(hosttest.Localhost); err != nil {
		t.Fatal(err)
	}
	h.Connect().Echo("I may come again")
}

func TestABanComesBeforeEveryOtherReason(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Players: 1, Access: asking()})
	if err := h.Ban(hosttest.Localhost); err != nil {
		t.Fatal(err)
	}
	h.MustReject(h.accept(access.Outside), journal.Banned)
	h.MustReject(h.Dial(), journal.Banned)
	if n := len(h.Pending(nil)); n != 0 {
		t.Errorf("%d are pending", n)
	}
}

func TestABanRejectsPendingConnections(t *testing.T) {
	t.Parallel()
	away := otherLoopback(t)
	h := open(t, host.Config{Access: asking()})
	silent, talker, other := h.dialFrom(away), h.dialFrom(away), h.Dial()
	talker.Send("may I?")
	number := h.waitPending(silent)
	h.waitPending(talker)
	h.waitPending(other)
	if err := h.Ban(away); err != nil {
		t.Fatal(err)
	}
	if h.Admit(number) {
		t.Error("a banned client was admitted")
	}
	h.MustReject(silent, journal.Banned)
	h.MustReject(talker, journal.Banned)
	hosttest.WaitFor(t, "the empty places", func() bool { return len(h.Pending(nil)) == 1 })
	h.Admit(h.waitPending(other))
	h.WaitPlayer(other)
}

func TestABanWhileTheHostIsOffIsNone(t *testing.T) {
	t.Parallel()
	list := &access.List{}
	h := newServer(t)
	if err := h.Ban(hosttest.Localhost); err != nil {
		t.Error(err)
	}
	h.MustStart(host.Config{AccessList: list})
	h.Stop()
	if err := h.Ban(hosttest.Localhost); err != nil || list.IsBanned(hosttest.Localhost) {
		t.Errorf("banned: %t, %v", list.IsBanned(hosttest.Localhost), err)
	}
}

func TestABanThatDoesNotHoldEndsNobody(t *testing.T) {
	t.Parallel()
	list := &access.List{}
	for i := range access.MaxAddresses {
		if err := list.Ban(netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)})); err != nil {
			t.Fatal(err)
		}
	}
	h := open(t, host.Config{AccessList: list})
	g := h.Connect()
	if err := h.Ban(hosttest.Localhost); err == nil {
		t.Error("there was room for one more")
	}
	g.Echo("still in")
	h.Connect().Echo("I may come")
}

func TestThePolicyCanBeChangedFromAnyGoroutineAtAnyTime(t *testing.T) {
	h := newServer(t)
	list := &access.List{}
	policies := []access.Policy{{}, asking(), {Ask: true, Anywhere: true, PerAddress: 1}}
	responses := []*web.Page{nil, pages()}
	h.MustStart(host.Config{AccessList: list})
	port := int(h.Addr().Port())
	var v visitors
	over := make(chan struct{})
	things := []func(){
		func() {
			_ = h.Start(host.Config{
				Addr: hosttest.Localhost, Port: port, Players: 5, AccessList: list,
				Access: policies[rand.IntN(len(policies))], Page: responses[rand.IntN(len(responses))],
			})
		},
		h.Stop,
		func() { h.SetAccessPolicy(policies[rand.IntN(len(policies))]) },
		func() { h.SetPage(responses[rand.IntN(len(responses))]) },
		func() {
			for _, v := range h.Pending(nil) {
				h.Admit(v.ID)
				h.Reject(v.ID + 1)
			}
		},
		func() {
			_ = h.Ban(hosttest.Localhost) // in memory
			_ = list.Remove(hosttest.Localhost)
		},
		func() { _ = list.Allow(hosttest.Localhost); _ = list.Remove(hosttest.Localhost) },
		func() { _ = h.SelfTest(context.Background(), hosttest.Localhost) },
		func() { h.ConnAttempts(); h.LastAttemptTo(hosttest.Localhost); h.Players(nil) },
		func() { visitAsBrowser(h) },
		func() { v.visit(h) },
		func() { v.visit(h) },
	}
	go func() {
		defer close(over)
		v.atOnce(100, things)
	}()
	for wait := true; wait; { // a connection may be pending that no goroutine decides about any more
		select {
		case <-over:
			wait = false
		case <-time.After(100 * time.Millisecond):
			h.Stop()
		}
	}
	h.Stop()
	waitNoConnections(h)
	joined, left := len(h.Events(journal.Joined)), len(h.Events(journal.Left))
	if joined != left || len(h.Pending(nil)) != 0 {
		t.Errorf("%d joined, %d left, and %d wait", joined, left, len(h.Pending(nil)))
	}
}

// visitAsBrowser connects as a browser, as far as the host admits it.
func visitAsBrowser(h *server) {
	addr := h.Addr()
	if !addr.IsValid() {
		return
	}
	conn, err := hosttest.Dial(addr)
	if err != nil {
		return
	}
	_, _ = conn.Write([]byte(browserHead))
	_ = conn.SetReadDeadline(time.Now().Add(50 * time.Millisecond)) // it may be pending
	_, _ = conn.Read(make([]byte, 100))
	_ = conn.Close()
}
