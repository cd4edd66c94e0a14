package session

import (
	"slices"
	"testing"
)

func TestEnqueuedWorkRunsInOrderAndNobodyWaitsForIt(t *testing.T) {
	t.Parallel()
	q := tasks{catch: func() {}}
	release := make(chan struct{})
	var ran []int
	for i := range 100 {
		q.enqueue(func() {
			<-release
			ran = append(ran, i)
		})
	}
	close(release) // only now does the first one go on
	q.wait()
	if !slices.IsSorted(ran) || len(ran) != 100 {
		t.Errorf("they ran in the order %v", ran)
	}
}

func TestAPanicInWorkGoesToTheCatcher(t *testing.T) {
	t.Parallel()
	var caught any
	q := tasks{}
	q.catch = func() { caught = recover() }
	q.start(func() { panic("a fault") })
	q.wait()
	if caught != "a fault" {
		t.Errorf("caught was %v", caught)
	}
}
