//go:build !windows

package process

import "os"

// Interrupt sends a process SIGINT, as Ctrl+C does.
func Interrupt(p *os.Process) error { return p.Signal(os.Interrupt) }
