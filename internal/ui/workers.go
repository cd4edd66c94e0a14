package ui

import "sync"

// workers are goroutines that are waited for. A panic in one of them goes to catch, which does not
// return then.
type workers struct {
	sync.WaitGroup
	catch func() // deferred; nil: nothing is
}

// Go runs f in a goroutine of its own.
func (w *workers) Go(f func()) {
	w.WaitGroup.Go(func() {
		if w.catch != nil {
			defer w.catch()
		}
		f()
	})
}
