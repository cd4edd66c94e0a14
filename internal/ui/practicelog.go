package ui

import (
	"sync"
	"time"

	"porchlight/internal/ui/kit"
)

// practiceRows is how many rows a practice player keeps: enough to see what goes on.
const practiceRows = 500

// direction is which way a practice player's message went.
type direction uint8

const (
	sent direction = iota
	received
)

// practiceRow is one message of a practice player. It is not changed once it is in the log.
type practiceRow struct {
	when   time.Time
	way    direction
	bytes  []byte // its first and last keptBytes/2 where it has more
	length int
}

// practiceLog holds the newest rows of a practice player in bounded memory. Any goroutine may use it.
type practiceLog struct {
	mu   sync.Mutex
	ring [practiceRows]practiceRow
	end  uint64 // how many rows there ever were
	came uint64 // how many of them were received
}

func (l *practiceLog) add(when time.Time, way direction, msg []byte) {
	row := practiceRow{when: when, way: way, length: len(msg)}
	row.bytes = append(row.bytes, kit.TrimPayload(msg)...)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ring[l.end%practiceRows] = row
	l.end++
	if way == received {
		l.came++
	}
}

// received is how many messages ever came.
func (l *practiceLog) received() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.came
}

// rows puts the rows that there are into dst, oldest first, and tells the number of the first.
func (l *practiceLog) rows(dst []practiceRow) (rows []practiceRow, first uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	first = l.end - min(l.end, practiceRows)
	for n := first; n < l.end; n++ {
		dst = append(dst, l.ring[n%practiceRows])
	}
	return dst, first
}
