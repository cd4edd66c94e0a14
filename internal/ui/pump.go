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

// pump runs in its own goroutine until quit: it looks ten times a second whether anything changed and
// then has refresh run on the UI goroutine, never twice at a time.
func (w *Window) pump() {
	defer close(w.pumped)
	defer w.Catch()
	look := cmp.Or(w.look, lookTime)
	second := secondLooks * look
	ticker := time.NewTicker(look)
	defer ticker.Stop()
	var journal, networks uint64
	var up, looked int64
	var failed, rest bool
	quiet := 0 // making the window leaves something behind, too
	for {
		select {
		case <-w.life.Done():
			return
		case now := <-ticker.C:
			if n := now.UnixNano() / int64(second); n != looked {
				looked = n
				if w.Library.Reload() {
					w.Dispatch(w.showGames)
				}
			}
			if rest {
				rest = false
				continue
			}
			j, n, s := w.Journal.Version(), w.Networks.Version(), int64(0)
			if quiet++; quiet == quietLooks {
				debug.FreeOSMemory()
			}
			if j != journal {
				quiet = 0
			}
			if w.Host.Addr().IsValid() {
				s = 1 + int64(now.Sub(w.Host.Since())/second) // the uptime moves once a second
			}
			fails := w.Log != nil && w.Log.Err() != nil
			if j == journal && n == networks && s == up && fails == failed || w.pending.Swap(true) {
				continue
			}
			rest = j-journal > unreadable
			journal, networks, up, failed = j, n, s, fails
			w.Dispatch(func() { w.refresh(time.Now()) })
		}
	}
}
