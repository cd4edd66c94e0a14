package host_test

import (
	"context"
	"math/rand/v2"
	"net/netip"
	"path/filepath"
	"testing"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// guestFrom connects from another of this machine's addresses, and returns once it has a seat.
func (h *house) guestFrom(a netip.Addr) *guest {
	h.t.Helper()
	g := h.knockFrom(a)
	g.hasSeat(h)
	return g
}

func TestABanEndsItsPlayersAndNobodyElse(t *testing.T) {
	t.Parallel()
	away := elsewhere(t)
	h := open(t, host.Config{})
	silent, talker, other := h.guestFrom(away), h.guestFrom(away), h.guest()
	talker.echoes("hello")
	if err := h.Ban(away); err != nil {
		t.Fatal(err)
	}
	for _, g := range []*guest{silent, talker} {
		if rest := g.hearsTheEnd(); len(rest) != 0 {
			t.Errorf("the banned client heard %q", rest)
		}
		h.leftBecause(g, journal.Banned)
	}
	other.echoes("still in")
	h.knockFrom(away).isRefusedBecause(h, journal.Banned)
	h.guest().echoes("I may come")
}

func TestABanIsOfAnAddressInWhateverForm(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	g := h.guest()
	if err := h.Ban(netip.MustParseAddr("::ffff:127.0.0.1")); err != nil {
		t.Fatal(err)
	}
	h.leftBecause(g, journal.Banned)
	h.knock().isRefusedBecause(h, journal.Banned)
}

func TestABanIsKeptUntilItIsForgotten(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "door.toml")
	list, err := access.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	h := open(t, host.Config{AccessList: list})
	if err := h.Ban(localhost); err != nil {
		t.Fatal(err)
	}
	h.knock().isRefusedBecause(h, journal.Banned)
	h.Stop()
	kept, err := access.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	h.start(host.Config{AccessList: kept})
	h.knock().isRefusedBecause(h, journal.Banned)
	if err := kept.Remove(localhost); err != nil {
		t.Fatal(err)
	}
	h.guest().echoes("I may come again")
}

func TestABanComesBeforeEveryOtherReason(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Players: 1, Access: asked()})
	if err := h.Ban(localhost); err != nil {
		t.Fatal(err)
	}
	h.stranger(host.FromOutside).isRefusedBecause(h, journal.Banned)
	h.knock().isRefusedBecause(h, journal.Banned)
	if n := len(h.Pending(nil)); n != 0 {
		t.Errorf("%d wait at the door", n)
	}
}

func TestWhoIsBannedWhileItWaitsIsSentAway(t *testing.T) {
	t.Parallel()
	away := elsewhere(t)
	h := open(t, host.Config{Access: asked()})
	silent, talker, other := h.knockFrom(away), h.knockFrom(away), h.knock()
	talker.says("may I?")
	number := h.waits(silent)
	h.waits(talker)
	h.waits(other)
	if err := h.Ban(away); err != nil {
		t.Fatal(err)
	}
	if h.Admit(number) {
		t.Error("who is banned was let in")
	}
	silent.isRefusedBecause(h, journal.Banned)
	talker.isRefusedBecause(h, journal.Banned)
	waitFor(t, "the empty places", func() bool { return len(h.Pending(nil)) == 1 })
	h.Admit(h.waits(other))
	other.hasSeat(h)
}

func TestABanWhileTheHostIsOffIsNone(t *testing.T) {
	t.Parallel()
	list := &access.List{}
	h := newHouse(t)
	if err := h.Ban(localhost); err != nil {
		t.Error(err)
	}
	h.start(host.Config{AccessList: list})
	h.Stop()
	if err := h.Ban(localhost); err != nil || list.IsBanned(localhost) {
		t.Errorf("banned: %t, %v", list.IsBanned(localhost), err)
	}
}

func TestABanThatDoesNotHoldSendsNobodyAway(t *testing.T) {
	t.Parallel()
	list := &access.List{}
	for i := range access.MaxAddresses {
		if err := list.Ban(netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)})); err != nil {
			t.Fatal(err)
		}
	}
	h := open(t, host.Config{AccessList: list})
	g := h.guest()
	if err := h.Ban(localhost); err == nil {
		t.Error("there was room for one more")
	}
	g.echoes("still in")
	h.guest().echoes("I may come")
}

func TestTheEntryCanBeChangedByAnybodyAtAnyTime(t *testing.T) {
	h := newHouse(t)
	list := &access.List{}
	entries := []host.AccessPolicy{{}, asked(), pages(), {Ask: true, Browsers: true, Anywhere: true, PerAddress: 1}}
	h.start(host.Config{AccessList: list})
	port := int(h.Addr().Port())
	var v visitors
	over := make(chan struct{})
	things := []func(){
		func() {
			_ = h.Start(host.Config{Addr: localhost, Port: port, Players: 5, AccessList: list, Access: entries[rand.IntN(len(entries))]})
		},
		h.Stop,
		func() { h.SetAccessPolicy(entries[rand.IntN(len(entries))]) },
		func() {
			for _, v := range h.Pending(nil) {
				h.Admit(v.Number)
				h.Reject(v.Number + 1)
			}
		},
		func() {
			_ = h.Ban(localhost) // in memory
			_ = list.Remove(localhost)
		},
		func() { _ = list.Allow(localhost); _ = list.Remove(localhost) },
		func() { _ = h.SelfTest(context.Background(), localhost) },
		func() { h.ConnAttempts(); h.LastAttemptAt(localhost); h.Players(nil) },
		func() { look(h) },
		func() { v.visit(h) },
		func() { v.visit(h) },
	}
	go func() {
		defer close(over)
		v.atOnce(100, things)
	}()
	for wait := true; wait; { // somebody may stand at the door of a hosting that nobody stops or lets in any more
		select {
		case <-over:
			wait = false
		case <-time.After(100 * time.Millisecond):
			h.Stop()
		}
	}
	h.Stop()
	waitForNobody(h)
	joined, left := len(h.events(journal.Joined)), len(h.events(journal.Left))
	if joined != left || len(h.Pending(nil)) != 0 {
		t.Errorf("%d joined, %d left, and %d wait", joined, left, len(h.Pending(nil)))
	}
}

// look is a browser that visits, as far as the host lets it.
func look(h *house) {
	addr := h.Addr()
	if !addr.IsValid() {
		return
	}
	conn, err := dial(addr)
	if err != nil {
		return
	}
	_, _ = conn.Write([]byte(browserHead))
	_ = conn.SetReadDeadline(time.Now().Add(50 * time.Millisecond)) // it may wait at the door
	_, _ = conn.Read(make([]byte, 100))
	_ = conn.Close()
}
