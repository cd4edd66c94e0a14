package program

import "syscall"

// PeakMemory returns the most resident memory in bytes that the program had. It has ended.
func (p *Program) PeakMemory() int {
	p.t.Helper()
	usage, ok := p.Cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		p.t.Fatal("the system does not report the memory of an ended process")
	}
	return int(usage.Maxrss) << 10
}
