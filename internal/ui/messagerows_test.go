package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2/test"

	"porchlight/internal/ui/messages"
)

// rows returns the visible message rows, from the top down, each as "time|seat|received|answered".
func (h *windowHarness) rows() []string {
	type row struct {
		top  float32
		text string
	}
	var list []row
	for _, t := range h.Objects() {
		if r, ok := t.Canvas.(*messages.Row); ok && !t.Visible.IsEmpty() {
			texts := r.Texts()
			list = append(list, row{t.Bounds.Top, strings.Join(texts[:], "|")})
		}
	}
	slices.SortFunc(list, func(a, b row) int { return int(a.top - b.top) })
	texts := make([]string, len(list))
	for i, r := range list {
		texts[i] = r.text
	}
	return texts
}

// recordNumbered writes n messages "m0", "m1", … to the journal, numbered after the records that it has.
func (h *windowHarness) recordNumbered(n int) {
	_, next := h.Journal.Range()
	for i := range uint64(n) {
		h.recordMessages(fmt.Sprintf("m%d", next+i))
	}
}

// lastReceived returns the received text of the lowest visible row, or "".
func (h *windowHarness) lastReceived() string {
	rows := h.received()
	if len(rows) == 0 {
		return ""
	}
	return rows[len(rows)-1]
}

// scroll turns the mouse wheel over the messages; up is positive.
func (h *windowHarness) scroll(by float32) {
	h.T.Helper()
	test.Scroll(h.window.Canvas(), h.Where(h.messages.List).Visible.Centre(), 0, by)
}

// messageRows returns the visible rows.
func (h *windowHarness) messageRows() []*messages.Row {
	var list []*messages.Row
	for _, t := range h.Objects() {
		if r, ok := t.Canvas.(*messages.Row); ok && !t.Visible.IsEmpty() {
			list = append(list, r)
		}
	}
	return list
}

// selectRow clicks the message row whose received text begins with a text.
func (h *windowHarness) selectRow(text string) {
	h.T.Helper()
	for _, r := range h.messageRows() {
		if strings.HasPrefix(r.Texts()[2], text) {
			h.ClickObject(r)
			return
		}
	}
	h.T.Fatalf("no row begins with %q among %q", text, h.received())
}
