//go:build unix

package conn

import (
	"net"

	"golang.org/x/sys/unix"
)

// peerClosed reports whether the peer has closed or reset the connection, even if data that it sent before is
// unread.
func peerClosed(tcp *net.TCPConn) (closed bool) {
	raw, err := tcp.SyscallConn()
	if err != nil {
		return true
	}
	_ = raw.Control(func(fd uintptr) { // fails only on a closed connection
		fds := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN | pollEnd}}
		n, err := unix.Poll(fds, 0)
		closed = err == nil && n == 1 && fds[0].Revents&(pollEnd|unix.POLLHUP|unix.POLLERR) != 0
	})
	return closed
}
