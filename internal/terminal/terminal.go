// Package terminal is the face without a window: it hosts, and prints what happens. Like the window
// it pulls from the journal, so that a slow terminal or pipe never slows the host.
package terminal

import (
	"context"
	"fmt"
	"io"
	"net/netip"
	"time"

	"porchlight/internal/journal"
	"porchlight/internal/lan"
	"porchlight/internal/session"
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
	Session  *session.Session // that is off; Run ends with it off again
	Journal  *journal.Journal // that the session's host writes to and that is printed
	GameName string
	JSON     bool // JSON lines instead of sentences
	Quiet    bool // no messages; joins, leaves and trouble only
	Out      io.Writer
	// Catch is deferred in the goroutines that Run starts; nil: nothing is.
	Catch func()
}

// Run hosts until ctx is done, then stops the host and returns nil. It returns Start's error when it
// could not host.
func Run(ctx context.Context, o Options) error {
	j, s := o.Journal, o.Session
	if err := <-s.Start(); err != nil {
		return err
	}
	s.Poll() // the networks as they are now
	now := s.Snapshot()
	addresses, addr := now.Addresses.All, now.Listening
	if o.Catch == nil {
		o.Catch = func() {}
	}
	tested := make(chan struct{})
	go func() {
		defer close(tested)
		defer o.Catch()
		reportSelfTest(ctx, s, j)
	}()
	stopped := make(chan struct{})
	printed := make(chan struct{})
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
	<-tested
	<-s.Stop()
	close(stopped)
	select {
	case <-printed:
	case <-time.After(goodbyeTime):
	}
	return nil
}

// reportSelfTest waits until the self-test at the address that friends should type first has ended, and
// journals its failure.
func reportSelfTest(ctx context.Context, s *session.Session, j *journal.Journal) {
	ticker := time.NewTicker(pullTime)
	defer ticker.Stop()
	now := s.Snapshot()
	for !now.Reach.Tested {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			now = s.Snapshot()
		}
	}
	if err := now.Reach.TestErr; err != nil {
		detail := fmt.Sprintf("this computer cannot reach itself at %s, so friends may not reach it either: %v", now.Addresses.Join, err)
		if now.Reach.SharedPort() {
			detail = fmt.Sprintf("another program takes what is sent to %s; end it, or choose another port", now.Addresses.Join)
		}
		j.Event(time.Now(), journal.Event{Kind: journal.Trouble, Seat: -1, Detail: detail})
	}
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
