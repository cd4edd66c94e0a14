// Package ports finds the program that uses a TCP port of this machine, and a free port.
package ports

import (
	"context"
	"os"
	"strings"

	"github.com/shirou/gopsutil/v4/net"
	"github.com/shirou/gopsutil/v4/process"
)

// Program is a running program that listens on a port.
type Program struct {
	Name  string // the system's: "python3.12", "java.exe"
	PID   int
	Self  bool // this process
	Alike bool // has this program's name: this process, or most likely another run of this program
}

// Owner returns the program that listens on a TCP port of this machine, on any address. ok is false if none
// does, if the system does not reveal it, as with programs of other accounts, or if ctx ends first. Owner takes
// milliseconds on Linux and Windows and up to a second on macOS, where it runs lsof. It is safe for concurrent
// use.
func Owner(ctx context.Context, port int) (owner Program, ok bool) {
	found := make(chan Program, 1) // buffered: the goroutine does not wait after the end of ctx
	go func() {
		defer close(found)
		if p, ok := listener(ctx, port); ok {
			found <- p
		}
	}()
	select {
	case owner, ok = <-found:
		return owner, ok
	case <-ctx.Done():
		return Program{}, false
	}
}

func listener(ctx context.Context, port int) (Program, bool) {
	all, err := net.ConnectionsWithContext(ctx, "tcp")
	if err != nil {
		return Program{}, false
	}
	for i := range all {
		c := &all[i]
		if c.Status != "LISTEN" || int(c.Laddr.Port) != port || c.Pid == 0 {
			continue // the system hides a process as 0
		}
		if name := nameOf(ctx, c.Pid); name != "" {
			self := os.Getpid()
			return Program{
				Name:  name,
				PID:   int(c.Pid),
				Self:  int(c.Pid) == self,
				Alike: strings.EqualFold(name, nameOf(ctx, int32(self))),
			}, true
		}
	}
	return Program{}, false
}

// nameOf returns the name of a process, or "" if the system does not reveal it.
func nameOf(ctx context.Context, pid int32) string {
	p := process.Process{Pid: pid}
	name, err := p.NameWithContext(ctx)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(name)
}
