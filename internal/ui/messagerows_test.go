package ui

import (
	"slices"
	"strings"
)

// rows are the message rows in sight, from the top down, each as "time|seat|received|answered".
func (p *person) rows() []string {
	type row struct {
		top  float32
		text string
	}
	var list []row
	for _, t := range p.Objects() {
		if r, ok := t.Canvas.(*messageRow); ok && !t.Visible.IsEmpty() {
			list = append(list, row{t.Bounds.Top, strings.Join([]string{r.time.Text, r.chip.Text.Text, r.in.Text, r.out.Text}, "|")})
		}
	}
	slices.SortFunc(list, func(a, b row) int { return int(a.top - b.top) })
	texts := make([]string, len(list))
	for i, r := range list {
		texts[i] = r.text
	}
	return texts
}
