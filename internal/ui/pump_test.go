package ui

import (
	"testing"
	"time"

	"porchlight/internal/ui/players"

	"porchlight/internal/ui/messages"

	"fyne.io/fyne/v2/theme"
)

// looks counts how often the window shows what is new while records are written, so many between two
// moments in which it might look.
func (p *person) looks(records int, during time.Duration) (n int) {
	p.T.Helper()
	msg := []byte("100,105")
	for end := time.Now().Add(during); time.Now().Before(end); {
		for range records {
			p.Journal.Message(noon, 0, msg, msg, 1, 0)
		}
		select {
		case <-p.Queue.More:
		case <-time.After(defaultPollInterval / 4):
		}
		before := p.messages.ShownVersion()
		p.RunPending()
		if p.messages.ShownVersion() != before {
			n++
		}
	}
	return n
}

func TestAFloodIsLookedAtLessOftenThanItComes(t *testing.T) {
	p := open(t, atUsualPace)
	p.catchUp()
	for range 3 { // a machine that is busy with other things has it look less often, too
		few, many := p.looks(1, time.Second), p.looks(5*floodRecords, time.Second)
		if many > 0 && 4*many <= 3*few {
			p.catchUp() // nothing of it is left out
			return
		}
		t.Logf("in a second it looked %d times at a few records and %d times at many", few, many)
	}
	t.Error("it looks as often")
}

func TestRowsOfDenseListsKeepTheFontsOfTheWindow(t *testing.T) {
	p := open(t)
	p.hosts()
	p.guest().echoes("hello")
	p.WaitForText("hello")
	rows := 0
	for _, thing := range p.Objects() {
		switch r := thing.Canvas.(type) {
		case *messages.Row:
			rows++
			if r.Theme().Size(theme.SizeNamePadding) == 0 {
				t.Error("a message has the theme of the list")
			}
		case *players.Row:
			rows++
			if r.Theme().Size(theme.SizeNamePadding) == 0 {
				t.Error("a player has the theme of the list")
			}
		}
	}
	if rows < 2 {
		t.Errorf("%d rows are in sight", rows)
	}
}
