//go:build !linux

package conn

import "net"

// peerGone is implemented for Linux only.
func peerGone(*net.TCPConn) bool { return false }
