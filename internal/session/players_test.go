package session

import (
	"testing"
	"time"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/host"
)

func TestAMessageWithoutAnEndIsToldOncePerPlayer(t *testing.T) {
	t.Parallel()
	in, err := framing.Parse("line")
	if err != nil {
		t.Fatal(err)
	}
	f := newSession(t, func(o *Options) {
		g := game.Echo()
		g.In = in
		o.Game = g
	})
	f.mustStart()
	conn := f.dial()
	f.awaitPlayers(1)
	f.send(conn, "half")
	f.awaitPartial(4)
	f.clock.advance(incompleteAfter - 1)
	f.Poll()
	if f.Snapshot().Has(MessageIncomplete) {
		t.Error("it is told at once")
	}
	f.clock.advance(2 * time.Second)
	if n := f.awaitNotice(MessageIncomplete); n.Count != 4 || n.Seat != 0 || n.Framing != in || n.Action != ExplainFreeze {
		t.Errorf("the notice is %+v", n)
	}
	if e := f.Evidence(); e.Incomplete != 1 || e.Silent != 0 || !f.Players(nil)[0].Incomplete {
		t.Errorf("the evidence is %+v", e)
	}
	f.send(conn, "\n")
	f.await("its end", func(n *Snapshot) bool { return !n.Has(MessageIncomplete) })
	f.send(conn, "half")
	f.awaitPartial(4)
	f.clock.advance(incompleteAfter + 2*time.Second)
	f.Poll()
	if f.Snapshot().Has(MessageIncomplete) || f.Evidence().Incomplete != 1 {
		t.Error("of one player it is told twice, or not seen")
	}
}

// awaitPartial waits until so many bytes of a message of the first player were seen.
func (f *fixture) awaitPartial(bytes int) {
	f.t.Helper()
	f.await("the bytes", func(*Snapshot) bool {
		if got := f.options.Host.Players(nil); len(got) > 0 && got[0].PartialBytes == bytes {
			f.clock.advance(2 * time.Second) // the next poll looks
			f.Poll()
			return true
		}
		return false
	})
}

func TestAPlayerWhoseMessagesEndMissesNone(t *testing.T) {
	t.Parallel()
	now := time.Unix(1000, 0)
	p := players{list: []host.Player{{ID: 7, Seat: 3, PartialBytes: 5}}}
	for range 10 {
		if p.update(now); p.missing() != 0 {
			t.Fatalf("an end is missing: %+v", p)
		}
		now = now.Add(incompleteAfter / 2)
		p.list[0].MessagesIn++ // and part of the next one is there already
	}
	p.update(now)
	if p.update(now.Add(incompleteAfter)); p.missing() != 1 {
		t.Errorf("no end is missing: %+v", p)
	}
	p.list[0].ID = 8 // another player on the same seat
	if p.update(now.Add(incompleteAfter)); p.missing() != 0 {
		t.Errorf("the next one on the seat inherits it: %+v", p)
	}
	p.list = nil
	if p.update(now); len(p.incomplete) != 0 {
		t.Errorf("of those that left there is %+v", p)
	}
}

func TestAPlayerThatSentNothingIsSilent(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.mustStart()
	f.dial()
	conn := f.dial()
	f.awaitPlayers(2)
	if e := f.Evidence(); e.Silent != 2 || e.Players != 2 {
		t.Errorf("the evidence is %+v", e)
	}
	f.send(conn, "hello")
	f.await("a message", func(*Snapshot) bool { return f.Evidence().Silent == 1 })
}
