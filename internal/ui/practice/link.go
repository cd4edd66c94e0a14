package practice

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"porchlight/internal/client"
	"porchlight/internal/game"
)

const (
	// mostUnsent is how many typed messages may wait for a host that takes them slowly.
	mostUnsent = 64
	// practicePause is the time between two refreshes at least, however fast messages come.
	refreshPause = 100 * time.Millisecond
)

// practiceLink is one connection of a practice player, from the attempt to the end. Its goroutines are
// counted by spawn and end with the player's context; nothing is told any more then.
type link struct {
	dispatch func(func())
	spawn    func(func()) // runs a function in a goroutine
	log      *messageLog
	game     *game.Game
	address  string
	unsent   chan []byte   // what was typed
	changed  chan struct{} // a row came, and pump has not seen it
	pending  atomic.Bool   // onRows was dispatched and has not run

	// These run on the UI goroutine.
	onConnected func()
	onEnded     func(dialing bool, err error)
	onRows      func()
}

// open connects, and reads until the connection ends.
func (l *link) open(player context.Context) {
	l.unsent, l.changed = make(chan []byte, mostUnsent), make(chan struct{}, 1)
	l.spawn(func() {
		ctx, end := context.WithCancelCause(player)
		defer end(nil)
		c, err := client.Dial(ctx, l.address, l.game)
		if err != nil {
			l.tell(player, func() { l.onEnded(true, err) })
			return
		}
		l.tell(player, l.onConnected)
		l.spawn(func() { l.write(ctx, c, end) })
		l.spawn(func() { l.pump(ctx, c) })
		err = l.read(c)
		if why := context.Cause(ctx); why != nil {
			err = why
		}
		l.tell(player, func() { l.onEnded(false, err) })
	})
}

// tell has the UI goroutine do something, unless the player was closed.
func (l *link) tell(player context.Context, do func()) {
	if player.Err() == nil {
		l.dispatch(do)
	}
}

// read logs what comes until there is an error, which it returns.
func (l *link) read(c *client.Client) error {
	for {
		msg, err := c.Next()
		if err != nil {
			return err
		}
		l.log.add(time.Now(), received, msg)
		select {
		case l.changed <- struct{}{}:
		default:
		}
	}
}

// write is the goroutine that sends what was typed. How the connection was lost, read tells.
func (l *link) write(ctx context.Context, c *client.Client, end context.CancelCauseFunc) {
	for {
		select {
		case <-ctx.Done():
			return
		case msg := <-l.unsent:
			if err := c.Send(msg); err != nil {
				if errors.Is(err, client.ErrWriteTimeout) {
					end(err)
				}
				return
			}
		}
	}
}

// pump is the goroutine that has new rows shown, a few times a second at most and never twice at a
// time, and hangs up in the end.
func (l *link) pump(ctx context.Context, c *client.Client) {
	defer func() { _ = c.Close() }() // there is nobody left to tell
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.changed:
		}
		if !l.pending.Swap(true) {
			l.dispatch(func() {
				l.pending.Store(false)
				l.onRows()
			})
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(refreshPause):
		}
	}
}
