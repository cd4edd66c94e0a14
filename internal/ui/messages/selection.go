package messages

import (
	"math"
	"time"

	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/journal"
	"porchlight/internal/ui/kit"
)

func (m *View) onSelected(i widget.ListItemID) {
	m.List.UnselectAll() // rows move: the selection is by record and drawn by the row
	if i >= m.log.len() {
		return
	}
	number := m.log.row(i).Number
	m.hasSelection = !m.hasSelection || m.selected != number
	m.selected = number
	m.List.Refresh()
	m.showDetail()
}

// showDetail shows the bytes of the selected message or the sentence about another event, or hides the detail
// if none is selected.
func (m *View) showDetail() {
	var e [1]journal.Entry
	j := m.log.journal
	if m.hasSelection && j.Read(m.selected, e[:], 0) == 1 && e[0].Number == m.selected {
		m.detail.show(&e[0], m.sinceLast(&e[0]))
		m.body.Refresh()
		m.List.ScrollTo(m.log.find(m.selected)) // the detail may stand where the row was
		return
	}
	m.detail.box.Hide()
	m.body.Refresh()
}

// sinceLast returns the time between the player's previous message and e; negative if the journal has no
// previous one.
func (m *View) sinceLast(e *journal.Entry) time.Duration {
	batch := make([]journal.Entry, logBatch)
	first, _ := m.log.journal.Range()
	for end := e.Number; end > first; {
		from := max(first, end-min(end, logBatch))
		n := m.log.journal.Read(from, batch[:end-from], 1)
		for i := n - 1; i >= 0; i-- {
			switch b := &batch[i]; {
			case b.Seat != e.Seat || b.Number >= e.Number:
			case b.Kind == journal.Message || b.Kind == e.Kind && b.HasBytes():
				return time.Duration(e.Time - b.Time)
			case b.Kind == journal.Joined:
				return -1 // another player sat there before
			}
		}
		end = from
	}
	return -1
}

func (m *View) closeDetail() {
	m.hasSelection = false
	m.detail.box.Hide()
	m.body.Refresh()
	m.List.Refresh()
}

// selectedText returns the selected message as it is shown, or "" if none is selected.
func (m *View) selectedText() string {
	i := m.log.find(m.selected)
	if !m.hasSelection || i < 0 {
		return ""
	}
	e := m.log.row(i)
	var whole [1]journal.Entry
	if m.log.journal.Read(e.Number, whole[:], 0) == 1 && whole[0].Number == e.Number && !whole[0].Gone {
		e = &whole[0]
	}
	switch {
	case !e.HasBytes():
		return eventText(e)
	case isOutputOnly(e):
		return kit.PayloadText(e.Out, e.OutLen, m.hex.Checked, math.MaxInt)
	}
	return kit.PayloadText(e.In, e.InLen, m.hex.Checked, math.MaxInt)
}

// copySelected puts the selected message on the clipboard.
func (m *View) copySelected() {
	if s := m.selectedText(); s != "" {
		m.Clipboard.SetContent(s)
		m.Toast.Show(lang.L("Copied the message."), nil)
	}
}

// copyAs puts a message's bytes on the clipboard and names the format.
func (m *View) copyAs(form, s string) {
	m.Clipboard.SetContent(s)
	m.Toast.Show(lang.L("Copied as {{.Form}}.", map[string]any{"Form": form}), nil)
}
