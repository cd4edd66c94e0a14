package ui

import (
	"slices"
	"testing"

	"porchlight/internal/ui/players"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// seesReceived waits until the rows in sight received just this, from the top down.
func (p *person) seesReceived(want ...string) {
	p.T.Helper()
	var got []string
	p.WaitFor("other messages", func() bool {
		got = p.received()
		return slices.Equal(got, want) || len(want) == 0 && len(got) == 0
	})
}

// showsReceived checks that the rows in sight received just this now, without waiting.
func (p *person) showsReceived(want ...string) {
	p.T.Helper()
	if got := p.received(); !slices.Equal(got, want) && len(got)+len(want) > 0 {
		p.T.Errorf("the rows received %q, want %q", got, want)
	}
}

// talks has two players say something each, and gives the second.
func talks(t *testing.T, p *person) (a, b *guest) {
	t.Helper()
	p.hosts()
	a, b = p.guest(), p.guest()
	a.echoes("from nought")
	p.seesRow("|0|from nought|→ the same")
	b.echoes("from one")
	p.seesRow("|1|from one|→ the same")
	return a, b
}

func TestTheChoiceOfPlayersShowsOneAlone(t *testing.T) {
	p := open(t)
	talks(t, p)
	p.Click("All players")
	p.Click("Player 1")
	p.showsReceived("", "from one") // joining is of the player too
	p.Click("Player 1")
	p.Click("All players")
	if got := len(p.rows()); got != 5 {
		t.Errorf("%d rows, want all 5", got)
	}
}

func TestTappingAPlayerShowsItAloneAndTappingItAgainShowsAll(t *testing.T) {
	p := open(t)
	talks(t, p)
	p.ClickOne("127.0.0.1", 0, 2)
	p.showsReceived("", "from nought")
	if got := p.messages.PlayerFilter.Selected; got != "Player 0" {
		t.Errorf("the choice says %q", got)
	}
	if !p.isMarked(0) || p.isMarked(1) {
		t.Error("the row of seat 0 alone is to be marked")
	}
	p.ClickOne("127.0.0.1", 1, 2)
	p.showsReceived("", "from one")
	if p.isMarked(0) || !p.isMarked(1) {
		t.Error("the row of seat 1 alone is to be marked")
	}
	p.ClickOne("127.0.0.1", 1, 2)
	if got := len(p.rows()); got != 5 {
		t.Errorf("%d rows, want all 5", got)
	}
	if p.isMarked(0) || p.isMarked(1) {
		t.Error("a row stays marked")
	}
}

// isMarked reports whether the player row of a seat has the colour of a selected row.
func (p *person) isMarked(seat int) bool {
	p.T.Helper()
	for _, t := range p.Objects() {
		if r, ok := t.Canvas.(*players.Row); ok && r.Seat() == seat && !t.Visible.IsEmpty() {
			back := test.WidgetRenderer(r).Objects()[0].(*canvas.Rectangle)
			return back.FillColor == kit.ThemeColor(r, kit.ColorRowSelected)
		}
	}
	p.T.Fatalf("no row for seat %d", seat)
	return false
}

func TestThePlayerWhoseMessagesAreShownStaysChosenAfterLeaving(t *testing.T) {
	p := open(t)
	a, b := talks(t, p)
	p.ClickOne("127.0.0.1", 1, 2)
	_ = b.Close()
	p.WaitForText("Players: 1 of 2")
	p.seesRow("|1||left")
	p.showsReceived("", "from one", "")
	a.echoes("again from nought")
	p.WaitFor("the count", func() bool { return p.Shows("in 2  out 2") })
	p.showsReceived("", "from one", "")
	p.TypeInto(p.messages.Find, "from")
	p.showsReceived("from one")
	p.TypeInto(p.messages.Find, "")
	p.Click("Player 1")
	for _, name := range []string{"All players", "Player 0"} {
		if !p.Shows(name) {
			t.Errorf("no %q among %q", name, p.Texts())
		}
	}
	p.Click("All players")
	if got := len(p.rows()); got != 7 {
		t.Errorf("%d rows, want all 7", got)
	}
	p.catchUp()
	p.WaitFor("the choice without player 1", func() bool {
		return slices.Equal(p.messages.PlayerFilter.Options, []string{"All players", "Player 0"})
	})
}

func TestFindAndTheChoiceOfPlayersHoldTogether(t *testing.T) {
	p := open(t)
	talks(t, p)
	p.TypeInto(p.messages.Find, "from")
	p.showsReceived("from nought", "from one")
	p.ClickOne("127.0.0.1", 0, 2)
	p.showsReceived("from nought")
	p.TypeInto(p.messages.Find, "one")
	p.showsReceived()
}
