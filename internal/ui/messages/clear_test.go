package messages

import "testing"

func TestClearHidesAllRecordsAndUndoRestoresThem(t *testing.T) {
	p := open(t)
	p.log("one", "two")
	p.awaitReceived("one", "two")
	p.Click("Clear")
	p.checkReceived()
	p.WaitForText("Cleared.")
	p.log("three")
	p.awaitReceived("three")
	p.Click("Undo")
	p.checkReceived("one", "two", "three")
	p.WaitForNoText("Cleared.")
}

func TestUndoRestoresOnlyTheLastClear(t *testing.T) {
	p := open(t)
	p.log("one")
	p.awaitReceived("one")
	p.Click("Clear")
	p.log("two")
	p.awaitReceived("two")
	p.Click("Clear")
	p.Click("Undo")
	p.checkReceived("two")
}

func TestClearClearsTheSelection(t *testing.T) {
	p := open(t)
	p.log("one")
	p.awaitReceived("one")
	p.selectMessage("one")
	p.Click("Clear")
	p.PressCopy()
	p.Click("Undo")
	p.PressCopy()
	if got := p.Clipboard(); got != "" {
		t.Errorf("the clipboard has %q", got)
	}
}

func TestClearHoldsForEverySearch(t *testing.T) {
	p := open(t)
	p.log("yes 1")
	p.awaitReceived("yes 1")
	p.Click("Clear")
	p.log("yes 2", "no")
	p.awaitReceived("yes 2", "no")
	p.TypeInto(p.messages.Find, "yes")
	p.checkReceived("yes 2")
}

func TestClearWhilePausedCountsWhatComesAfter(t *testing.T) {
	p := open(t)
	p.log("one", "two")
	p.awaitReceived("one", "two")
	p.Click("Pause")
	p.Click("Clear")
	p.log("three")
	p.WaitForText("Paused. Show 1 newer")
	p.checkReceived()
	p.Click("Go on")
	p.checkReceived("three")
}

func TestASecondClickOnClearLosesNothing(t *testing.T) {
	p := open(t)
	p.log("one")
	p.awaitReceived("one")
	at := p.Find("Clear")[0].Visible.Centre()
	p.ClickAt(at)
	p.log("two") // between the two clicks of a double click
	p.ClickAgain(at)
	p.Click("Undo")
	p.checkReceived("one", "two")
}

func TestClearWithNothingToHideKeepsTheOfferToUndo(t *testing.T) {
	p := open(t)
	p.log("one")
	p.awaitReceived("one")
	p.Click("Clear")
	p.Click("Clear")
	p.Click("Undo")
	p.checkReceived("one")
}
