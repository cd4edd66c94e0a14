//go:build !darwin

package conn

import "net"

// afterAccept does nothing: Windows gives up retransmission by itself after some 20 seconds, and on Linux
// accepted sockets inherit the listener's options.
func afterAccept(*net.TCPConn) error { return nil }
