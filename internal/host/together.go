package host

import (
	"errors"
	"sync/atomic"

	"porchlight/internal/wire"
)

// maxTogether is how many bytes may wait for all players of a host together, and how many their large
// messages may take together while they are under way.
const maxTogether = 64 << 20

// together counts the bytes that all players make the host hold in one way, and bounds them. Any
// goroutine may use it.
type together struct {
	most int64 // maxTogether, but in tests
	held atomic.Int64
}

// take notes that a player who makes the host hold own bytes makes it hold so many more, and tells
// whether there is room. A player may have as much as is left for all others: so one alone may have half
// of everything, those who have much are the first to be refused when there is little left, and there
// always is something left for those who have little.
func (t *together) take(own, more int) bool {
	held := t.held.Add(int64(more))
	if int64(own+more) <= t.most-held {
		return true
	}
	t.give(more)
	return false
}

// give notes that so many bytes are not held any more.
func (t *together) give(bytes int) { t.held.Add(-int64(bytes)) }

// errNoRoom ends a player whose large message has no room beside those of others.
var errNoRoom = errors.New("no room for a message this large beside those of others")

// intake is what a player's messages are read from: its socket, as long as there is room for what comes.
// What a reader holds beyond what it begins with, and beyond 64 KiB, is a large message under way.
type intake struct {
	player  *player
	socket  socketReader
	counted int          // bytes
	begun   atomic.Int64 // bytes that came of a message whose end has not
}

// ReadLent implements [wire.Source].
func (i *intake) ReadLent(m *wire.Memory) (int, error) {
	if !i.count(m.Held()) {
		return 0, errNoRoom
	}
	if begun := int64(m.Pending()); begun != i.begun.Load() {
		i.begun.Store(begun)
	}
	return i.socket.ReadLent(m)
}

// count tells whether there is room for a reader that holds so many bytes.
func (i *intake) count(held int) bool {
	h := i.player.host
	if held <= max(h.config.ReadBuffer, keepMemory) {
		held = 0
	}
	more := held - i.counted
	if more > 0 && !h.large.take(i.counted, more) {
		return false
	}
	if more < 0 {
		h.large.give(-more)
	}
	i.counted = held
	return true
}
