package host

import (
	"net"
	"syscall"

	"golang.org/x/sys/unix"
)

// unansweredSeconds is how long the other side may leave data unacknowledged. Keep-alive does not
// probe while something is under way to a player, so this finds those who vanish then.
const unansweredSeconds = 25

// tcpRxtConnDropTime is TCP_RXT_CONNDROPTIME of macOS's netinet/tcp.h: seconds of retransmission.
const tcpRxtConnDropTime = 0x80

// afterAccept sets what keep-alive leaves open. Go sets TCP_NODELAY and keep-alive by itself.
func afterAccept(conn *net.TCPConn) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	err = raw.Control(func(fd uintptr) {
		failed = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, tcpRxtConnDropTime, unansweredSeconds)
	})
	if err != nil {
		return err
	}
	return failed
}

// beforeBind has nothing to do: Go sets SO_REUSEADDR, so the port of a host that just stopped is free
// at once, and two listeners still cannot share one.
var beforeBind func(network, address string, c syscall.RawConn) error
