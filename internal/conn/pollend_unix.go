//go:build unix && !linux

package conn

import "golang.org/x/sys/unix"

// pollEnd is the event of poll for the end of the peer's stream: macOS maps kqueue's end of file to it
// (XNU, bsd/kern/sys_generic.c).
const pollEnd = unix.POLLHUP
