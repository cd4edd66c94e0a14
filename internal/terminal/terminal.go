// Package terminal is the user interface without a window: it hosts or joins a game and prints what happens.
// It polls the journal, so a slow terminal or pipe never delays the host.
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
	pollInterval = 50 * time.Millisecond
	batchSize    = 512 // records per read
	// drainTimeout is the time for the last lines after the host has stopped. The reader of the output may
	// have stopped reading.
	drainTimeout = 2 * time.Second
)

// Options are the parameters of [Run].
type Options struct {
	Session  *session.Session // stopped; Run stops it again
	Journal  *journal.Journal // of the session's host
	GameName string
	JSON     bool // print JSON lines, not sentences
	Quiet    bool // print joins, leaves and errors, but no messages
	Out      io.Writer
	// Tell receives notices for the person, one sentence per call, from any goroutine.
	Tell func(sentence string)
	// Catch, if not nil, is deferred in the goroutines that Run starts.
	Catch func()
}

// Run hosts until ctx is done, then stops the host and returns nil. If the host cannot start, it returns the
// error of Start, which [Explain] describes.
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
		reportServer(ctx, s, j)
	}()
	stopped := make(chan struct{})
	printed := make(chan struct{})
	go func() { // the only one that writes, which may block
		defer close(printed)
		defer o.Catch()
		out := &retryingOutput{w: o.Out, stopped: stopped, tell: o.Tell}
		var p printer
		if o.JSON {
			p = newJSONPrinter(out, j, addresses, o.Quiet)
		} else {
			printAddresses(out, o.GameName, addr, addresses)
			p = newPlainPrinter(out, j, o.Quiet)
		}
		if !o.Quiet {
			p = newServerPrinter(p, o, out)
		}
		printUntil(stopped, func() uint64 { return j.Version() + s.ServerOutput().Version() }, p)
	}()
	<-ctx.Done()
	<-tested
	<-s.Stop()
	close(stopped)
	select {
	case <-printed:
	case <-time.After(drainTimeout):
	}
	return nil
}

// reportSelfTest waits until the self-test at the address that friends should type first has ended, and
// journals its failure.
func reportSelfTest(ctx context.Context, s *session.Session, j *journal.Journal) {
	ticker := time.NewTicker(pollInterval)
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

// A printer prints the journal's new records.
type printer interface{ print(now time.Time) error }

// printUntil prints what is new, as version says, until stopped is closed and everything before that is printed, or until
// the output is closed.
func printUntil(stopped <-chan struct{}, version func() uint64, p printer) {
	ticker := time.NewTicker(pollInterval)
	defer ticker.Stop()
	var printed uint64
	for last := false; !last; {
		select {
		case <-stopped:
			last = true
		case <-ticker.C:
		}
		if v := version(); v != printed || last {
			printed = v
			if err := p.print(time.Now()); err != nil {
				return
			}
		}
	}
}

// printAddresses prints the addresses that friends connect to.
func printAddresses(w io.Writer, game string, addr netip.AddrPort, addresses []lan.Address) {
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
