//go:build !linux && !windows

package upstream

import "syscall"

// becomeReaper does nothing: this system gives orphans to its first process.
func becomeReaper() {}

// serverAttributes put the server into a process group of its own. This system cannot have it end with its parent.
func serverAttributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
