package host_test

import (
	"strings"
	"testing"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

func TestAPlayersRecordsAreInOrder(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	const visits, messages = 50, 20
	for range visits {
		g := h.Connect()
		for range messages {
			g.Echo("hello")
		}
		_ = g.Close()
		h.MustLeave(g, journal.ByPlayer)
	}
	h.Stop()
	all := h.Records()
	if first := all[0]; first.Kind != journal.Hosting {
		t.Errorf("the first record is %q, want hosting", first.Kind)
	}
	in, received := false, 0
	for _, e := range all {
		switch e.Kind {
		case journal.Joined:
			in, received = true, 0
		case journal.Message:
			received++
			if !in || e.Seat != 0 || string(e.In) != "hello" || !e.IsEcho() || e.To != 1 {
				t.Fatalf("record %d: in %t, seat %d: %q => %q to %d", e.Number, in, e.Seat, e.In, e.Out, e.To)
			}
		case journal.Left:
			if !in || received != messages {
				t.Fatalf("record %d: left after %d messages, in %t", e.Number, received, in)
			}
			in = false
		}
	}
	if n := len(h.Events(journal.Left)); n != visits {
		t.Errorf("left %d times, want %d", n, visits)
	}
}

func TestTheJournalSaysWhereTheHostListens(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	addr, since := h.Addr(), h.Since()
	e := h.Events(journal.Hosting)[0]
	if e.Addr() != addr || !e.When().Equal(since) {
		t.Errorf("hosting on %s since %s, want %s since %s", e.Addr(), e.When(), addr, since)
	}
}

func TestCountersAreExact(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{NewRule: func() game.Rule { return relay{} }})
	a, b, c := h.Connect(), h.Connect(), h.Connect()
	for i := range 100 {
		msg := strings.Repeat("x", 1+i)
		a.Send(msg)
		b.Receive(msg)
		c.Receive(msg)
	}
	b.Send("thank you")
	a.Receive("thank you")
	c.Receive("thank you")
	h.WaitMessages(101)

	const sum = 100 * 101 / 2
	type counts struct{ messagesIn, messagesOut, bytesIn, bytesOut uint64 }
	for i, want := range []counts{{100, 1, sum, 9}, {1, 100, 9, sum}, {0, 101, 0, sum + 9}} {
		p := h.Players(nil)[i]
		got := counts{p.MessagesIn, p.MessagesOut, p.BytesIn, p.BytesOut}
		if p.Seat != i || got != want {
			t.Errorf("seat %d has %+v, want seat %d with %+v", p.Seat, got, i, want)
		}
	}
	want := journal.Totals{Messages: 101, Answers: 202, BytesIn: sum + 9, BytesOut: 2 * (sum + 9)}
	if got := h.Journal.Totals(); got != want {
		t.Errorf("the journal counts %+v, want %+v", got, want)
	}
}

func TestLastHeardIsTheTimeOfTheLastMessage(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	g := h.Connect()
	p, _ := h.Player(g.Addr())
	if joined := h.Events(journal.Joined)[0]; !p.Joined.Equal(joined.When()) || !p.LastHeard.Equal(p.Joined) {
		t.Errorf("joined %s, last received %s, want both %s", p.Joined, p.LastHeard, joined.When())
	}
	for i := range 3 {
		g.Echo("hello")
		h.WaitMessages(i + 1)
		p, _ = h.Player(g.Addr())
		all := h.Records()
		if last := all[len(all)-1]; !p.LastHeard.Equal(last.When()) {
			t.Errorf("last received %s, want %s", p.LastHeard, last.When())
		}
	}
}
