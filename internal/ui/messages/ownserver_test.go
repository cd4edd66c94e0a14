package messages

import (
	"strings"
	"testing"

	"porchlight/internal/journal"
)

func TestBothSidesOfAnOwnServerAreShownFoundAndCopied(t *testing.T) {
	p := open(t)
	p.Journal.ToServer(noon, 1, []byte("move left"), 0)
	p.Journal.FromServer(noon, 1, []byte("a wall"), 0)
	p.Journal.Event(noon, journal.Event{Kind: journal.Left, Reason: journal.ByServer, Seat: 1})
	p.WaitFor("the rows", func() bool { return len(p.rows()) == 3 })
	rows := p.rows()
	for i, words := range [][]string{{"move left", "→ your server"}, {"→ a wall"}, {"left: your server closed the connection"}} {
		for _, w := range words {
			if !strings.Contains(rows[i], w) {
				t.Errorf("row %d is %q, want it to say %q", i, rows[i], w)
			}
		}
	}
	for row, want := range []string{"move left", "a wall"} {
		p.messages.closeDetail()
		p.ClickObject(p.messageRows()[row])
		if got := p.messages.detail.text.Text; got != want {
			t.Errorf("the detail shows %q, want %q", got, want)
		}
		p.messages.copySelected()
		if got := p.messages.Clipboard.Content(); got != want {
			t.Errorf("copied %q, want %q", got, want)
		}
	}
	p.messages.closeDetail()
	p.TypeInto(p.messages.Find, "wall")
	if got := p.rows(); len(got) != 1 || !strings.Contains(got[0], "a wall") {
		t.Errorf("the search shows %q", got)
	}
}
