package host

import "net"

// peerClosed cannot tell on Windows: what was said hides the end behind it.
func peerClosed(*net.TCPConn) bool { return false }
