package practice

import (
	"sync"
	"time"

	"porchlight/internal/ui/kit"
)

// maxRows bounds the rows that a practice player keeps.
const maxRows = 500

// direction says whether the practice player sent or received a message.
type direction uint8

const (
	sent direction = iota
	received
)

// row is one message of a practice player. It is immutable once it is in the log.
type row struct {
	time      time.Time
	direction direction
	bytes     []byte // as kit.TrimPayload returns them
	length    int    // of the whole message
}

// messageLog holds the newest rows of a practice player in bounded memory. Any goroutine may use it.
type messageLog struct {
	mu            sync.Mutex
	ring          [maxRows]row
	end           uint64 // number of the next row
	receivedCount uint64
}

func (l *messageLog) add(now time.Time, d direction, msg []byte) {
	r := row{time: now, direction: d, length: len(msg)}
	r.bytes = append(r.bytes, kit.TrimPayload(msg)...)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ring[l.end%maxRows] = r
	l.end++
	if d == received {
		l.receivedCount++
	}
}

// received returns the number of messages that were ever received.
func (l *messageLog) received() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.receivedCount
}

// rows appends the kept rows to dst, oldest first, and returns them with the number of the first.
func (l *messageLog) rows(dst []row) (rows []row, first uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	first = l.end - min(l.end, maxRows)
	for n := first; n < l.end; n++ {
		dst = append(dst, l.ring[n%maxRows])
	}
	return dst, first
}
