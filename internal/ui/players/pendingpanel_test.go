package players

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"porchlight/internal/host"
	"porchlight/internal/ui/kit"
)

func TestANewPendingConnectionDoesNotTakeTheFocusFromAButton(t *testing.T) {
	h := open(t, wide)
	first := h.wait(1)
	h.TabTo("Turn away", 0)
	button := h.Window.Canvas().Focused()
	h.wait(1)
	if h.Window.Canvas().Focused() != button || h.Where(button.(fyne.CanvasObject)).Visible.IsEmpty() {
		t.Fatal("the new connection took the focus")
	}
	h.PressKey(fyne.KeySpace)
	if !slices.Equal(h.rejected, first) {
		t.Errorf("%v were rejected", h.rejected)
	}
	h.WaitForText("Somebody waits at the door.")
}

func TestThePanelIsOperatedByTheKeyboardAlone(t *testing.T) {
	h := open(t, narrow)
	ids := h.wait(2)
	h.TabTo("Turn away", 1)
	button := h.Window.Canvas().Focused().(fyne.CanvasObject)
	if at := h.Where(button); !at.Bounds.IsWithin(at.Visible) {
		t.Errorf("the button with the focus is at %v, and of that %v is visible", at.Bounds, at.Visible)
	}
	h.PressKey(fyne.KeySpace)
	h.show()
	h.TabTo("Let in", 0)
	h.PressKey(fyne.KeySpace)
	if !slices.Equal(h.rejected, ids[1:]) || !slices.Equal(h.admitted, ids[:1]) {
		t.Errorf("%v were rejected, %v admitted", h.rejected, h.admitted)
	}
}

func TestThePanelShowsTwoConnectionsWhereThereIsRoom(t *testing.T) {
	h := open(t, fyne.NewSize(wide.Width, 700))
	heights := make([]float32, 5)
	for i := range heights[1:] {
		h.wait(1)
		heights[i+1] = h.panel.Box.Size().Height
		if rest := h.panel.scroll.Content.MinSize().Height - h.panel.scroll.Size().Height; i < 2 && rest > 1 {
			t.Errorf("with %d pending, %v is hidden", i+1, rest)
		}
	}
	if heights[2] <= heights[1] || heights[3] != heights[2] || heights[4] != heights[2] {
		t.Errorf("the heights are %v", heights[1:])
	}
}

func TestASecondClickOnLetInDoesNotHitWhatHasMovedUp(t *testing.T) {
	for _, n := range []int{2, 4} { // of 4 the panel stays as high as before
		h := open(t, wide)
		ids := h.wait(n)
		at := h.Find("Let in")[0].Visible.Centre()
		h.ClickAt(at)
		h.show()
		below := h.Find("Always for this address")[0].Visible.Centre()
		for _, place := range []fyne.Position{at, below, h.Find("Let in")[0].Visible.Centre()} {
			h.ClickAgain(place)
		}
		if len(h.admitAll) != 0 || !slices.Equal(h.admitted, ids[:1]) {
			t.Errorf("of %d pending %v were admitted, %v for good", n, h.admitted, h.admitAll)
		}
	}
}

func TestEachButtonOfARowDecidesOnItsConnection(t *testing.T) {
	h := open(t, wide)
	ids := h.wait(3)
	h.ClickOne("Let in", 1, 2) // the third row is hidden
	h.show()
	h.ClickOne("Turn away", 0, 2)
	h.show()
	h.Click("Always for this address")
	for i, got := range [][]host.ConnID{h.rejected, h.admitted, h.admitAll} {
		if !slices.Equal(got, ids[i:i+1]) {
			t.Errorf("of the decisions number %d was for %v", i, got)
		}
	}
}

func TestLetEverybodyInAdmitsOnlyThoseThatCouldBeSeenBefore(t *testing.T) {
	h := open(t, wide)
	ids := h.wait(2)
	h.App.Skip(kit.ClickDelay)
	ids = append(ids, h.wait(1)...) // below the visible part, so that nothing moves
	at := h.Find("Let everybody in")[0].Visible.Centre()
	h.App.Skip(kit.ClickDelay - 1)
	h.ClickAgain(at)
	if !slices.Equal(h.admitted, ids[:2]) {
		t.Errorf("%v were admitted, want %v", h.admitted, ids[:2])
	}
	h.show()
	h.Click("Let in")
	if !slices.Equal(h.admitted, ids) {
		t.Errorf("at last %v were admitted, want %v", h.admitted, ids)
	}
}

func TestAKeyOnLetEverybodyInAdmitsOnlyThoseThatCouldBeSeenBefore(t *testing.T) {
	h := open(t, wide)
	ids := h.wait(2)
	h.App.Skip(kit.ClickDelay)
	h.TabTo("Let everybody in", 0)
	h.wait(1)
	h.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if !slices.Equal(h.admitted, ids) {
		t.Errorf("%v were admitted, want %v", h.admitted, ids)
	}
}

func TestLetEverybodyInIgnoresAClickWhenItHasJustAppeared(t *testing.T) {
	h := open(t, wide)
	h.wait(1)
	h.App.Skip(kit.ClickDelay)
	h.wait(1)
	at := h.Find("Let everybody in")[0].Visible.Centre()
	h.ClickAgain(at)
	if len(h.admitted) > 0 {
		t.Errorf("%v were admitted", h.admitted)
	}
	h.App.Skip(kit.ClickDelay)
	h.ClickAgain(at)
	if len(h.admitted) != 2 {
		t.Errorf("%v were admitted, want both", h.admitted)
	}
}

func TestRowsThatMoveBecauseThePanelCannotScrollSoFarIgnoreClicks(t *testing.T) {
	h := open(t, wide)
	ids := h.wait(4)
	h.panel.scroll.ScrollToBottom()
	h.App.Skip(kit.ClickDelay)
	h.decide(ids[3])
	h.show()
	for _, button := range []string{"Let in", "Turn away", "Always for this address"} {
		for _, o := range h.Find(button) {
			h.ClickAgain(o.Visible.Centre())
		}
	}
	if got := len(h.admitted) + len(h.rejected) + len(h.admitAll); got > 0 {
		t.Errorf("%d decisions were made", got)
	}
}

func TestAConnectionThatEndsBelowDoesNotBlockTheButtonsAbove(t *testing.T) {
	h := open(t, wide)
	ids := h.wait(4)
	h.App.Skip(kit.ClickDelay)
	h.decide(ids[3])
	h.show()
	h.ClickAgain(h.Find("Turn away")[0].Visible.Centre())
	if !slices.Equal(h.rejected, ids[:1]) {
		t.Errorf("%v were rejected", h.rejected)
	}
}
