package host

import "net"

// hungUp cannot tell on Windows: what was said hides the end behind it.
func hungUp(*net.TCPConn) bool { return false }
