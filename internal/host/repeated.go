package host

import (
	"net/netip"
	"sync"
	"time"

	"porchlight/internal/journal"
)

// maxRepeated bounds how many events are remembered because they may repeat.
const maxRepeated = 4096

// repeatedEvents journals events that a client may cause any number of times. The first of a kind is
// journalled at once. Those that follow are counted, and each interval journalled as one event: the last of
// them, with their Count. Any goroutine may use it.
type repeatedEvents struct {
	journal  *journal.Journal
	interval time.Duration

	mu     sync.Mutex
	events map[repeatedKey]*repeatedEvent
	timer  *time.Timer // runs while there are events
}

// repeatedKey tells which events are the same. One of a connection without a seat is about its address.
type repeatedKey struct {
	kind   journal.Kind
	reason journal.Reason
	conn   uint64
	addr   netip.Addr
}

// repeatedEvent is what is not journalled yet of the same events.
type repeatedEvent struct {
	last  journal.Event
	count int
}

func newRepeatedEvents(j *journal.Journal, interval time.Duration) *repeatedEvents {
	return &repeatedEvents{journal: j, interval: interval, events: map[repeatedKey]*repeatedEvent{}}
}

// report journals an event, or counts it where the same was journalled within the interval.
func (r *repeatedEvents) report(now time.Time, e journal.Event) {
	key := repeatedKey{kind: e.Kind, reason: e.Reason, conn: e.Conn}
	if e.Kind == journal.Refused {
		key.conn, key.addr = 0, e.Addr.Addr() // each of its connections has another ID
	}
	r.mu.Lock()
	defer r.mu.Unlock()
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
	if r.timer == nil {
		r.timer = time.AfterFunc(r.interval, r.sweep)
	}
}

// sweep journals what was counted in the interval, and forgets events that did not repeat.
func (r *repeatedEvents) sweep() {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	for key, e := range r.events {
		if e.count == 0 {
			delete(r.events, key)
			continue
		}
		e.journal(r.journal, now)
	}
	r.timer = nil
	if len(r.events) > 0 {
		r.timer = time.AfterFunc(r.interval, r.sweep)
	}
}

// journal writes what was counted.
func (e *repeatedEvent) journal(j *journal.Journal, now time.Time) {
	e.last.Count = e.count
	j.Event(now, e.last)
	*e = repeatedEvent{}
}

// flush journals everything that was counted, and forgets all events.
func (r *repeatedEvents) flush(now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.flushLocked(now)
	if r.timer != nil {
		r.timer.Stop()
		r.timer = nil
	}
}

func (r *repeatedEvents) flushLocked(now time.Time) {
	for _, e := range r.events {
		if e.count > 0 {
			e.journal(r.journal, now)
		}
	}
	clear(r.events)
}
