package ui

import "sync"

// workers is a group of goroutines with a common handler for panics.
type workers struct {
	sync.WaitGroup
	catch func() // deferred in each; nil: none
}

// Go runs f in a goroutine.
func (w *workers) Go(f func()) {
	w.WaitGroup.Go(func() {
		if w.catch != nil {
			defer w.catch()
		}
		f()
	})
}
