package uitest

import "sync"

// Queue holds the functions that a window dispatches to the UI goroutine, until the test runs them. More
// receives a value after a dispatch. Any goroutine may dispatch.
type Queue struct {
	mu   sync.Mutex
	todo []func()
	More chan struct{}
}

// NewQueue makes an empty queue.
func NewQueue() *Queue { return &Queue{More: make(chan struct{}, 1)} }

// Dispatch adds a function.
func (q *Queue) Dispatch(f func()) {
	q.mu.Lock()
	q.todo = append(q.todo, f)
	q.mu.Unlock()
	select {
	case q.More <- struct{}{}:
	default:
	}
}

// TakeAll removes and returns all functions.
func (q *Queue) TakeAll() []func() {
	q.mu.Lock()
	defer q.mu.Unlock()
	todo := q.todo
	q.todo = nil
	return todo
}
