package host

import (
	"net"
	"time"

	"porchlight/internal/conn"
)

// Durations of a host.
const (
	// sniffTimeout is how long a newcomer that sends nothing may be a browser.
	sniffTimeout = 40 * time.Millisecond
	// lingerTimeout is how long a client that was still sending when it was ended may take to close.
	lingerTimeout = 500 * time.Millisecond
	// reportInterval is how often an event that repeats is journalled.
	reportInterval = time.Second
)

// timing is how long a host waits for what, and what else tests replace. New sets it.
type timing struct {
	sniff       time.Duration
	selfTest    time.Duration // of each half
	pendingPoll time.Duration
	linger      time.Duration
	after       func(time.Duration) <-chan time.Time // time.After, between failures to accept

	closeRejected func(*net.TCPConn) // closes a rejected connection gracefully
}

func defaultTiming() timing {
	return timing{
		sniff: sniffTimeout, selfTest: selfTestTimeout, pendingPoll: pendingPollInterval, linger: lingerTimeout,
		after:         time.After,
		closeRejected: func(tcp *net.TCPConn) { conn.CloseGracefully(tcp, 0) },
	}
}
