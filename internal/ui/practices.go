package ui

import (
	"context"
	"slices"
)

// practices are the practice players that are open. UI goroutine only, but for finish.
type practices struct {
	params practiceParams // of each, but for Number, Another and Closed
	ctx    context.Context
	finish context.CancelFunc // ends all connections; any goroutine
	open   []*practice
}

func newPractices(p practiceParams) *practices {
	ps := &practices{params: p}
	ps.ctx, ps.finish = context.WithCancel(context.Background())
	return ps
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
