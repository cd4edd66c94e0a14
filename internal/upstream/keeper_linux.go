package upstream

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// keeperName is the name of the keeper's process: it is not that of Porchlight, so that `killall -9 porchlight` leaves
// it to do its work.
const keeperName = "server-keeper" // at most 15 bytes

// becomeReaper makes orphans below the keeper its children, also those that have left the server's group and session
// (prctl(2), PR_SET_CHILD_SUBREAPER).
func becomeReaper() {
	_ = unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)    // Linux 3.4
	_ = os.WriteFile("/proc/self/comm", []byte(keeperName), 0) // of the main thread, whichever runs this
}

// serverAttributes also have the server killed when the keeper is.
func serverAttributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
