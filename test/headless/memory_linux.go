package headless

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Memory returns the program's resident memory in bytes (proc_pid_statm(5): size, resident, …, in pages).
func (p *Program) Memory() (int, error) {
	statm, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", p.ID()))
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
