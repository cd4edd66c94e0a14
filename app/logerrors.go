package main

import (
	"errors"
	"fmt"
	"net/netip"
	"time"

	"porchlight/internal/lan"
	"porchlight/internal/logfile"
)

// reachable returns a function that returns the addresses at which friends can reach the host.
func (o options) reachable(networks *lan.Watcher) func() []netip.Addr {
	return func() []netip.Addr {
		var list []netip.Addr
		for _, a := range lan.Listening(o.bind, networks.Addresses()) {
			list = append(list, a.IP)
		}
		return list
	}
}

// noLog returns a sentence for the person about a log that cannot be written, before hosting.
func noLog(path string, err error) string {
	return fmt.Sprintf("the log cannot be written to %s, so nothing is hosted. Choose another place for it: --log takes the name of a file. (%v)", path, errors.Unwrap(err))
}

// reportLogErrors calls report with a sentence for the person whenever the log becomes unwritable. The returned function
// closes the log and reports a last error.
func reportLogErrors(log *logfile.Writer, report func(string)) (end func()) {
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		ticker := time.NewTicker(100 * time.Millisecond)
		defer ticker.Stop()
		for reported, ended := false, false; !ended; {
			select {
			case <-quit:
				ended = true
				_ = log.Close() // Err returns the same error
			case <-ticker.C:
			}
			err := log.Err()
			if err != nil && !reported {
				report(fmt.Sprintf("the log could not be written to %s: hosting goes on. Make room on the disk, or choose another place. (%v)", log.Path(), errors.Unwrap(err)))
			}
			reported = err != nil
		}
	}()
	return func() {
		close(quit)
		<-done
	}
}
