package host_test

import (
	"encoding/binary"
	"testing"
	"time"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

func TestAnErrorThatAPlayerRepeatsIsCountedAndNotRepeated(t *testing.T) {
	t.Parallel()
	const messages, interval = 2000, 100 * time.Millisecond
	g := game.Echo()
	for f, name := range map[*framing.Framing]string{&g.In: "u32be", &g.Out: "header:1"} {
		var err error
		if *f, err = framing.Parse(name); err != nil {
			t.Fatal(err)
		}
	}
	g.Largest, g.Players = 100, 0
	h := newServer(t)
	h.SetReportInterval(interval)
	h.MustStart(host.Config{Game: g})
	began := time.Now()
	for range 2 {
		c := h.Connect()
		for range messages {
			c.Send(string(binary.BigEndian.AppendUint32(nil, 10)) + "ten bytes!") // a header of one digit carries nine
		}
	}
	h.WaitMessages(2 * messages)
	h.Stop()
	counted := 0
	players := map[uint64]bool{}
	troubles := h.Events(journal.Trouble)
	for _, e := range troubles {
		counted += max(e.Count(), 1)
		players[e.Conn] = true
	}
	if counted != 2*messages || len(players) != 2 {
		t.Errorf("%d errors of %d players are counted, want %d of 2", counted, len(players), 2*messages)
	}
	if most := 4 + 2*int(time.Since(began)/interval); len(troubles) > most {
		t.Errorf("%d events tell of it, want %d at most", len(troubles), most)
	}
}
