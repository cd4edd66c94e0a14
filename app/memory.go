package main

import (
	"runtime/debug"
	"time"

	"porchlight/internal/host"
)

// limitMemory makes the garbage collector run more often while much memory is in use, so that it lets the heap grow to
// one and a half times of what the host may hold, and not to twice. It runs until done is closed.
//
// The limit is never below what the host may hold, so the collector never runs in vain.
func limitMemory(h *host.Host, done <-chan struct{}) {
	const own = 60 << 20 // bytes of the program, the journal and the window
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	limited := -1 // players for whom the limit was set, rounded
	for {
		if players := (h.PlayerCount() + 99) / 100 * 100; players != limited {
			limited = players
			debug.SetMemoryLimit(int64(own+host.MaxMemory(players)) * 3 / 2)
		}
		select {
		case <-done:
			return
		case <-ticker.C:
		}
	}
}
