package conn

import (
	"encoding/binary"
	"time"
)

// spacing keeps the messages to one peer apart, for peers that take one read for one message. All of them go through
// the queue, each behind its length, and the goroutine that empties the queue waits between them.
type spacing struct {
	ended chan struct{} // closed when the connection ends
	last  time.Time     // when the last message was written; owned by flush
}

// lengthSize is the size in bytes of the length before each message in a queue with spacing.
const lengthSize = 4

// enqueueSpaced appends a message to a queue with spacing, starts the goroutine that empties it, and reports whether
// there was room. q.mu is held.
func (q *queue) enqueueSpaced(b []byte) bool {
	size := lengthSize + len(b)
	if !q.reserve(size) {
		return false
	}
	q.pending = binary.LittleEndian.AppendUint32(q.pending, uint32(len(b)))
	q.pending = append(q.pending, b...)
	q.waiting += size
	if !q.flushing && !q.held {
		q.startFlush()
	}
	return true
}

// writeSpaced writes a batch of messages, each at least the group's gap after the one before.
func (q *queue) writeSpaced(batch []byte) {
	for len(batch) > 0 && q.spacing.wait(q.conn.group.Gap) {
		end := lengthSize + int(binary.LittleEndian.Uint32(batch))
		q.write(batch[lengthSize:end])
		q.spacing.last = time.Now()
		batch = batch[end:]
		q.mu.Lock()
		q.waiting -= lengthSize
		failed := q.err != nil
		q.mu.Unlock()
		if failed {
			return
		}
	}
}

// wait returns when a message may be written, and reports whether the connection has not ended.
func (s *spacing) wait(gap time.Duration) bool {
	if rest := time.Until(s.last.Add(gap)); rest > 0 {
		timer := time.NewTimer(rest)
		defer timer.Stop()
		select {
		case <-s.ended:
		case <-timer.C:
		}
	}
	select {
	case <-s.ended:
		return false
	default:
		return true
	}
}
