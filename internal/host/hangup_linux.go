package host

import "golang.org/x/sys/unix"

// pollEnd is what poll calls the end of the other side's stream (poll(2)).
const pollEnd = unix.POLLRDHUP
