//go:build unix && !linux

package host

import "golang.org/x/sys/unix"

// pollEnd is what poll calls the end of the other side's stream: on macOS poll asks kqueue, whose end
// of file it calls so (XNU, bsd/kern/sys_generic.c).
const pollEnd = unix.POLLHUP
