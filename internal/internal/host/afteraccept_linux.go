package host

import (
	"net"

	"golang.org/x/sys/unix"
)

// unansweredMillis is how long the other side may leave data unacknowledged. Keep-alive does not
// probe while something is under way to a player, so this finds those who vanish then.
const unansweredMillis = 25_000

// afterAccept sets what keep-alive leaves open (TCP_USER_TIMEOUT, RFC 5482). Go sets TCP_NODELAY
// and keep-alive by itself.
func afterAccept(conn *net.TCPConn) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	err = raw.Control(func(fd uintptr) {
		failed = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, unansweredMillis)
	})
	if err != nil {
		return err
	}
	return failed
}
