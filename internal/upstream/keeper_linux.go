package upstream

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// keeperName is the name of the keeper's process: it is not that of Porchlight, so that `killall -9 porchlight` leaves
// it to do its work.
const keeperName = "server-keeper" // at most 15 bytes

// becomeReaper makes orphans below the keeper its children, also those that have left the server's group and session
// (prctl(2), PR_SET_CHILD_SUBREAPER). The caller must be the main thread.
func becomeReaper() {
	_ = unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) // Linux 3.4
	name := append([]byte(keeperName), 0)
	_ = unix.Prctl(unix.PR_SET_NAME, uintptr(unsafe.Pointer(&name[0])), 0, 0, 0) //nolint:gosec // the system reads the text
}

// serverAttributes also have the server killed when the keeper is.
func serverAttributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
