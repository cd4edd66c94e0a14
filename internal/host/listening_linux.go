package host

import (
	"errors"
	"net"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// unansweredMillis is how long the other side may leave data unacknowledged (TCP_USER_TIMEOUT, RFC
// 5482). Keep-alive does not probe while something is under way to a player, so this finds those who
// vanish then.
const unansweredMillis = 25_000

// listenConfig says how to listen. Linux hands the options of a listening socket on to the connections
// that it accepts: set once, they cost newcomers nothing. Go itself sets TCP_NODELAY, and SO_REUSEADDR,
// so the port of a host that just stopped is free at once, and two listeners still cannot share one.
func listenConfig() net.ListenConfig {
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
		set(unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, unansweredMillis)
	})
	return errors.Join(failed, err)
}
