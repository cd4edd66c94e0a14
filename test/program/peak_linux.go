package program

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"time"
)

// MonitorMemory returns a function that returns the most resident memory in bytes that the program had, once it has
// ended. The system's own figure for an ended process (ru_maxrss) is of no use: it includes that of the process that
// started it. So the memory is sampled, and what is allocated in the last few milliseconds may be missing.
func (p *Program) MonitorMemory() (peak func() int) {
	p.t.Helper()
	done := make(chan int)
	go func() {
		most := 0
		for {
			most = max(most, highWater(p.Cmd.Process.Pid))
			select {
			case <-p.ended:
				done <- most
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return func() int {
		p.t.Helper()
		most := <-done
		if most == 0 {
			p.t.Error("the memory of the program could not be read")
		}
		return most
	}
}

// highWater returns the most resident memory that a process has had, in bytes (proc_pid_status(5), VmHWM), or 0.
func highWater(pid int) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(status, []byte("VmHWM:"))
	fields := bytes.Fields(rest)
	if len(fields) == 0 {
		return 0 // it has ended
	}
	kilobytes, err := strconv.Atoi(string(fields[0]))
	if err != nil {
		return 0
	}
	return kilobytes << 10
}
