// Package terminal is the face without a window: it hosts, and prints what happens. Like the window
// it pulls from the journal, so that a slow terminal or pipe never slows the host.
package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"time"

	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
)

const (
	pullTime  = 50 * time.Millisecond // how often the journal is looked at
	batchSize = 512                   // records copied at a time
	// How long the last lines may take once the host has stopped: whoever reads the output may have
	// stopped reading.
	goodbyeTime = 2 * time.Second
)

// Options say what to host and how to print it.
type Options struct {
	Config   host.Config
	Host     *host.Host
	Journal  *journal.Journal // that the host writes to and that is printed
	GameName string
	JSON     bool // JSON lines instead of sentences
	Quiet    bool // no messages; joins, leaves and trouble only
	Out      io.Writer
	// Addresses gives this machine's addresses, best first; called once hosting has begun.
	Addresses func() []lan.Address
	// Catch is deferred in the goroutines that Run starts; nil: nothing is.
	Catch func()
}

// Run hosts until ctx is done, then stops the host and returns nil. It returns Start's error when it
// could not host.
func Run(ctx context.Context, o Options) error {
	j, h := o.Journal, o.Host
	if err := h.Start(o.Config); err != nil {
		host.FindPortOwner(err)
		return err
	}
	addresses := lan.Listening(h.Addr().Addr(), o.Addresses())
	if o.Catch == nil {
		o.Catch = func() {}
	}
	checked := make(chan struct{})
	go func() {
		defer close(checked)
		defer o.Catch()
		lookAtOneself(ctx, h, j, addresses)
	}()
	stopped := make(chan struct{})
	printed := make(chan struct{})
	addr := h.Addr()
	go func() { // everything that is written is written here, where it may wait for the reader
		defer close(printed)
		defer o.Catch()
		if o.JSON {
			pull(newJSONPrinter(o.Out, j, addresses, o.Quiet), j, stopped)
			return
		}
		greet(o.Out, o.GameName, addr, addresses)
		pull(newPlainPrinter(o.Out, j, o.Quiet), j, stopped)
	}()
	<-ctx.Done()
	<-checked
	h.Stop()
	close(stopped)
	select {
	case <-printed:
	case <-time.After(goodbyeTime):
	}
	return nil
}

// lookAtOneself tells in the journal where this machine cannot reach itself at the address that
// friends should type first.
func lookAtOneself(ctx context.Context, h *host.Host, j *journal.Journal, addresses []lan.Address) {
	at := netip.AddrFrom4([4]byte{127, 0, 0, 1})
	switch on := h.Addr().Addr(); {
	case !on.IsUnspecified():
		at = on
	case len(addresses) > 0:
		at = addresses[0].IP
	}
	var detail string
	switch err := h.SelfTest(ctx, at); {
	case err == nil || ctx.Err() != nil:
		return
	case errors.As(err, new(*host.SharedPortError)):
		detail = fmt.Sprintf("another program takes what is sent to %s; end it, or choose another port", netip.AddrPortFrom(at, h.Addr().Port()))
	default:
		detail = fmt.Sprintf("this computer cannot reach itself at %s, so friends may not reach it either: %v", netip.AddrPortFrom(at, h.Addr().Port()), err)
	}
	j.Event(time.Now(), journal.Event{Kind: journal.Trouble, Seat: -1, Detail: detail})
}

// A printer prints what is new in the journal.
type printer interface{ print(now time.Time) error }

// pull prints until the host has stopped and everything up to that was printed, or until nobody
// takes the output any more.
func pull(show printer, j *journal.Journal, stopped <-chan struct{}) {
	ticker := time.NewTicker(pullTime)
	defer ticker.Stop()
	var seen uint64
	for last := false; !last; {
		select {
		case <-stopped:
			last = true
		case <-ticker.C:
		}
		if v := j.Version(); v != seen || last {
			seen = v
			if err := show.print(time.Now()); err != nil {
				return
			}
		}
	}
}

// greet says where friends connect.
func greet(w io.Writer, game string, addr netip.AddrPort, addresses []lan.Address) {
	switch {
	case len(addresses) > 0:
		fmt.Fprintf(w, "Hosting %s. Friends connect to\n", game)
		for _, a := range addresses {
			fmt.Fprintf(w, "  %-21s  %s\n", netip.AddrPortFrom(a.IP, addr.Port()), a.Name())
		}
	case addr.Addr().IsUnspecified():
		fmt.Fprintf(w, "Hosting %s. This computer is not on a network. Only programs on this computer can join, at\n  127.0.0.1:%d\n", game, addr.Port())
	default:
		fmt.Fprintf(w, "Hosting %s. Only programs on this computer can join, at\n  %s\n", game, addr)
	}
	fmt.Fprintln(w, "Press Ctrl+C to stop.")
}
