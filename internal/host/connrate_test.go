package host_test

import (
	"testing"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

// rejectedByRate returns how many connections were rejected because their address connects too often, and in
// how many events.
func (h *server) rejectedByRate() (connections, records int) {
	for _, e := range h.Events(journal.Refused) {
		if e.Reason == journal.TooManyAttempts {
			connections += e.Count()
			records++
		}
	}
	return connections, records
}

func TestTheConnectionRateOfOneAddressIsLimited(t *testing.T) {
	t.Parallel()
	const tellTime = 100 * time.Millisecond
	h := newServer(t)
	h.SetReportInterval(tellTime)
	h.MustStart(host.Config{Access: access.Policy{PerSecond: 1}})
	const tries = 50
	began := time.Now()
	in := 0
	for range tries {
		g := h.accept(access.Nearby)
		g.Send("hello")
		if reply, _ := readSome(g); reply == "hello" {
			in++
		}
	}
	if most := 4 + int(time.Since(began)/time.Second); in < 2 || in > most {
		t.Errorf("%d came in, want 2 to %d", in, most)
	}
	hosttest.WaitFor(t, "the record of the last", func() bool {
		connections, _ := h.rejectedByRate()
		return connections == tries-in
	})
	if _, records := h.rejectedByRate(); records > 3+int(time.Since(began)/tellTime) {
		t.Errorf("%d records tell of it", records)
	}
	for range 10 {
		h.Connect().Echo("programs on this computer do not count")
	}
	h.SetAccessPolicy(access.Policy{PerSecond: 10})
	h.accept(access.Nearby).Echo("another limit")
	h.SetAccessPolicy(access.Policy{})
	h.accept(access.Nearby).Echo("no limit")
}

// readSome returns the first bytes received, at most 16, or "" at the end of the stream.
func readSome(g *hosttest.Client) (string, error) {
	b := make([]byte, 16)
	n, err := g.Read(b)
	return string(b[:n]), err
}

func TestAClientThatConnectsTooOftenReceivesAnOrderlyEnd(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: access.Policy{PerSecond: 1}})
	last := h.accept(access.Nearby)
	for range 5 {
		last = h.accept(access.Nearby)
	}
	if rest := last.ReceiveEnd(); len(rest) != 0 {
		t.Errorf("it received %q", rest)
	}
}

func TestEveryRejectionIsCountedWhenHostingStops(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: access.Policy{PerSecond: 1}})
	const tries = 30
	for range tries {
		h.accept(access.Nearby)
	}
	in := len(h.Events(journal.Joined))
	hosttest.WaitFor(t, "the admitted clients", func() bool { in = len(h.Events(journal.Joined)); return in >= 2 })
	h.Stop()
	if connections, _ := h.rejectedByRate(); connections != tries-len(h.Events(journal.Joined)) {
		t.Errorf("%d of %d are told of, and %d came in", connections, tries, in)
	}
	records := h.Records()
	if last := records[len(records)-1]; last.Kind != journal.Stopped {
		t.Errorf("the last record is %+v", last)
	}
}

// Otherwise banned addresses and strangers fill the journal, and count as attempts of friends.
func TestEventsOfAFloodOfRejectedConnectionsAreBounded(t *testing.T) {
	t.Parallel()
	const tellTime = 100 * time.Millisecond
	h := newServer(t)
	h.SetReportInterval(tellTime)
	h.MustStart(host.Config{Access: access.Policy{PerSecond: 1}})
	began := time.Now()
	for range 30 {
		h.accept(access.Outside)
	}
	if _, reached := h.LastAttemptTo(hosttest.Localhost); reached {
		t.Error("a stranger counts as a friend")
	}
	hosttest.WaitFor(t, "the record of the last", func() bool {
		connections, _ := h.rejectedByRate()
		return connections+len(h.Events(journal.Refused)) >= 30
	})
	if n := len(h.Events(journal.Refused)); n > 6+2*int(time.Since(began)/tellTime) {
		t.Errorf("%d records tell of it", n)
	}
}

func TestPendingConnectionsOfOneAddressAreLimited(t *testing.T) {
	t.Parallel()
	away := otherLoopback(t)
	h := open(t, host.Config{Access: asking()})
	var last *hosttest.Client
	for range access.MaxPendingPerAddress {
		last = h.accept(access.Nearby)
	}
	h.waitPending(last)
	h.MustReject(h.accept(access.Nearby), journal.TooManyPending)
	h.waitPending(h.acceptFrom(away, access.Nearby))
	for range access.MaxPendingPerAddress {
		h.waitPending(h.Dial()) // programs on this computer
	}
	_ = last.Close()
	h.waitGaveUp()
	h.waitPending(h.accept(access.Nearby))
}

func TestPendingProgramsOfThisMachineKeepNoOtherMachineOut(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: asking()})
	var last *hosttest.Client
	for range access.MaxPending {
		last = h.Dial()
	}
	h.waitPending(last)
	h.MustReject(h.Dial(), journal.TooManyPending)
	h.waitPending(h.acceptFrom(otherLoopback(t), access.Nearby))
}
