//go:build unix

package host

import (
	"errors"
	"io"
	"net"
	"syscall"
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
