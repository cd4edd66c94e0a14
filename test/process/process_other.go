//go:build !linux && !windows

package process

import "os/exec"

// Prepare does nothing: this system has no parent-death signal, and needs no process group to interrupt a process.
func Prepare(*exec.Cmd) {}
