//go:build unix

package host

import (
	"errors"
	"io"
	"net"
	"syscall"

	"golang.org/x/sys/unix"
)

// peek waits until something can be read, or until the connection's read deadline, and shows up to
// headSize bytes of it without taking them. The error is io.EOF at the end of the stream, and else
// what reading would say. The bytes are look's only while it runs.
func peek(conn *net.TCPConn, look func(said []byte)) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	err = raw.Read(func(fd uintptr) bool {
		said := make([]byte, 1) // until there is more to hold
		for {
			n, _, err := syscall.Recvfrom(int(fd), said, syscall.MSG_PEEK)
			switch {
			case errors.Is(err, syscall.EINTR):
				continue
			case errors.Is(err, syscall.EAGAIN):
				return false
			case err != nil:
				failed = err
			case n == 0:
				failed = io.EOF
			case len(said) == 1:
				said = make([]byte, headSize)
				continue
			default:
				look(said[:n])
			}
			return true
		}
	})
	if err == nil {
		err = failed
	}
	return err
}

// hungUp tells whether the other side has ended its stream or reset it, though what it said before
// still waits.
func hungUp(conn *net.TCPConn) (yes bool) {
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
