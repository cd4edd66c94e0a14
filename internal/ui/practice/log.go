package practice

import (
	"sync"
	"time"

	"porchlight/internal/ui/kit"
)

// practiceRows is how many rows a practice player keeps: enough to see what goes on.
const maxRows = 500

// direction is which way a practice player's message went.
type direction uint8

const (
	sent direction = iota
	received
)

// practiceRow is one message of a practice player. It is not changed once it is in the log.
type row struct {
	when   time.Time
	way    direction
	bytes  []byte // its first and last keptBytes/2 where it has more
	length int
}

// practiceLog holds the newest rows of a practice player in bounded memory. Any goroutine may use it.
type messageLog struct {
	mu   sync.Mutex
	ring [maxRows]row
	end  uint64 // how many rows there ever were
	came uint64 // how many of them were received
}

func (l *messageLog) add(when time.Time, way direction, msg []byte) {
	row := row{when: when, way: way, length: len(msg)}
	row.bytes = append(row.bytes, kit.TrimPayload(msg)...)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ring[l.end%maxRows] = row
	l.end++
	if way == received {
		l.came++
	}
}

// received is how many messages ever came.
func (l *messageLog) received() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.came
}

// rows puts the rows that there are into dst, oldest first, and tells the number of the first.
func (l *messageLog) rows(dst []row) (rows []row, first uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	first = l.end - min(l.end, maxRows)
	for n := first; n < l.end; n++ {
		dst = append(dst, l.ring[n%maxRows])
	}
	return dst, first
}
