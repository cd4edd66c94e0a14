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

// reserve reserves more bytes for a connection that holds own bytes already, and reports whether there is room.
// A connection may hold as many bytes as then remain for all others. So a single connection may hold half of
// the budget, those that hold the most are refused first, and some of the budget always remains for those that
// hold little. A refusal reserves nothing.
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
