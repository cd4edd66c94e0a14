package ports

import (
	"net"
	"net/netip"
	"strconv"
)

const (
	maxTries    = 100  // ports
	firstPort   = 1024 // lower ones are reserved for the administrator on most systems
	lastPort    = 65535
	unspecified = "0.0.0.0"
	loopback    = "127.0.0.1"
)

// NextFree returns the lowest free port above port for an IPv4 address of this machine; the zero address stands
// for all. It tries 100 ports, continuing at 1024 after 65535, and returns 0 if none is free. It listens on each
// port to test it, so it skips those that the system reserves. Another program may take the port before the
// caller does. NextFree is safe for concurrent use.
func NextFree(addr netip.Addr, port int) int {
	host := unspecified
	if addr.IsValid() {
		host = addr.Unmap().String()
	}
	candidate := port
	for range maxTries {
		candidate++
		if candidate < firstPort || candidate > lastPort {
			candidate = firstPort
		}
		if isFree(host, candidate) {
			return candidate
		}
	}
	return 0
}

// isFree reports whether no program listens on a port. Windows and macOS allow one program to listen on all
// addresses and another on a single one, which then gets the connections; so a port is free if it is on each.
func isFree(host string, port int) bool {
	for _, address := range []string{host, unspecified, loopback} {
		l, err := net.Listen("tcp4", net.JoinHostPort(address, strconv.Itoa(port)))
		if err != nil {
			return false
		}
		_ = l.Close() // nothing was accepted
	}
	return true
}
