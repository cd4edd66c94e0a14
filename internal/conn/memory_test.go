package conn

import (
	"sync"
	"testing"
)

func TestOneAloneMayHoldHalfAndSomethingIsAlwaysLeft(t *testing.T) {
	t.Parallel()
	const most = 64 << 20
	all := NewMemoryBudget(most)
	if !all.reserve(0, most/2) || all.reserve(most/2, 1) {
		t.Error("one alone may not hold half, or may hold more")
	}
	all.release(most / 2)
	for range 1000 { // each takes all that it may
		for own, more := 0, most; more > 0; more /= 2 {
			if all.reserve(own, more) {
				own += more
			}
		}
	}
	if held := all.Held(); held > most {
		t.Errorf("%d bytes are held", held)
	}
	few := NewMemoryBudget(most)
	for range 10 {
		few.reserve(0, most/20)
	}
	if few.reserve(most/3, most/3) || !few.reserve(0, most/10) {
		t.Error("one that holds much is not refused before one that holds little")
	}
}

func TestARefusedReservationRefusesNoOther(t *testing.T) {
	t.Parallel()
	b := NewMemoryBudget(100)
	var large sync.WaitGroup
	for range 4 {
		large.Go(func() {
			for range 500_000 {
				if b.reserve(0, 101) {
					t.Error("more than the budget is reserved")
				}
			}
		})
	}
	defer large.Wait()
	for range 1_000_000 {
		if !b.reserve(0, 1) {
			t.Fatal("a small reservation is refused in an empty budget")
		}
		b.release(1)
	}
}
