//go:build !windows

package firewall

import "os/exec"

// hide is for Windows, where commands open windows.
func hide(*exec.Cmd) {}
