package host

import (
	"errors"
	"io"
	"net"

	"golang.org/x/sys/windows"
)

// msgPeek is MSG_PEEK of winsock2.h.
const msgPeek = 0x2

// peek waits until something can be read, or until the connection's read deadline, and shows up to
// headSize bytes of it without taking them. The error is io.EOF at the end of the stream, and else
// what reading would say. The bytes are look's only while it runs.
func peek(conn *net.TCPConn, look func(said []byte)) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	waited := false
	err = raw.Read(func(fd uintptr) bool {
		if !waited { // sockets block on Windows: only when Go knows that something came may one ask
			waited = true
			return false
		}
		var buf [headSize]byte
		var n uint32
		flags := uint32(msgPeek)
		into := windows.WSABuf{Len: headSize, Buf: &buf[0]}
		err := windows.WSARecv(windows.Handle(fd), &into, 1, &n, &flags, nil, nil)
		switch {
		case err != nil && !errors.Is(err, windows.WSAEMSGSIZE):
			failed = err
		case n == 0:
			failed = io.EOF
		default:
			look(buf[:n])
		}
		return true
	})
	if err == nil {
		err = failed
	}
	return err
}

// hungUp cannot tell on Windows: what was said hides the end behind it.
func hungUp(*net.TCPConn) bool { return false }
