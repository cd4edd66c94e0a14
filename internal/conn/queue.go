package conn

import (
	"errors"
	"os"
	"sync"
	"time"
)

// maxWriteChunk is the number of bytes that a queue writes under one deadline, so that the deadline measures
// the peer's progress and not the length of its queue.
const maxWriteChunk = 16 << 10

// maxKeptBuffer is the capacity in bytes up to which a buffer is kept for its next use.
const maxKeptBuffer = 64 << 10

// queue writes to one peer. A sender writes directly as long as the socket accepts data. What the socket does
// not accept is queued in bounded memory. A goroutine that empties the queue runs only while there is queued
// data. So no sender waits for a slow peer.
type queue struct {
	conn   *Conn
	socket socketWriter

	mu       sync.Mutex
	waiting  int  // bytes not written yet: pending, and the batch of flush
	flushing bool // flush runs, and nothing else writes; excludes held
	held     bool // nothing is written until ReleaseOutput or DiscardOutput
	closed   bool
	err      error     // the error of the failed write
	pending  []byte    // the next batch of flush
	spacing  *spacing  // nil: messages are written as soon as the socket accepts them
	drained  sync.Cond // signalled when the queue is empty or closed
}

func (q *queue) init(c *Conn) error {
	q.conn = c
	q.drained.L = &q.mu
	if c.group.Gap > 0 {
		q.spacing = &spacing{ended: make(chan struct{})}
	}
	return q.socket.init(c.tcp)
}

// Send writes a frame without waiting and reports whether it was written or queued. If nothing is queued, the
// frame is passed to the socket in one call. Send ends the connection with ErrTooSlow if its queue, or the
// budget of all queues, has no room; an empty queue accepts a frame of any length within the budget. It
// counts one message of payload bytes. It does not keep frame.
func (c *Conn) Send(frame []byte, payload int) bool {
	if !c.queue.send(frame) {
		return false
	}
	c.stats.messagesOut.Add(1)
	c.stats.bytesOut.Add(uint64(payload))
	return true
}

// HoldOutput queues all output until ReleaseOutput or DiscardOutput. Call it before the first Send: it does
// nothing while earlier output is queued.
func (c *Conn) HoldOutput() {
	c.queue.mu.Lock()
	c.queue.held = !c.queue.flushing
	c.queue.mu.Unlock()
}

// ReleaseOutput ends HoldOutput and writes the held output, in order, before any later output.
func (c *Conn) ReleaseOutput() { c.queue.release() }

// DiscardOutput ends HoldOutput and discards the held output.
func (c *Conn) DiscardOutput() {
	q := &c.queue
	q.mu.Lock()
	if q.held {
		q.clear()
		q.held = false
	}
	q.mu.Unlock()
}

// WaitUntilWritten returns when all output has been written, or the connection has a cause, or writing has
// failed. Only the connection's goroutine may call it.
func (c *Conn) WaitUntilWritten() { c.queue.wait() }

func (q *queue) send(b []byte) bool {
	q.mu.Lock()
	switch {
	case q.closed || q.err != nil:
		q.mu.Unlock()
		return false
	case q.spacing != nil:
		return q.finish(q.enqueueSpaced(b))
	case q.flushing || q.held:
		return q.finish(q.enqueue(b))
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
		q.closed = true // a part of the frame was written: nothing may follow it
		return q.finish(false)
	default:
		q.startFlush()
	}
	q.mu.Unlock()
	return true
}

// finish unlocks q.mu at the end of a send, and ends the connection if there was no room.
func (q *queue) finish(hasRoom bool) bool {
	q.mu.Unlock()
	if !hasRoom {
		q.conn.End(ErrTooSlow)
	}
	return hasRoom
}

// wakeReader wakes the connection's goroutine after a failed write. That goroutine reads the data received so
// far, and then ends the connection.
func (q *queue) wakeReader() { _ = q.conn.tcp.SetReadDeadline(past()) } // fails only on a closed connection

// reserve reserves memory for more bytes, and reports whether the queue and the budget of all queues have room. An empty
// queue has room for any number. q.mu is held.
func (q *queue) reserve(bytes int) bool {
	if q.waiting > 0 && q.waiting+bytes > q.conn.group.QueueBytes {
		return false
	}
	return q.conn.group.QueueMemory.reserve(q.waiting, bytes)
}

// enqueue appends b to the queue, and reports whether there was room. q.mu is held.
func (q *queue) enqueue(b []byte) bool {
	if !q.reserve(len(b)) {
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

// clear discards the queue. q.mu is held, and flush does not run.
func (q *queue) clear() {
	q.conn.group.QueueMemory.release(len(q.pending))
	q.pending, q.waiting = nil, 0
}

// wait returns when the queue is empty, or writing has ended.
func (q *queue) wait() {
	q.mu.Lock()
	for q.waiting > 0 && !q.closed && q.err == nil {
		q.drained.Wait()
	}
	q.mu.Unlock()
}

// close makes the queue accept no more output and wakes wait. Call it once. A write in progress ends when the socket is
// closed.
func (q *queue) close() {
	q.mu.Lock()
	q.closed = true
	if q.spacing != nil {
		close(q.spacing.ended)
	}
	if q.held {
		q.clear()
	}
	q.drained.Broadcast()
	q.mu.Unlock()
}

// failure returns the error of a failed write, or nil.
func (q *queue) failure() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.err
}

// flush writes the queue until it is empty.
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
			batch = nil // the budget no longer counts it
		}
		batch, q.pending = q.pending, batch[:0]
		q.mu.Unlock()
		if q.spacing != nil {
			q.writeSpaced(batch)
		} else {
			q.write(batch)
		}
		budget.release(len(batch))
	}
}

// write writes one batch in chunks, each within the write timeout.
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
