//go:build !darwin

package host

import "net"

// afterAccept has nothing to do: Windows gives up retransmission by itself after some 20 seconds, and
// Linux hands on what was set on the listener.
func afterAccept(*net.TCPConn) error { return nil }
