package host

import (
	"fmt"
	"testing"
	"time"

	"porchlight/internal/journal"
)

// troubles returns the errors in a journal and how many it counts.
func troubles(j *journal.Journal) (events []journal.Entry, counted int) {
	_, next := j.Range()
	all := make([]journal.Entry, next)
	for _, e := range all[:j.ReadEvents(0, all)] {
		if e.Kind == journal.Trouble {
			events = append(events, e)
			counted += max(e.Count(), 1)
		}
	}
	return events, counted
}

// trouble returns an error of connection 1.
func trouble(detail string) journal.Event {
	return journal.Event{Kind: journal.Trouble, Seat: -1, Conn: 1, Detail: detail}
}

func TestDifferentErrorsOfAPlayerAreCountedApart(t *testing.T) {
	t.Parallel()
	j := journal.New(journal.Options{})
	r := newRepeatedEvents(j, time.Hour)
	for range 10 {
		r.report(time.Now(), trouble("one"))
		r.report(time.Now(), trouble("another"))
	}
	r.flush(time.Now())
	counts := map[string]int{}
	events, _ := troubles(j)
	for _, e := range events {
		counts[e.Detail] += max(e.Count(), 1)
	}
	if len(events) != 4 || counts["one"] != 10 || counts["another"] != 10 {
		t.Errorf("%d events count %v", len(events), counts)
	}
}

// An error can contain the length of a client's message, for example.
func TestErrorsWithDetailsThatAClientChoosesAreBounded(t *testing.T) {
	t.Parallel()
	const errors = 5000
	j := journal.New(journal.Options{})
	r := newRepeatedEvents(j, time.Hour)
	for range 2 {
		for i := range errors {
			r.report(time.Now(), trouble(fmt.Sprint("length ", i)))
		}
		r.flush(time.Now())
	}
	if events, counted := troubles(j); counted != 2*errors || len(events) > 2*(maxDetails+2) {
		t.Errorf("%d events count %d errors", len(events), counted)
	}
}

// A timer can expire while flush stops it.
func TestASweepOfAnEarlierTimerDoesNothing(t *testing.T) {
	t.Parallel()
	j := journal.New(journal.Options{})
	r := newRepeatedEvents(j, time.Hour)
	r.report(time.Now(), trouble("one"))
	late := r.generation
	r.flush(time.Now())
	r.sweep(late) // without a timer
	r.report(time.Now(), trouble("one"))
	r.report(time.Now(), trouble("one"))
	timer := r.timer
	r.sweep(late)
	if r.timer != timer {
		t.Error("it replaces the next timer")
	}
	if events, _ := troubles(j); len(events) != 2 {
		t.Errorf("it journals what the next sweep would: %d events", len(events))
	}
	r.flush(time.Now())
}
