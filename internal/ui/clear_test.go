package ui

import "testing"

func TestClearHidesWhatHappenedAndUndoBringsItBack(t *testing.T) {
	p := open(t)
	p.logs("one", "two")
	p.seesReceived("one", "two")
	p.press("Clear")
	p.showsReceived()
	p.sees("Cleared.")
	p.logs("three")
	p.seesReceived("three")
	p.press("Undo")
	p.showsReceived("one", "two", "three")
	p.seesNo("Cleared.")
}

func TestUndoBringsBackNoMoreThanTheLastClearTook(t *testing.T) {
	p := open(t)
	p.logs("one")
	p.seesReceived("one")
	p.press("Clear")
	p.logs("two")
	p.seesReceived("two")
	p.press("Clear")
	p.press("Undo")
	p.showsReceived("two")
}

func TestClearTakesTheSelectionBack(t *testing.T) {
	p := open(t)
	p.logs("one")
	p.seesReceived("one")
	p.selects("one")
	p.press("Clear")
	p.copies()
	p.press("Undo")
	p.copies()
	if got := p.clipboard(); got != "" {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestClearHoldsWhateverIsSoughtAfter(t *testing.T) {
	p := open(t)
	p.logs("yes 1")
	p.seesReceived("yes 1")
	p.press("Clear")
	p.logs("yes 2", "no")
	p.seesReceived("yes 2", "no")
	p.types(p.messages.find, "yes")
	p.showsReceived("yes 2")
}

func TestClearWhilePausedCountsWhatComesAfter(t *testing.T) {
	p := open(t)
	p.logs("one", "two")
	p.seesReceived("one", "two")
	p.press("Pause")
	p.press("Clear")
	p.logs("three")
	p.sees("Paused. Show 1 newer")
	p.showsReceived()
	p.press("Go on")
	p.showsReceived("three")
}
