package conn

import "sync/atomic"

// MemoryBudget bounds the bytes that many connections hold for one purpose. Any goroutine may use it.
type MemoryBudget struct {
	max  int64
	held atomic.Int64
}

// NewMemoryBudget returns a budget of this size.
func NewMemoryBudget(bytes int) *MemoryBudget { return &MemoryBudget{max: int64(bytes)} }

// Held returns how many bytes are reserved.
func (b *MemoryBudget) Held() int { return int(b.held.Load()) }

// reserve adds more bytes for a connection that holds own bytes, and reports whether there is room. A
// connection may hold as much as is left for all others. So one alone may hold half of the budget,
// connections that hold much are refused first when little is left, and something is always left for
// connections that hold little. A refused reservation never affects another one.
func (b *MemoryBudget) reserve(own, more int) bool {
	for {
		held := b.held.Load()
		if int64(own+more) > b.max-held-int64(more) {
			return false
		}
		if b.held.CompareAndSwap(held, held+int64(more)) {
			return true
		}
	}
}

// release returns reserved bytes to the budget.
func (b *MemoryBudget) release(bytes int) { b.held.Add(-int64(bytes)) }
