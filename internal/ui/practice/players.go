package practice

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"porchlight/internal/game"
)

// Params are the dependencies of practice players.
type Params struct {
	App      fyne.App
	Dispatch func(func()) // runs a function on the UI goroutine
	Go       func(func()) // runs a function in a goroutine
	// Target returns the join address, the game hosted there, and whether it is hosted now. It is called on the
	// UI goroutine.
	Target func() (address string, g *game.Game, hosting bool)
}

// Players are the open practice players. UI goroutine only.
type Players struct {
	params  Params
	ctx     context.Context // its end closes all connections
	windows []*player
}

// New makes Players without an open one. The end of ctx closes all connections.
func New(ctx context.Context, p Params) *Players {
	return &Players{params: p, ctx: ctx}
}

// Open opens another practice player, with the lowest free number, and connects it.
func (ps *Players) Open() {
	taken := func(n int) bool {
		return slices.ContainsFunc(ps.windows, func(p *player) bool { return p.number == n })
	}
	number := 1
	for taken(number) {
		number++
	}
	onClosed := func() {
		ps.windows = slices.DeleteFunc(ps.windows, func(p *player) bool { return p.number == number })
	}
	ps.windows = append(ps.windows, newPlayer(ps.ctx, ps.params, number, ps.Open, onClosed))
}

// Close closes all windows and their connections.
func (ps *Players) Close() {
	for _, p := range slices.Clone(ps.windows) {
		p.close()
	}
}
