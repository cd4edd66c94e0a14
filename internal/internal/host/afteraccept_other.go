//go:build !linux && !darwin

package host

import "net"

// afterAccept: Windows gives up retransmission by itself after some 20 seconds, and Go sets
// TCP_NODELAY and keep-alive on every system.
func afterAccept(*net.TCPConn) error { return nil }
