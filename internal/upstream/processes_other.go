//go:build !linux && !windows

package upstream

import (
	"syscall"
	"time"
)

// killLeftovers kills the group of a server whose keeper was killed before it had done its work.
func killLeftovers(group int, _ string, kept bool) {
	if kept {
		return
	}
	for deadline := time.Now().Add(endTimeout); time.Now().Before(deadline); time.Sleep(killInterval) {
		if syscall.Kill(-group, syscall.SIGKILL) != nil {
			return // none is left
		}
	}
}
