package ui

import (
	"cmp"
	"runtime/debug"
	"time"
)

const (
	defaultPollInterval = 100 * time.Millisecond
	pollsPerReload      = 10 // polls between two looks at the games on disk
	// floodRecords is the number of new records between two polls above which the next poll is skipped. Every row of
	// the list has changed several times by then and cannot be read. Skipping halves the cost of drawing.
	floodRecords = 500
	// idlePolls is the number of polls without a new record after which freed memory is returned to the system. The
	// last records have left the bars of the status line by then.
	idlePolls = 250
)

// pump polls the session, in its own goroutine, until the window is finished. After a change it dispatches refresh,
// unless one is pending.
func (w *Window) pump() {
	defer close(w.pumped)
	defer w.Catch()
	interval := cmp.Or(w.pollInterval, defaultPollInterval)
	reloadInterval := pollsPerReload * interval
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	var (
		version     uint64 // of the journal at the last refresh
		reloaded    int64  // number of the reload interval of the last reload
		moved, skip bool
		idle        int // polls
	)
	for {
		select {
		case <-w.ctx.Done():
			return
		case now := <-ticker.C:
			if n := now.UnixNano() / int64(reloadInterval); n != reloaded {
				reloaded = n
				if w.Library.Reload() {
					w.Dispatch(w.updateGames)
				}
			}
			if skip {
				skip = false
				continue
			}
			if idle++; idle == idlePolls {
				debug.FreeOSMemory()
			}
			moved = w.session.Poll() || moved
			current := w.Journal.Version()
			if current != version {
				idle = 0
			}
			if !moved || w.pending.Swap(true) {
				continue
			}
			skip = current-version > floodRecords
			version, moved = current, false
			w.Dispatch(func() { w.refresh(time.Now()) })
		}
	}
}
