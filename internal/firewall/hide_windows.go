package firewall

import (
	"os/exec"
	"syscall"
)

// hideWindow prevents a command from opening a window.
func hideWindow(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true} }
