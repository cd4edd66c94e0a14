package upstream

import (
	"slices"

	"golang.org/x/sys/unix"
)

// descendants returns the process IDs of the server, of its children, and of its process group, to which orphans belong.
func descendants(_, server int) []int {
	all := []int{server}
	processes, err := unix.SysctlKinfoProcSlice("kern.proc.all")
	if err != nil {
		return all
	}
	for i := 0; i < len(all); i++ { // grows
		for j := range processes {
			p := &processes[j]
			pid := int(p.Proc.P_pid)
			if (int(p.Eproc.Ppid) == all[i] || int(p.Eproc.Pgid) == server) && !slices.Contains(all, pid) {
				all = append(all, pid)
			}
		}
	}
	return all
}
