package conn

import "golang.org/x/sys/unix"

// pollEnd is the event of poll(2) for the end of the peer's stream.
const pollEnd = unix.POLLRDHUP
