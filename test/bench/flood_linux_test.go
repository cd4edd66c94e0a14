package main

import (
	"errors"
	"testing"
	"time"
)

func TestAFloodComesBackWholeAndAtItsPace(t *testing.T) {
	b := newBench(t)
	s := startForTest(t, b.bareEcho(), b.dir)
	f, err := openFlood(s.port, 32)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	count, took, err := f.run(300 * time.Millisecond)
	if err != nil {
		t.Fatal(s.wrap(err))
	}
	if highest := int(floodRate * 0.3); count < highest/10 || count > highest || took < 290*time.Millisecond {
		t.Errorf("received %d lines in %v, of at most %d", count, took, highest)
	}
	pending := 0
	for i := range f.clients {
		pending += len(f.clients[i].pending)
	}
	if pending != 0 {
		t.Errorf("%d bytes were not received back", pending)
	}
}

func TestAFloodReportsThatTheServerClosedItsConnections(t *testing.T) {
	b := newBench(t)
	s := startForTest(t, b.bareEcho(), b.dir)
	f, err := openFlood(s.port, 32)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	time.AfterFunc(50*time.Millisecond, s.stop)
	if _, took, err := f.run(timeout); !errors.Is(err, errClosed) || took > timeout/2 {
		t.Errorf("after %v the error is %v, want %v", took, err, errClosed)
	}
}
