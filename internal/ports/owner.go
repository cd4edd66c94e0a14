// Package ports tells who holds a TCP port of this machine, and which one is free instead.
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
	Name  string // as the system calls it: "python3.12", "java.exe"
	PID   int
	Self  bool // it is this process
	Alike bool // it has this program's name, so that it is this process or most likely another run of it
}

// Owner gives the program that listens on a TCP port of this machine, on whichever of its addresses.
// It is not ok where nobody listens, where the system does not tell, as with programs of other people
// who use this computer, and where ctx ends first. Any goroutine may call it; it takes milliseconds on
// Linux and Windows and up to a second on macOS, where it runs lsof.
func Owner(ctx context.Context, port int) (owner Program, ok bool) {
	found := make(chan Program, 1) // with room, so that an answer after ctx's end keeps nobody waiting
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
			continue // a process of 0 is one that the system does not tell
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

// nameOf is the name of a process, or "" where the system does not tell.
func nameOf(ctx context.Context, pid int32) string {
	p := process.Process{Pid: pid}
	name, err := p.NameWithContext(ctx)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(name)
}
