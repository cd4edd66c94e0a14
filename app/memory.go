package main

import (
	"runtime/debug"
	"runtime/metrics"
	"time"

	"porchlight/internal/host"
)

// limitMemory makes the garbage collector run more often while much memory is in use, so that it lets the heap grow to
// one and a half times of what the host may hold, and not to twice. It runs in a goroutine until stop is called.
//
// The limit is always well above what the host may hold, and above what it does hold where the game's rule keeps messages,
// so the collector never runs in vain.
func limitMemory(h *host.Host) (stop func()) {
	done := make(chan struct{})
	go updateMemoryLimit(h, done)
	return func() { close(done) }
}

// updateMemoryLimit sets the limit once a second until done is closed.
func updateMemoryLimit(h *host.Host, done <-chan struct{}) {
	const (
		own  = 60 << 20 // bytes of the program, the journal and the window
		step = 16 << 20 // bytes: setting the limit stops all goroutines for a moment
	)
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	limited := int64(0)
	for {
		metrics.Read(live)
		held := max(int64(own+host.MaxMemory(h.PlayerCount())), int64(live[0].Value.Uint64()))
		if held = (held + step - 1) / step * step; held != limited {
			limited = held
			debug.SetMemoryLimit(held * 3 / 2)
		}
		select {
		case <-done:
			return
		case <-ticker.C:
		}
	}
}
