// Package hosttest has helpers for tests of programs that host: a [Server] with its journal, and a [Client]
// that connects to it, sends and receives. It is to package host what httptest is to http.
//
// Helpers that check something fail the test at once. They wait for a state, for at most [Timeout], and not
// for a time.
package hosttest

import (
	"net/netip"
	"testing"
	"time"

	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// Timeout is how long a test waits for what must happen.
const Timeout = 30 * time.Second

// maxRecords is how many messages, and how many events, a Server's journal holds.
const maxRecords = 1 << 12

// Localhost is the address that servers listen on unless their Config has another one.
var Localhost = netip.MustParseAddr("127.0.0.1")

// Server is a host under test with its journal.
type Server struct {
	*host.Host
	T       testing.TB
	Journal *journal.Journal
}

// New returns a server that is off. The end of the test stops it.
func New(t testing.TB) *Server {
	t.Helper()
	j := journal.New(journal.Options{Records: maxRecords, Bytes: 1 << 20, Events: maxRecords})
	s := &Server{host.New(j), t, j}
	t.Cleanup(s.Stop)
	return s
}

// Open returns a server that hosts on 127.0.0.1.
func Open(t testing.TB, c host.Config) *Server {
	t.Helper()
	s := New(t)
	s.MustStart(c)
	return s
}

// MustStart starts a server, on 127.0.0.1 where c has no address.
func (s *Server) MustStart(c host.Config) {
	s.T.Helper()
	if !c.Addr.IsValid() {
		c.Addr = Localhost
	}
	if err := s.Start(c); err != nil {
		s.T.Fatal("start:", err)
	}
}

// Records returns everything in the journal, oldest first.
func (s *Server) Records() []journal.Entry {
	first, next := s.Journal.Range()
	entries := make([]journal.Entry, next-first)
	return entries[:s.Journal.Read(first, entries, 0)]
}

// Events returns the journal's events of one kind, oldest first.
func (s *Server) Events(k journal.Kind) []journal.Entry {
	_, next := s.Journal.Range()
	all := make([]journal.Entry, min(next, maxRecords))
	all = all[:s.Journal.ReadEvents(0, all)]
	var wanted []journal.Entry
	for _, e := range all {
		if e.Kind == k {
			wanted = append(wanted, e)
		}
	}
	return wanted
}

// Player returns a snapshot of the player that connected from an address, if it is in.
func (s *Server) Player(from netip.AddrPort) (host.Player, bool) {
	for _, p := range s.Players(nil) {
		if p.Addr == from {
			return p, true
		}
	}
	return host.Player{}, false
}

// WaitMessages waits until the journal has so many messages, since an answer can be received before it is
// recorded, and checks that it has no more.
func (s *Server) WaitMessages(want int) {
	s.T.Helper()
	WaitFor(s.T, "the messages' records", func() bool { return s.Journal.Totals().Messages >= uint64(want) })
	if got := s.Journal.Totals().Messages; got != uint64(want) {
		s.T.Fatalf("the journal has %d messages, want %d", got, want)
	}
}

// WaitLeft waits until the player that connected from an address has left, and returns the event.
func (s *Server) WaitLeft(from netip.AddrPort) journal.Entry {
	s.T.Helper()
	return s.waitEvent(journal.Left, from)
}

// MustLeave waits until a client has left, checks the reason, and returns the event.
func (s *Server) MustLeave(c *Client, want journal.Reason) journal.Entry {
	s.T.Helper()
	e := s.WaitLeft(c.Addr())
	if e.Reason != want {
		s.T.Fatalf("seat %d left because %q (%s), want %q", e.Seat, e.Reason, e.Detail, want)
	}
	return e
}

// MustReject checks that the host rejected a client: an orderly end for the client, and an event without a
// seat for the person hosting.
func (s *Server) MustReject(c *Client, want journal.Reason) {
	s.T.Helper()
	if rest := c.ReceiveEnd(); len(rest) != 0 {
		s.T.Errorf("the rejected client received %q", rest)
	}
	if e := s.waitEvent(journal.Refused, c.Addr()); e.Reason != want || e.Seat != -1 {
		s.T.Errorf("rejected on seat %d because %q, want %q", e.Seat, e.Reason, want)
	}
}

// waitEvent waits for an event of one kind about a connection from an address.
func (s *Server) waitEvent(k journal.Kind, from netip.AddrPort) (found journal.Entry) {
	s.T.Helper()
	WaitFor(s.T, "an event about "+from.String(), func() bool {
		for _, found = range s.Events(k) {
			if found.Addr() == from {
				return true
			}
		}
		return false
	})
	return found
}

// WaitFor waits for a state and fails the test where it is not reached within Timeout.
func WaitFor(t testing.TB, what string, reached func() bool) {
	t.Helper()
	for deadline := time.Now().Add(Timeout); !reached(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("waited in vain for", what)
		}
	}
}
