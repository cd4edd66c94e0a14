package ui

import (
	"cmp"
	"runtime/debug"
	"time"
)

const (
	lookTime    = 100 * time.Millisecond
	secondLooks = 10 // looks in a second
	// Where more records than unreadable came between two looks, the list has others in every row several
	// times over: nobody reads that, and every second look is left out, which halves the drawing.
	unreadable = 500
	// quietLooks without a new record, when the last have left the bars too, and what drawing them left behind
	// goes back to the system.
	quietLooks = 250
)

// pump runs in its own goroutine until the window's end: it polls the session ten times a second and, if
// anything has moved, has refresh run on the UI goroutine, never twice at a time.
func (w *Window) pump() {
	defer close(w.pumped)
	defer w.Catch()
	look := cmp.Or(w.look, lookTime)
	second := secondLooks * look
	ticker := time.NewTicker(look)
	defer ticker.Stop()
	var (
		journal     uint64
		looked      int64
		moved, rest bool
		quiet       int // looks; making the window leaves something behind, too
	)
	for {
		select {
		case <-w.ctx.Done():
			return
		case now := <-ticker.C:
			if n := now.UnixNano() / int64(second); n != looked {
				looked = n
				if w.Library.Reload() {
					w.Dispatch(w.updateGames)
				}
			}
			if rest {
				rest = false
				continue
			}
			if quiet++; quiet == quietLooks {
				debug.FreeOSMemory()
			}
			moved = w.session.Poll() || moved
			j := w.Journal.Version()
			if j != journal {
				quiet = 0
			}
			if !moved || w.pending.Swap(true) {
				continue
			}
			rest = j-journal > unreadable
			journal, moved = j, false
			w.Dispatch(func() { w.refresh(time.Now()) })
		}
	}
}
