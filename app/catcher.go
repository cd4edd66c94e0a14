package main

import (
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

// lastTime is how long saying goodbye to the players and writing the log may take after a panic, which
// may have left locks locked.
const lastTime = 3 * time.Second

// catcher ends the program in order after a panic that is not below a player.
type catcher struct {
	reports *crash.Reports
	host    *host.Host
	log     *logfile.Writer // nil: none is written
	flush   func()          // writes the settings that are not on the disk yet; nil: there are none
	once    sync.Once
}

func newCatcher(h *host.Host) *catcher {
	return &catcher{reports: crash.New(filepath.Join(configFolder(), "crashes"), built()), host: h}
}

// watch has the runtime leave a report where nothing can be caught. Where that cannot be, its last
// words stand on standard error alone, as in any program.
func (c *catcher) watch() {
	_ = c.reports.Watch()
	provoke(c)
}

// catch is deferred at the top of a goroutine. After a panic there it leaves a report, says goodbye to
// the players and ends the program; it does not return then, in whichever goroutine.
func (c *catcher) catch() {
	value := recover()
	if value == nil {
		return
	}
	if isRefusal(value) {
		panic(value) // of the display's: nothing is broken
	}
	stack := debug.Stack()
	c.once.Do(func() {
		where := "No report could be written: "
		path, err := c.reports.Write(value, stack)
		if err != nil {
			path = err.Error()
		} else {
			where = "A report is in "
		}
		fmt.Fprintln(os.Stderr, "porchlight: Porchlight has a fault and had to end.", where+path)
		done := make(chan struct{})
		go func() {
			defer close(done)
			if c.flush != nil {
				c.flush()
			}
			c.host.Stop()
			if c.log != nil {
				_ = c.log.Close() // there is nobody left to tell
			}
		}()
		select {
		case <-done:
		case <-time.After(lastTime):
		}
		os.Exit(crashed)
	})
}
