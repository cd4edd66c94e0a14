package ports

import (
	"net"
	"net/netip"
	"strconv"
)

const (
	reach    = 100   // how many ports NextFree looks at
	first    = 1024  // lower ones are the administrator's on most systems
	last     = 65535 // the highest there is
	anywhere = "0.0.0.0"
	here     = "127.0.0.1"
)

// NextFree gives the lowest free port above one, for listening on an IPv4 address of this machine;
// the zero address is all of them. It looks at a hundred ports, from 1024 on again after 65535, and
// is 0 where none of them is free. Ports below 1024, which most systems keep for the administrator,
// are left out, and so are those that the system keeps for itself, since it listens on each to find
// out, and closes again: another program may take the port before the caller does. Any goroutine may
// call it.
func NextFree(addr netip.Addr, port int) int {
	on := anywhere
	if addr.IsValid() {
		on = addr.Unmap().String()
	}
	candidate := port
	for range reach {
		candidate++
		if candidate < first || candidate > last {
			candidate = first
		}
		if free(on, candidate) {
			return candidate
		}
	}
	return 0
}

// free tells whether nobody listens on a port. Windows and macOS let one program listen on all
// addresses and another on a single one, and give connections to the latter: a port is free where one
// can listen on each.
func free(on string, port int) bool {
	for _, at := range []string{on, anywhere, here} {
		l, err := net.Listen("tcp4", net.JoinHostPort(at, strconv.Itoa(port)))
		if err != nil {
			return false
		}
		_ = l.Close() // nobody can have connected that minds
	}
	return true
}
