package host

import (
	"errors"
	"os"
	"sync"
	"time"

	"porchlight/internal/journal"
)

// maxWriteChunk is how much the outbox writes under one deadline, in bytes: a player on a thin line is
// measured by its progress and not by how much waits for it.
const maxWriteChunk = 16 << 10

// outbox sends to one player. Whoever has something for the player writes it at once while the
// socket takes it; only what the socket does not take waits in a bounded queue, and only then is
// there a goroutine, which empties the queue and ends. So nobody ever waits for a slow player but
// the player itself.
type outbox struct {
	player *player
	socket socketWriter

	mu       sync.Mutex
	waiting  int  // bytes that the socket has not taken yet, in the queue and in the goroutine's hands
	flushing bool // there is a goroutine, and nobody else writes
	closed   bool
	err      error     // what writing ended with
	queue    []byte    // what the goroutine takes next
	drained  sync.Cond // signalled when nothing waits any more, or the outbox is closed
}

func (o *outbox) init(p *player) error {
	o.player = p
	o.drained.L = &o.mu
	return o.socket.init(p.conn)
}

// send hands b over without waiting and tells whether it did. It ends the player if that one's queue
// is full, or too much waits for all players together; where nothing waits for this one its queue has
// room for a b of any length. It does not hold on to b.
func (o *outbox) send(b []byte) bool {
	o.mu.Lock()
	switch {
	case o.closed || o.err != nil:
		o.mu.Unlock()
		return false
	case o.flushing:
		full := o.waiting > 0 && o.waiting+len(b) > o.player.host.config.QueueBytes
		return o.finish(!full && o.enqueue(b))
	}
	n, err := o.socket.tryWrite(b)
	switch {
	case err != nil:
		o.err = err // the player's own goroutine is about to read why
	case n == len(b):
	case !o.enqueue(b[n:]):
		o.closed = true // a part was written: nothing may follow it
		return o.finish(false)
	default:
		o.flushing = true
		o.player.host.running.Add(1)
		go o.flush()
	}
	o.mu.Unlock()
	return err == nil
}

// finish ends a send, and the player where there was no room. The lock is held, and given back.
func (o *outbox) finish(room bool) bool {
	o.mu.Unlock()
	if !room {
		o.player.end(journal.TooSlow, "")
	}
	return room
}

// enqueue has b wait, if there is room in what may wait for all players together.
func (o *outbox) enqueue(b []byte) bool {
	if !o.player.host.queueMemory.reserve(o.waiting, len(b)) {
		return false
	}
	o.queue = append(o.queue, b...)
	o.waiting += len(b)
	return true
}

// wait returns when nothing waits or the outbox is closed. Only the player's own goroutine calls it,
// so that a player that does not take its own answers is not read from either.
func (o *outbox) wait() {
	o.mu.Lock()
	for o.waiting > 0 && !o.closed && o.err == nil {
		o.drained.Wait()
	}
	o.mu.Unlock()
}

// close lets nothing more in and wakes who waits. A write under way ends with the connection.
func (o *outbox) close() {
	o.mu.Lock()
	o.closed = true
	o.drained.Broadcast()
	o.mu.Unlock()
}

// failure is what writing ended with, or nil.
func (o *outbox) failure() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.err
}

// flush writes what waits until nothing does.
func (o *outbox) flush() {
	defer o.player.host.running.Done()
	defer o.player.recoverPanic()
	var batch []byte
	for {
		o.mu.Lock()
		if o.waiting == 0 || o.closed || o.err != nil {
			o.player.host.queueMemory.release(len(o.queue))
			o.queue, o.flushing = nil, false
			// The limit must not catch a later direct write. This fails only on a closed connection.
			_ = o.player.conn.SetWriteDeadline(time.Time{})
			o.drained.Broadcast()
			o.mu.Unlock()
			return
		}
		if cap(batch) > maxKeptBuffer {
			batch = nil // what is not counted is not kept
		}
		batch, o.queue = o.queue, batch[:0]
		o.mu.Unlock()
		o.write(batch)
		o.player.host.queueMemory.release(len(batch))
	}
}

// write writes one batch, chunk by chunk, each within the time limit.
func (o *outbox) write(batch []byte) {
	p := o.player
	for len(batch) > 0 {
		chunk := batch[:min(len(batch), maxWriteChunk)]
		batch = batch[len(chunk):]
		err := p.conn.SetWriteDeadline(time.Now().Add(p.host.config.WriteTimeout))
		if err == nil {
			_, err = p.conn.Write(chunk)
		}
		o.mu.Lock()
		o.waiting -= len(chunk)
		o.err = err
		o.mu.Unlock()
		if errors.Is(err, os.ErrDeadlineExceeded) {
			p.end(journal.TooSlow, "")
		}
		if err != nil {
			return
		}
	}
}
