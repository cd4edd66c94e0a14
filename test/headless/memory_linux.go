package headless

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Memory returns the program's resident memory in bytes.
func (p *Program) Memory() (int, error) { return MemoryOf(p.ID()) }

// MemoryOf returns the resident memory of a process in bytes (proc_pid_statm(5): size, resident, …, in pages).
func MemoryOf(pid int) (int, error) {
	statm, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(statm))
	if len(fields) < 2 {
		return 0, fmt.Errorf("statm is %q", statm)
	}
	pages, err := strconv.Atoi(fields[1])
	return pages * os.Getpagesize(), err
}
