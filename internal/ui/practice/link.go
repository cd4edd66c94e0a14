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
	// maxUnsent bounds the typed messages that are queued for a host that reads slowly.
	maxUnsent = 64
	// minRefreshInterval is the minimum time between two refreshes.
	minRefreshInterval = 100 * time.Millisecond
)

// link is one connection of a practice player, from dialling to its end. Its goroutines end with the player's
// context; no callback runs afterwards.
type link struct {
	dispatch func(func())
	spawn    func(func()) // runs a function in a goroutine
	log      *messageLog
	game     *game.Game
	address  string
	unsent   chan []byte   // typed messages
	changed  chan struct{} // has a value if rows were added since pump last looked
	pending  atomic.Bool   // onRows was dispatched and has not run

	// These run on the UI goroutine.
	onConnected func()
	onEnded     func(dialing bool, err error)
	onRows      func()
}

// open connects and, in goroutines, reads and writes until the connection ends.
func (l *link) open(player context.Context) {
	l.unsent, l.changed = make(chan []byte, maxUnsent), make(chan struct{}, 1)
	l.spawn(func() {
		ctx, cancel := context.WithCancelCause(player)
		defer cancel(nil)
		c, err := client.Dial(ctx, l.address, l.game)
		if err != nil {
			l.notify(player, func() { l.onEnded(true, err) })
			return
		}
		l.notify(player, l.onConnected)
		l.spawn(func() { l.write(ctx, c, cancel) })
		l.spawn(func() { l.pump(ctx, c) })
		err = l.read(c)
		if cause := context.Cause(ctx); cause != nil {
			err = cause
		}
		l.notify(player, func() { l.onEnded(false, err) })
	})
}

// notify dispatches a callback to the UI goroutine unless the player was closed.
func (l *link) notify(player context.Context, callback func()) {
	if player.Err() == nil {
		l.dispatch(callback)
	}
}

// read logs received messages until an error, which it returns.
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

// write sends typed messages until ctx ends or a write fails. It cancels ctx with a write timeout; read reports any
// other error.
func (l *link) write(ctx context.Context, c *client.Client, cancel context.CancelCauseFunc) {
	for {
		select {
		case <-ctx.Done():
			return
		case msg := <-l.unsent:
			if err := c.Send(msg); err != nil {
				if errors.Is(err, client.ErrWriteTimeout) {
					cancel(err)
				}
				return
			}
		}
	}
}

// pump dispatches onRows when there are new rows, at most once every minRefreshInterval and only after the previous
// call has run. It closes the connection when ctx ends.
func (l *link) pump(ctx context.Context, c *client.Client) {
	defer func() { _ = c.Close() }() // the player is closed or knows of the end already
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
		case <-time.After(minRefreshInterval):
		}
	}
}
