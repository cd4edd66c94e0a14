package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"porchlight/internal/crash"
	"porchlight/internal/host"
	"porchlight/internal/logfile"
)

// cleanupTimeout bounds the end of connections, settings and log after a panic, which may have left mutexes locked.
const cleanupTimeout = 3 * time.Second

// catcher ends the program in an orderly way after a panic outside the goroutines of players.
type catcher struct {
	reports *crash.Reports
	host    *host.Host
	log     *logfile.Writer // nil: no log
	flush   func()          // saves the settings; nil: none
	once    sync.Once
}

func newCatcher(h *host.Host) *catcher {
	return &catcher{reports: crash.New(filepath.Join(configFolder(), "crashes"), versionText()), host: h}
}

// watch makes the runtime leave a report of failures that cannot be recovered from. If that fails, its output is only on
// standard error, as in any program.
func (c *catcher) watch() {
	err := c.reports.Watch()
	if aside, ok := errors.AsType[*crash.SetAsideError](err); ok {
		say(crashOutputTrouble(aside))
	}
	provoke(c)
}

// crashOutputTrouble returns a sentence for the person about an error of watch.
func crashOutputTrouble(err *crash.SetAsideError) string {
	return fmt.Sprintf("%s is no plain file, so the end of an earlier run cannot be read from it; it lies in %s now.", err.Path, err.Backup)
}

// catch is deferred at the top of a goroutine. After a panic it writes a report, closes the connections and exits; it does
// not return.
func (c *catcher) catch() {
	value := recover()
	if value == nil {
		return
	}
	if isRefusal(value) {
		panic(value) // by the display, not a fault
	}
	stack := debug.Stack()
	c.once.Do(func() {
		outcome := "No report could be written: "
		path, err := c.reports.Write(value, stack)
		if err != nil {
			path = err.Error()
		} else {
			outcome = "A report is in "
		}
		say("Porchlight has a fault and had to end. " + outcome + path)
		done := make(chan struct{})
		go func() {
			defer close(done)
			if c.flush != nil {
				c.flush()
			}
			c.host.Stop()
			if c.log != nil {
				_ = c.log.Close() // the program exits anyway
			}
		}()
		select {
		case <-done:
		case <-time.After(cleanupTimeout):
		}
		os.Exit(crashed)
	})
}
