package main

import (
	"errors"
	"fmt"
	"net/netip"
	"time"

	"porchlight/internal/lan"
	"porchlight/internal/logfile"
)

// reachable gives what asks for the addresses that friends can type, where the command line does not
// have the host listen on one alone.
func (o options) reachable(networks *lan.Watcher) func() []netip.Addr {
	return func() []netip.Addr {
		var list []netip.Addr
		for _, a := range lan.Listening(o.bind, networks.Addresses()) {
			list = append(list, a.IP)
		}
		return list
	}
}

// noLog says that the log that was asked for cannot be written, before anything is hosted.
func noLog(path string, err error) string {
	return fmt.Sprintf("the log cannot be written to %s, so nothing is hosted. Choose another place for it: --log takes the name of a file. (%v)", path, errors.Unwrap(err))
}

// tellOfLog tells of trouble with the log in the terminal, in one sentence each time that it begins.
// The log is closed by what it returns, which waits until all is told.
func tellOfLog(log *logfile.Writer, tell func(string)) (end func()) {
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		ticker := time.NewTicker(100 * time.Millisecond)
		defer ticker.Stop()
		for told, over := false, false; !over; {
			select {
			case <-quit:
				over = true
				_ = log.Close() // Err says it too
			case <-ticker.C:
			}
			err := log.Err()
			if err != nil && !told {
				tell(fmt.Sprintf("the log could not be written to %s: hosting goes on. Make room on the disk, or choose another place. (%v)", log.Path(), errors.Unwrap(err)))
			}
			told = err != nil
		}
	}()
	return func() {
		close(quit)
		<-done
	}
}
