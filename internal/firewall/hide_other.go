//go:build !windows

package firewall

import "os/exec"

// hideWindow does nothing: only on Windows do commands open windows.
func hideWindow(*exec.Cmd) {}
