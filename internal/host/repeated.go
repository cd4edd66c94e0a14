package host

import (
	"net/netip"
	"sync"
	"time"

	"porchlight/internal/journal"
)

// Limits of the keys. A client chooses the details of its errors, for example by the length of a
// message, so their number must be bounded.
const (
	maxRepeated = 4096 // keys
	maxDetails  = 4    // errors of one connection that are counted by their detail; its others share a key
)

// repeatedEvents journals events that a client may cause any number of times. The first event with a key is
// journalled at once. Further ones are counted, and once per interval they are journalled as one event: the
// last of them, with their number as its Count. Any goroutine may use it.
type repeatedEvents struct {
	journal  *journal.Journal
	interval time.Duration

	mu         sync.Mutex
	events     map[repeatedKey]*repeatedEvent
	details    map[uint64]int // keys with a detail, by connection
	timer      *time.Timer    // runs while there are events
	generation int            // of the timer: sweep does nothing for an earlier one
}

// repeatedKey identifies events that are counted together: rejections by address, all others by connection.
type repeatedKey struct {
	kind   journal.Kind
	reason journal.Reason
	conn   uint64
	addr   netip.Addr
	detail string // of errors
}

// repeatedEvent holds the events with one key that are not journalled yet.
type repeatedEvent struct {
	last  journal.Event
	count int
}

func newRepeatedEvents(j *journal.Journal, interval time.Duration) *repeatedEvents {
	return &repeatedEvents{
		journal: j, interval: interval, events: map[repeatedKey]*repeatedEvent{}, details: map[uint64]int{},
	}
}

// report journals an event, or counts it if one with the same key was journalled within the interval.
func (r *repeatedEvents) report(now time.Time, e journal.Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := r.keyOf(&e)
	if same, ok := r.events[key]; ok {
		same.last = e
		same.count += max(e.Count, 1)
		return
	}
	if len(r.events) >= maxRepeated {
		r.flushLocked(now)
	}
	r.journal.Event(now, e)
	r.events[key] = &repeatedEvent{}
	if key.detail != "" {
		r.details[key.conn]++
	}
	if r.timer == nil {
		r.startTimer()
	}
}

// keyOf returns the key of an event. r.mu is held.
func (r *repeatedEvents) keyOf(e *journal.Event) repeatedKey {
	key := repeatedKey{kind: e.Kind, reason: e.Reason, conn: e.Conn}
	switch e.Kind {
	case journal.Refused:
		key.conn, key.addr = 0, e.Addr.Addr()
	case journal.Trouble:
		key.detail = e.Detail
		if _, ok := r.events[key]; !ok && r.details[e.Conn] >= maxDetails {
			key.detail = ""
		}
	}
	return key
}

// startTimer starts the timer of the next sweep. r.mu is held.
func (r *repeatedEvents) startTimer() {
	r.generation++
	generation := r.generation
	r.timer = time.AfterFunc(r.interval, func() { r.sweep(generation) })
}

// sweep journals the events counted in the interval, and removes the keys of events that did not repeat. It does
// nothing if flush came between the firing of its timer and this call.
func (r *repeatedEvents) sweep(generation int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.timer == nil || generation != r.generation {
		return
	}
	now := time.Now()
	for key, e := range r.events {
		if e.count > 0 {
			e.journal(r.journal, now)
			continue
		}
		delete(r.events, key)
		if key.detail == "" {
			continue
		}
		if r.details[key.conn]--; r.details[key.conn] == 0 {
			delete(r.details, key.conn)
		}
	}
	r.timer = nil
	if len(r.events) > 0 {
		r.startTimer()
	}
}

// journal journals the counted events as one.
func (e *repeatedEvent) journal(j *journal.Journal, now time.Time) {
	e.last.Count = e.count
	j.Event(now, e.last)
	*e = repeatedEvent{}
}

// flush journals the counted events, and removes all keys.
func (r *repeatedEvents) flush(now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.flushLocked(now)
	if r.timer != nil {
		r.timer.Stop()
		r.timer = nil
	}
}

// flushLocked is flush with r.mu held. It leaves the timer running.
func (r *repeatedEvents) flushLocked(now time.Time) {
	for _, e := range r.events {
		if e.count > 0 {
			e.journal(r.journal, now)
		}
	}
	clear(r.events)
	clear(r.details)
}
