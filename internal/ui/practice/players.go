package practice

import (
	"context"
	"slices"
)

// Players are the practice players that are open. UI goroutine only.
type Players struct {
	params  Params          // of each, but for Number, Another and Closed
	ctx     context.Context // its end ends all connections
	windows []*player
}

// New makes the place for practice players, none of which is open yet. The end of ctx closes all connections.
func New(ctx context.Context, p Params) *Players {
	return &Players{params: p, ctx: ctx}
}

// Open opens one more practice player with the lowest free number, and connects it.
func (ps *Players) Open() {
	taken := func(n int) bool {
		return slices.ContainsFunc(ps.windows, func(p *player) bool { return p.Number == n })
	}
	params := ps.params
	for params.Number = 1; taken(params.Number); params.Number++ {
	}
	params.Another = ps.Open
	params.Closed = func() {
		ps.windows = slices.DeleteFunc(ps.windows, func(p *player) bool { return p.Number == params.Number })
	}
	ps.windows = append(ps.windows, newPlayer(ps.ctx, params))
}

// Close closes all windows and their connections.
func (ps *Players) Close() {
	for _, p := range slices.Clone(ps.windows) {
		p.close()
	}
}
