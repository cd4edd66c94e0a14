package host

import "time"

// timing is how long a host waits for what. New sets it; tests have hosts that wait less, or longer.
type timing struct {
	sniff       time.Duration // greetTime
	selfTest    time.Duration // checkTime
	pendingPoll time.Duration // doorTime
	linger      time.Duration
	report      time.Duration                        // tellTime
	after       func(time.Duration) <-chan time.Time // time.After, between failures to accept
}

func defaultTiming() timing {
	return timing{sniff: sniffTimeout, selfTest: selfTestTimeout, pendingPoll: pendingPollInterval, linger: lingerTimeout, report: reportInterval, after: time.After}
}
