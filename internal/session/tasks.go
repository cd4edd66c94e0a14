package session

import "sync"

// tasks are the session's goroutines.
type tasks struct {
	catch   func() // deferred in each
	running sync.WaitGroup

	mu      sync.Mutex
	ordered []func() // to run one after the other
}

// start runs f in a goroutine of its own.
func (t *tasks) start(f func()) {
	t.running.Go(func() {
		defer t.catch()
		f()
	})
}

// enqueue runs f after everything that was enqueued before it. It is for work on the disk, whose results
// must not overtake each other.
func (t *tasks) enqueue(f func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ordered = append(t.ordered, f)
	if len(t.ordered) == 1 {
		t.start(t.drain)
	}
}

func (t *tasks) drain() {
	for {
		t.mu.Lock()
		f := t.ordered[0]
		t.mu.Unlock()
		f()
		t.mu.Lock()
		t.ordered = t.ordered[1:]
		done := len(t.ordered) == 0
		t.mu.Unlock()
		if done {
			return
		}
	}
}

func (t *tasks) wait() { t.running.Wait() }
