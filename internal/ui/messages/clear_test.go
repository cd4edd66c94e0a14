package messages

import "testing"

func TestClearHidesWhatHappenedAndUndoBringsItBack(t *testing.T) {
	p := open(t)
	p.logs("one", "two")
	p.seesReceived("one", "two")
	p.Click("Clear")
	p.showsReceived()
	p.WaitForText("Cleared.")
	p.logs("three")
	p.seesReceived("three")
	p.Click("Undo")
	p.showsReceived("one", "two", "three")
	p.WaitForNoText("Cleared.")
}

func TestUndoBringsBackNoMoreThanTheLastClearTook(t *testing.T) {
	p := open(t)
	p.logs("one")
	p.seesReceived("one")
	p.Click("Clear")
	p.logs("two")
	p.seesReceived("two")
	p.Click("Clear")
	p.Click("Undo")
	p.showsReceived("two")
}

func TestClearTakesTheSelectionBack(t *testing.T) {
	p := open(t)
	p.logs("one")
	p.seesReceived("one")
	p.selects("one")
	p.Click("Clear")
	p.PressCopy()
	p.Click("Undo")
	p.PressCopy()
	if got := p.Clipboard(); got != "" {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestClearHoldsWhateverIsSoughtAfter(t *testing.T) {
	p := open(t)
	p.logs("yes 1")
	p.seesReceived("yes 1")
	p.Click("Clear")
	p.logs("yes 2", "no")
	p.seesReceived("yes 2", "no")
	p.TypeInto(p.messages.Find, "yes")
	p.showsReceived("yes 2")
}

func TestClearWhilePausedCountsWhatComesAfter(t *testing.T) {
	p := open(t)
	p.logs("one", "two")
	p.seesReceived("one", "two")
	p.Click("Pause")
	p.Click("Clear")
	p.logs("three")
	p.WaitForText("Paused. Show 1 newer")
	p.showsReceived()
	p.Click("Go on")
	p.showsReceived("three")
}

func TestASecondClickOnClearLosesNothing(t *testing.T) {
	p := open(t)
	p.logs("one")
	p.seesReceived("one")
	at := p.Find("Clear")[0].Visible.Centre()
	p.ClickAt(at)
	p.logs("two") // between the two clicks of a pair
	p.ClickAgain(at)
	p.Click("Undo")
	p.showsReceived("one", "two")
}

func TestClearWithNothingToHideKeepsTheOfferToUndo(t *testing.T) {
	p := open(t)
	p.logs("one")
	p.seesReceived("one")
	p.Click("Clear")
	p.Click("Clear")
	p.Click("Undo")
	p.showsReceived("one")
}
