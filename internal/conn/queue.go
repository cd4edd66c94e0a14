package conn

import (
	"errors"
	"os"
	"sync"
	"time"
)

// maxWriteChunk is how many bytes a queue writes under one deadline: a peer on a slow line is judged by
// its progress, and not by how much waits for it.
const maxWriteChunk = 16 << 10

// maxKeptBuffer is how many bytes of a buffer are kept from one use to the next.
const maxKeptBuffer = 64 << 10

// queue writes to one peer. The sender writes directly while the socket takes it. Only what the socket
// does not take waits, in bounded memory, and only then is there a goroutine, which empties the queue and
// ends. So no sender ever waits for a slow peer.
type queue struct {
	conn   *Conn
	socket socketWriter

	mu       sync.Mutex
	waiting  int  // bytes that the socket has not taken yet: pending, and what flush is writing
	flushing bool // flush runs, and nothing else writes
	held     bool // nothing is written until release or discard
	closed   bool
	err      error     // what writing failed with
	pending  []byte    // what flush takes next
	drained  sync.Cond // signalled when nothing waits any more, or the queue is closed
}

func (q *queue) init(c *Conn) error {
	q.conn = c
	q.drained.L = &q.mu
	return q.socket.init(c.tcp)
}

// Send writes a frame without waiting and reports whether it was taken. A direct write is one write. Send
// ends the connection with ErrTooSlow where its queue, or the budget of all queues, has no room; an empty
// queue takes a frame of any length within the budget. It counts one message of payload bytes. It does not
// keep frame.
func (c *Conn) Send(frame []byte, payload int) bool {
	if !c.queue.send(frame) {
		return false
	}
	c.stats.messagesOut.Add(1)
	c.stats.bytesOut.Add(uint64(payload))
	return true
}

// HoldOutput makes everything that is sent wait until ReleaseOutput or DiscardOutput.
func (c *Conn) HoldOutput() {
	c.queue.mu.Lock()
	c.queue.held = true
	c.queue.mu.Unlock()
}

// ReleaseOutput ends HoldOutput: what was sent meanwhile is written, in order, before anything later.
func (c *Conn) ReleaseOutput() { c.queue.release() }

// DiscardOutput ends HoldOutput: what was sent meanwhile is never written.
func (c *Conn) DiscardOutput() {
	q := &c.queue
	q.mu.Lock()
	if q.held {
		q.clear()
		q.held = false
	}
	q.mu.Unlock()
}

// WaitUntilWritten returns when everything that was sent has been written, or the connection has a cause,
// or writing has failed. Only the connection's goroutine may call it.
func (c *Conn) WaitUntilWritten() { c.queue.wait() }

// Waiting returns how many bytes wait to be written.
func (c *Conn) Waiting() int {
	c.queue.mu.Lock()
	defer c.queue.mu.Unlock()
	return c.queue.waiting
}

func (q *queue) send(b []byte) bool {
	q.mu.Lock()
	switch {
	case q.closed || q.err != nil:
		q.mu.Unlock()
		return false
	case q.flushing || q.held:
		isFull := q.waiting > 0 && q.waiting+len(b) > q.conn.group.QueueBytes
		return q.finish(!isFull && q.enqueue(b))
	}
	n, err := q.socket.tryWrite(b)
	switch {
	case err != nil:
		q.err = err
		q.mu.Unlock()
		q.wakeReader()
		return false
	case n == len(b):
	case !q.enqueue(b[n:]):
		q.closed = true // a part was written: nothing may follow it
		return q.finish(false)
	default:
		q.startFlush()
	}
	q.mu.Unlock()
	return true
}

// finish unlocks q.mu at the end of a send, and ends the connection where there was no room.
func (q *queue) finish(hasRoom bool) bool {
	q.mu.Unlock()
	if !hasRoom {
		q.conn.End(ErrTooSlow)
	}
	return hasRoom
}

// wakeReader makes the connection's goroutine notice that writing failed. It reads what the peer has sent
// until now, and then ends the connection.
func (q *queue) wakeReader() { _ = q.conn.tcp.SetReadDeadline(past()) } // fails only on a closed connection

// enqueue appends b to what waits, if the budget of all queues has room. q.mu is held.
func (q *queue) enqueue(b []byte) bool {
	if !q.conn.group.QueueMemory.reserve(q.waiting, len(b)) {
		return false
	}
	q.pending = append(q.pending, b...)
	q.waiting += len(b)
	return true
}

// startFlush starts the goroutine that empties the queue. q.mu is held.
func (q *queue) startFlush() {
	q.flushing = true
	q.conn.group.running.Add(1)
	go q.flush()
}

func (q *queue) release() {
	q.mu.Lock()
	if q.held && q.waiting > 0 && !q.closed {
		q.startFlush()
	}
	q.held = false
	q.mu.Unlock()
}

// clear forgets what waits while flush does not run. q.mu is held.
func (q *queue) clear() {
	q.conn.group.QueueMemory.release(len(q.pending))
	q.pending, q.waiting = nil, 0
}

// wait returns when nothing waits, or writing has ended.
func (q *queue) wait() {
	q.mu.Lock()
	for q.waiting > 0 && !q.closed && q.err == nil {
		q.drained.Wait()
	}
	q.mu.Unlock()
}

// close takes nothing more and wakes wait. A write in progress ends when the socket is closed.
func (q *queue) close() {
	q.mu.Lock()
	q.closed = true
	if q.held && !q.flushing {
		q.clear()
	}
	q.drained.Broadcast()
	q.mu.Unlock()
}

// failure returns what writing failed with, or nil.
func (q *queue) failure() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.err
}

// flush writes what waits until nothing does.
func (q *queue) flush() {
	defer q.conn.group.running.Done()
	defer q.conn.RecoverPanic()
	budget := q.conn.group.QueueMemory
	var batch []byte
	for {
		q.mu.Lock()
		if q.waiting == 0 || q.closed || q.err != nil {
			budget.release(len(q.pending))
			q.pending, q.flushing = nil, false
			// The deadline must not affect a later direct write. This fails only on a closed connection.
			_ = q.conn.tcp.SetWriteDeadline(time.Time{})
			q.drained.Broadcast()
			q.mu.Unlock()
			return
		}
		if cap(batch) > maxKeptBuffer {
			batch = nil // the budget does not count it any more
		}
		batch, q.pending = q.pending, batch[:0]
		q.mu.Unlock()
		q.write(batch)
		budget.release(len(batch))
	}
}

// write writes one batch, chunk by chunk, each within the time limit.
func (q *queue) write(batch []byte) {
	c := q.conn
	for len(batch) > 0 {
		chunk := batch[:min(len(batch), maxWriteChunk)]
		batch = batch[len(chunk):]
		err := c.tcp.SetWriteDeadline(time.Now().Add(c.group.WriteTimeout))
		if err == nil {
			_, err = c.tcp.Write(chunk)
		}
		q.mu.Lock()
		q.waiting -= len(chunk)
		q.err = err
		q.mu.Unlock()
		switch {
		case err == nil:
		case errors.Is(err, os.ErrDeadlineExceeded):
			c.End(ErrTooSlow)
			return
		default:
			q.wakeReader()
			return
		}
	}
}
