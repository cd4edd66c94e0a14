package host

import (
	"errors"
	"sync/atomic"

	"porchlight/internal/framing"
)

// maxTotalMemory is how many bytes may wait for all players of a host together, and how many their large
// messages may take together while they are under way.
const maxTotalMemory = 64 << 20

// memoryBudget counts the bytes that all players make the host hold in one way, and bounds them. Any
// goroutine may use it.
type memoryBudget struct {
	max  int64 // maxTogether, but in tests
	held atomic.Int64
}

// reserve notes that a player who makes the host hold own bytes makes it hold so many more, and tells
// whether there is room. A player may have as much as is left for all others: so one alone may have half
// of everything, those who have much are the first to be refused when there is little left, and there
// always is something left for those who have little.
func (t *memoryBudget) reserve(own, more int) bool {
	held := t.held.Add(int64(more))
	if int64(own+more) <= t.max-held {
		return true
	}
	t.release(more)
	return false
}

// release notes that so many bytes are not held any more.
func (t *memoryBudget) release(bytes int) { t.held.Add(-int64(bytes)) }

// errNoMemory ends a player whose large message has no room beside those of others.
var errNoMemory = errors.New("no room for a message this large beside those of others")

// meteredReader is what a player's messages are read from: its socket, as long as there is room for what comes.
// What a reader holds beyond what it begins with, and beyond 64 KiB, is a large message under way.
type meteredReader struct {
	player   *player
	socket   socketReader
	reserved int          // bytes
	partial  atomic.Int64 // bytes that came of a message whose end has not
}

// ReadInto implements [framing.Source].
func (i *meteredReader) ReadInto(m *framing.ReadBuffer) (int, error) {
	if !i.account(m.Size()) {
		return 0, errNoMemory
	}
	if begun := int64(m.Pending()); begun != i.partial.Load() {
		i.partial.Store(begun)
	}
	return i.socket.ReadInto(m)
}

// account tells whether there is room for a reader that holds so many bytes.
func (i *meteredReader) account(held int) bool {
	h := i.player.host
	if held <= max(h.config.ReadBuffer, maxKeptBuffer) {
		held = 0
	}
	more := held - i.reserved
	if more > 0 && !h.messageMemory.reserve(i.reserved, more) {
		return false
	}
	if more < 0 {
		h.messageMemory.release(-more)
	}
	i.reserved = held
	return true
}
