package ui

import (
	"context"
	"slices"
)

// practices are the practice players that are open. UI goroutine only.
type practices struct {
	params practiceParams  // of each, but for Number, Another and Closed
	ctx    context.Context // its end ends all connections
	open   []*practice
}

func newPractices(ctx context.Context, p practiceParams) *practices {
	return &practices{params: p, ctx: ctx}
}

// another opens one more practice player, with the lowest number that is free.
func (ps *practices) another() {
	taken := func(n int) bool {
		return slices.ContainsFunc(ps.open, func(p *practice) bool { return p.Number == n })
	}
	params := ps.params
	for params.Number = 1; taken(params.Number); params.Number++ {
	}
	params.Another = ps.another
	params.Closed = func() {
		ps.open = slices.DeleteFunc(ps.open, func(p *practice) bool { return p.Number == params.Number })
	}
	ps.open = append(ps.open, newPractice(ps.ctx, params))
}

// close closes the windows of all.
func (ps *practices) close() {
	for _, p := range slices.Clone(ps.open) {
		p.close()
	}
}
