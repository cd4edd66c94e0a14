package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2/test"

	"porchlight/internal/ui/messages"
)

// rows are the message rows in sight, from the top down, each as "time|seat|received|answered".
func (p *person) rows() []string {
	type row struct {
		top  float32
		text string
	}
	var list []row
	for _, t := range p.Objects() {
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

// logsMany writes messages "m0" to "m<n-1>" into the journal, counted on from those before.
func (p *person) logsMany(n int) {
	_, next := p.Journal.Range()
	for i := range uint64(n) {
		p.logs(fmt.Sprintf("m%d", next+i))
	}
}

// last is what the lowest row in sight received.
func (p *person) last() string {
	rows := p.received()
	if len(rows) == 0 {
		return ""
	}
	return rows[len(rows)-1]
}

// scrolls turns the mouse wheel over the messages; up is positive.
func (p *person) scrolls(by float32) {
	p.T.Helper()
	test.Scroll(p.window.Canvas(), p.Where(p.messages.List).Visible.Centre(), 0, by)
}

// messageRows are the rows in sight.
func (p *person) messageRows() []*messages.Row {
	var list []*messages.Row
	for _, t := range p.Objects() {
		if r, ok := t.Canvas.(*messages.Row); ok && !t.Visible.IsEmpty() {
			list = append(list, r)
		}
	}
	return list
}

// selects taps the message row that begins with a text in the column of what was received.
func (p *person) selects(text string) {
	p.T.Helper()
	for _, r := range p.messageRows() {
		if strings.HasPrefix(r.Texts()[2], text) {
			p.ClickObject(r)
			return
		}
	}
	p.T.Fatalf("no row begins with %q among %q", text, p.received())
}
