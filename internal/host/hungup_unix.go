//go:build unix

package host

import (
	"net"

	"golang.org/x/sys/unix"
)

// peerClosed tells whether the other side has ended its stream or reset it, though what it said before
// still waits.
func peerClosed(conn *net.TCPConn) (yes bool) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return true
	}
	_ = raw.Control(func(fd uintptr) { // fails only on a closed connection
		ask := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN | pollEnd}}
		n, err := unix.Poll(ask, 0)
		yes = err == nil && n == 1 && ask[0].Revents&(pollEnd|unix.POLLHUP|unix.POLLERR) != 0
	})
	return yes
}
