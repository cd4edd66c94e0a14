package ui

import (
	"slices"
	"testing"

	"porchlight/internal/ui/players"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// waitForReceived waits until the visible rows have exactly these received texts, from the top down.
func (h *windowHarness) waitForReceived(want ...string) {
	h.T.Helper()
	var got []string
	h.WaitFor("other messages", func() bool {
		got = h.received()
		return slices.Equal(got, want) || len(want) == 0 && len(got) == 0
	})
}

// checkReceived checks that the visible rows have exactly these received texts now.
func (h *windowHarness) checkReceived(want ...string) {
	h.T.Helper()
	if got := h.received(); !slices.Equal(got, want) && len(got)+len(want) > 0 {
		h.T.Errorf("the rows received %q, want %q", got, want)
	}
}

// connectTwo connects two clients, each of which sends one message.
func connectTwo(t *testing.T, h *windowHarness) (a, b *client) {
	t.Helper()
	h.startHosting()
	a, b = h.connect(), h.connect()
	a.Echo("from nought")
	h.waitForRow("|0|from nought|→ the same")
	b.Echo("from one")
	h.waitForRow("|1|from one|→ the same")
	return a, b
}

func TestThePlayerFilterShowsOnePlayerAlone(t *testing.T) {
	h := open(t)
	connectTwo(t, h)
	h.Click("All players")
	h.Click("Player 1")
	h.checkReceived("", "from one") // joining is of the player too
	h.Click("Player 1")
	h.Click("All players")
	if got := len(h.rows()); got != 5 {
		t.Errorf("%d rows, want all 5", got)
	}
}

func TestClickingAPlayerFiltersItsMessagesAndAnotherClickShowsAll(t *testing.T) {
	h := open(t)
	connectTwo(t, h)
	h.ClickOne("127.0.0.1", 0, 2)
	h.checkReceived("", "from nought")
	if got := h.messages.PlayerFilter.Selected; got != "Player 0" {
		t.Errorf("the choice says %q", got)
	}
	if !h.isMarked(0) || h.isMarked(1) {
		t.Error("the row of seat 0 alone is to be marked")
	}
	h.ClickOne("127.0.0.1", 1, 2)
	h.checkReceived("", "from one")
	if h.isMarked(0) || !h.isMarked(1) {
		t.Error("the row of seat 1 alone is to be marked")
	}
	h.ClickOne("127.0.0.1", 1, 2)
	if got := len(h.rows()); got != 5 {
		t.Errorf("%d rows, want all 5", got)
	}
	if h.isMarked(0) || h.isMarked(1) {
		t.Error("a row stays marked")
	}
}

// isMarked reports whether the player row of a seat has the colour of a selected row.
func (h *windowHarness) isMarked(seat int) bool {
	h.T.Helper()
	for _, t := range h.Objects() {
		if r, ok := t.Canvas.(*players.Row); ok && r.Seat() == seat && !t.Visible.IsEmpty() {
			back := test.WidgetRenderer(r).Objects()[0].(*canvas.Rectangle)
			return back.FillColor == kit.ThemeColor(r, kit.ColorRowSelected)
		}
	}
	h.T.Fatalf("no row for seat %d", seat)
	return false
}

func TestTheFilteredPlayerStaysSelectedAfterLeaving(t *testing.T) {
	h := open(t)
	a, b := connectTwo(t, h)
	h.ClickOne("127.0.0.1", 1, 2)
	_ = b.Close()
	h.WaitForText("Players: 1 of 2")
	h.waitForRow("|1||left")
	h.checkReceived("", "from one", "")
	a.Echo("again from nought")
	h.WaitFor("the count", func() bool { return h.Shows("in 2  out 2") })
	h.checkReceived("", "from one", "")
	h.TypeInto(h.messages.Find, "from")
	h.checkReceived("from one")
	h.TypeInto(h.messages.Find, "")
	h.Click("Player 1")
	for _, name := range []string{"All players", "Player 0"} {
		if !h.Shows(name) {
			t.Errorf("no %q among %q", name, h.Texts())
		}
	}
	h.Click("All players")
	if got := len(h.rows()); got != 7 {
		t.Errorf("%d rows, want all 7", got)
	}
	h.catchUp()
	h.WaitFor("the choice without player 1", func() bool {
		return slices.Equal(h.messages.PlayerFilter.Options, []string{"All players", "Player 0"})
	})
}

func TestFindAndThePlayerFilterApplyTogether(t *testing.T) {
	h := open(t)
	connectTwo(t, h)
	h.TypeInto(h.messages.Find, "from")
	h.checkReceived("from nought", "from one")
	h.ClickOne("127.0.0.1", 0, 2)
	h.checkReceived("from nought")
	h.TypeInto(h.messages.Find, "one")
	h.checkReceived()
}
