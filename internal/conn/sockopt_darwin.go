package conn

import (
	"net"
	"syscall"

	"golang.org/x/sys/unix"
)

// unacknowledgedSeconds is the time for which data may stay unacknowledged. Keep-alive does not probe while
// data is in flight; this timeout finds peers that vanish then.
const unacknowledgedSeconds = 25

// tcpRxtConnDropTime is TCP_RXT_CONNDROPTIME of macOS's netinet/tcp.h: seconds of retransmission.
const tcpRxtConnDropTime = 0x80

// afterAccept bounds how long data may stay unacknowledged. Go sets TCP_NODELAY and keep-alive by itself.
func afterAccept(tcp *net.TCPConn) error {
	raw, err := tcp.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	err = raw.Control(func(fd uintptr) {
		failed = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, tcpRxtConnDropTime, unacknowledgedSeconds)
	})
	if err != nil {
		return err
	}
	return failed
}

// beforeBind is nil: Go sets SO_REUSEADDR, with which the port of a server that just stopped is free at once;
// two listeners still cannot share a port.
var beforeBind func(network, address string, c syscall.RawConn) error
