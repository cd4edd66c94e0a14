package host

import (
	"net"
	"time"

	"porchlight/internal/conn"
)

// Durations of a host.
const (
	// sniffTimeout is the time after which a silent newcomer is taken for a player, not a browser.
	sniffTimeout = 40 * time.Millisecond
	// lingerTimeout is the time in which a disconnected client that is still sending must close.
	lingerTimeout = 500 * time.Millisecond
	// stopLingerTimeout is that time while the host stops, which waits for it.
	stopLingerTimeout = 200 * time.Millisecond
	// reportInterval is the time between journal events about a repeated event.
	reportInterval = time.Second
)

// timing holds the host's durations and hooks, replaceable in tests.
type timing struct {
	sniff       time.Duration
	selfTest    time.Duration // of each half
	pendingPoll time.Duration
	linger      time.Duration
	stopLinger  time.Duration
	after       func(time.Duration) <-chan time.Time // time.After, for the pause after an error of accepting

	closeRejected func(*net.TCPConn) // closes a rejected connection gracefully
}

func defaultTiming() timing {
	return timing{
		sniff: sniffTimeout, selfTest: selfTestTimeout, pendingPoll: pendingPollInterval, linger: lingerTimeout, stopLinger: stopLingerTimeout,
		after:         time.After,
		closeRejected: func(tcp *net.TCPConn) { conn.CloseGracefully(tcp, 0) },
	}
}

// linger returns the time in which a disconnected client that is still sending must close.
func (r *run) linger() time.Duration {
	if r.hasEnded() {
		return r.host.timing.stopLinger
	}
	return r.host.timing.linger
}
