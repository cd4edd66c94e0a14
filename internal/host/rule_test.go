package host

import (
	"runtime"
	"strings"
	"testing"

	"porchlight/internal/game"
)

// Preparing a long text takes long, and rooms are made under the host's lock.
func TestTheGameIsPreparedOnceForAllRooms(t *testing.T) {
	const rooms, placeholders = 1000, 10_000
	g := game.Echo()
	g.Rule, g.Reply = game.RuleReply, strings.Repeat("{seat}", placeholders)
	r := &run{config: Config{Game: g}.withDefaults()}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r.room(rooms - 1)
	runtime.ReadMemStats(&after)
	if len(r.rooms) != rooms {
		t.Fatalf("there are %d rooms", len(r.rooms))
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > rooms*1024 {
		t.Errorf("%d rooms allocate %d bytes", rooms, took)
	}
}
