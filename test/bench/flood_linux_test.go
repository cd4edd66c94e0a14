package main

import (
	"errors"
	"testing"
	"time"
)

func TestAFloodComesBackWholeAndAtItsPace(t *testing.T) {
	b := references(t)
	s := begin(t, b.bareEcho(), b.dir)
	f, err := openFlood(s.port, 32)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	count, took, err := f.run(300 * time.Millisecond)
	if err != nil {
		t.Fatal(s.failed(err))
	}
	if most := int(floodRate * 0.3); count < most/10 || count > most || took < 290*time.Millisecond {
		t.Errorf("%d lines came back in %v, of %d", count, took, most)
	}
	owed := 0
	for i := range f.taps {
		owed += len(f.taps[i].owed)
	}
	if owed != 0 {
		t.Errorf("%d bytes have not come back", owed)
	}
}

func TestAFloodTellsThatItWasHungUpOn(t *testing.T) {
	b := references(t)
	s := begin(t, b.bareEcho(), b.dir)
	f, err := openFlood(s.port, 32)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	time.AfterFunc(50*time.Millisecond, s.stop)
	if _, took, err := f.run(patience); !errors.Is(err, errGone) || took > patience/2 {
		t.Errorf("after %v the error is %v, want %v", took, err, errGone)
	}
}
