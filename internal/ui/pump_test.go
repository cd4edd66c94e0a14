package ui

import (
	"testing"
	"time"

	"porchlight/internal/ui/players"

	"porchlight/internal/ui/messages"

	"fyne.io/fyne/v2/theme"
)

// countRefreshes returns how often the window shows new records during a time in which records are written before each
// possible refresh.
func (h *windowHarness) countRefreshes(records int, during time.Duration) (n int) {
	h.T.Helper()
	msg := []byte("100,105")
	for end := time.Now().Add(during); time.Now().Before(end); {
		for range records {
			h.Journal.Message(noon, 0, msg, msg, 1, 0)
		}
		select {
		case <-h.Queue.More:
		case <-time.After(defaultPollInterval / 4):
		}
		before := h.messages.ShownVersion()
		h.RunPending()
		if h.messages.ShownVersion() != before {
			n++
		}
	}
	return n
}

func TestAFloodIsShownLessOften(t *testing.T) {
	h := open(t, withDefaultPollInterval)
	h.catchUp()
	for range 3 { // a busy machine refreshes less often, too
		few, many := h.countRefreshes(1, time.Second), h.countRefreshes(5*floodRecords, time.Second)
		if many > 0 && 4*many <= 3*few {
			h.catchUp() // no record is left out
			return
		}
		t.Logf("in a second there were %d refreshes with few records and %d with many", few, many)
	}
	t.Error("the flood is shown as often")
}

func TestRowsOfDenseListsKeepTheFontsOfTheWindow(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.connect().Echo("hello")
	h.WaitForText("hello")
	rows := 0
	for _, thing := range h.Objects() {
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
		t.Errorf("%d rows are visible", rows)
	}
}
