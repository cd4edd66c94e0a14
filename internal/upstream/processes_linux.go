package upstream

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// descendants returns the process IDs below the keeper, parents first: the server and all its children.
func descendants(keeper, _ int) []int {
	all := children(keeper)
	for i := 0; i < len(all); i++ { // grows
		for _, pid := range children(all[i]) {
			if !slices.Contains(all, pid) {
				all = append(all, pid)
			}
		}
	}
	return all
}

// children returns the child processes of all threads of a process (proc(5), /proc/pid/task/tid/children).
func children(pid int) (pids []int) {
	files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid)) // the pattern is valid
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // the thread has ended
		}
		for field := range strings.FieldsSeq(string(text)) {
			if n, err := strconv.Atoi(field); err == nil {
				pids = append(pids, n)
			}
		}
	}
	return pids
}

// killLeftovers kills what a keeper has left. If it had done its work there is nothing, or what cannot be killed.
// Otherwise the keeper itself was killed; the system has then killed the server, but not its children. They are in its
// group or have its mark in their environment.
func killLeftovers(group int, mark string, kept bool) {
	if kept {
		return
	}
	for deadline := time.Now().Add(endTimeout); time.Now().Before(deadline); time.Sleep(killInterval) {
		gone := syscall.Kill(-group, syscall.SIGKILL) != nil
		left := marked(mark)
		for _, pid := range left {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
		if gone && len(left) == 0 {
			return
		}
	}
}

// marked returns the processes of this account whose environment has the mark of a server.
func marked(mark string) (pids []int) {
	want := []byte(markVariable + "=" + mark)
	files, _ := filepath.Glob("/proc/[0-9]*/environ") // the pattern is valid
	for _, file := range files {
		env, err := os.ReadFile(file)
		if err != nil || !bytes.Contains(env, want) {
			continue // not ours, or it has ended; that of a zombie is empty
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file))); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}
