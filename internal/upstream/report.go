//go:build !windows

package upstream

import (
	"fmt"
	"syscall"

	"golang.org/x/sys/unix"
)

// report is what the keeper tells this program, as JSON: one with PID or Errno, then one with Ended.
type report struct {
	PID     int           `json:",omitempty"` // of the server
	Errno   syscall.Errno `json:",omitempty"` // the server could not be started
	Ended   bool          `json:",omitempty"` // the server has ended; its children may not have
	Code    int           `json:",omitempty"`
	Signal  int           `json:",omitempty"`
	Stopped bool          `json:",omitempty"` // stopOrder had arrived before
}

// stopOrder is what this program writes to the keeper to stop the server.
const stopOrder = "stop\n"

// endOf returns the report of a process's end.
func endOf(status syscall.WaitStatus, stopped bool) report {
	r := report{Ended: true, Code: status.ExitStatus(), Stopped: stopped} // -1 if it was signalled
	if status.Signaled() {
		r.Signal = int(status.Signal())
	}
	return r
}

// exit returns the end of a server as the package's users see it.
func (r report) exit() Exit {
	e := Exit{Code: r.Code, Stopped: r.Stopped}
	if r.Signal != 0 {
		e.Code = -1
		if e.Signal = unix.SignalName(syscall.Signal(r.Signal)); e.Signal == "" {
			e.Signal = fmt.Sprintf("signal %d", r.Signal)
		}
	}
	return e
}
