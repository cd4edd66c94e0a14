package host_test

import (
	"net/netip"
	"testing"
	"time"

	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// patience is how long a test waits for what must come.
const patience = 30 * time.Second

// maxRecords is how many messages, and how many events, the journal of a house holds.
const maxRecords = 1 << 12

var localhost = netip.MustParseAddr("127.0.0.1")

// house is a host under test with its journal.
type house struct {
	*host.Host
	t       testing.TB
	journal *journal.Journal
}

// newHouse makes a house with the host off; the end of the test stops it.
func newHouse(t testing.TB) *house {
	t.Helper()
	j := journal.New(journal.Options{Records: maxRecords, Bytes: 1 << 20, Events: maxRecords})
	h := &house{host.New(j), t, j}
	h.SetDoorTime(20 * time.Millisecond)
	t.Cleanup(h.Stop)
	return h
}

// open makes a house that hosts on 127.0.0.1.
func open(t testing.TB, c host.Config) *house {
	t.Helper()
	h := newHouse(t)
	h.start(c)
	return h
}

func (h *house) start(c host.Config) {
	h.t.Helper()
	if !c.Addr.IsValid() {
		c.Addr = localhost
	}
	if err := h.Start(c); err != nil {
		h.t.Fatal("start:", err)
	}
}

// records are everything in the journal, oldest first.
func (h *house) records() []journal.Entry {
	first, next := h.journal.Range()
	entries := make([]journal.Entry, next-first)
	return entries[:h.journal.Read(first, entries, 0)]
}

// events are the journal's records of one kind.
func (h *house) events(k journal.Kind) []journal.Entry {
	_, next := h.journal.Range()
	all := make([]journal.Entry, min(next, maxRecords))
	all = all[:h.journal.ReadEvents(0, all)]
	var wanted []journal.Entry
	for _, e := range all {
		if e.Kind == k {
			wanted = append(wanted, e)
		}
	}
	return wanted
}

// left waits for the end of the player that came from an address and returns its record.
func (h *house) left(from netip.AddrPort) journal.Entry {
	h.t.Helper()
	var found journal.Entry
	waitFor(h.t, "the end of "+from.String(), func() bool {
		for _, e := range h.events(journal.Left) {
			if e.Addr() == from {
				found = e
				return true
			}
		}
		return false
	})
	return found
}

// leftBecause checks why the player that came from an address left.
func (h *house) leftBecause(g *guest, want journal.Reason) journal.Entry {
	h.t.Helper()
	e := h.left(g.addr())
	if e.Reason != want {
		h.t.Fatalf("seat %d left because %q (%s), want %q", e.Seat, e.Reason, e.Detail, want)
	}
	return e
}

// player is the snapshot of the player that came from an address, if it is in.
func (h *house) player(from netip.AddrPort) (host.Player, bool) {
	for _, p := range h.Players(nil) {
		if p.Addr == from {
			return p, true
		}
	}
	return host.Player{}, false
}

// hasHeard waits until the journal has so many messages, since an answer can be read before it is
// recorded, and checks that it has no more.
func (h *house) hasHeard(messages int) {
	h.t.Helper()
	waitFor(h.t, "the messages' records", func() bool { return h.journal.Totals().Messages >= uint64(messages) })
	if got := h.journal.Totals().Messages; got != uint64(messages) {
		h.t.Fatalf("the journal has %d messages, want %d", got, messages)
	}
}

// waitFor polls for a state.
func waitFor(t testing.TB, what string, reached func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !reached(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("waited in vain for", what)
		}
	}
}
