package conn

import (
	"errors"
	"net"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// unacknowledgedMillis is the time for which data may stay unacknowledged (TCP_USER_TIMEOUT, RFC 5482).
// Keep-alive does not probe while data is in flight; this timeout finds peers that vanish then.
const unacknowledgedMillis = 25_000

// ListenConfig returns the configuration for listening. On Linux accepted sockets inherit the options of the
// listening socket, so they are set once. Go itself sets TCP_NODELAY and SO_REUSEADDR. With the latter, the
// port of a server that just stopped is free at once; two listeners still cannot share a port.
func ListenConfig() net.ListenConfig {
	return net.ListenConfig{Control: setSockopts, KeepAlive: -1}
}

func setSockopts(_, _ string, c syscall.RawConn) error {
	var failed error
	err := c.Control(func(fd uintptr) {
		set := func(level, option, value int) {
			failed = errors.Join(failed, unix.SetsockoptInt(int(fd), level, option, value))
		}
		set(unix.SOL_SOCKET, unix.SO_KEEPALIVE, 1)
		set(unix.IPPROTO_TCP, unix.TCP_KEEPIDLE, int(keepAlive.Idle/time.Second))
		set(unix.IPPROTO_TCP, unix.TCP_KEEPINTVL, int(keepAlive.Interval/time.Second))
		set(unix.IPPROTO_TCP, unix.TCP_KEEPCNT, keepAlive.Count)
		set(unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, unacknowledgedMillis)
	})
	return errors.Join(failed, err)
}
