package host

import "time"

// timing is how long a host waits for what. New sets it; tests have hosts that wait less, or longer.
type timing struct {
	greet    time.Duration // greetTime
	check    time.Duration // checkTime
	door     time.Duration // doorTime
	farewell time.Duration
	tell     time.Duration                        // tellTime
	after    func(time.Duration) <-chan time.Time // time.After, between failures to accept
}

func usualTiming() timing {
	return timing{greet: greetTime, check: checkTime, door: doorTime, farewell: farewell, tell: tellTime, after: time.After}
}
