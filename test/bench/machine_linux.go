package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// machine says in one line what the figures come from, and nothing that names the computer.
func machine() string {
	var name unix.Utsname
	kernel := "an unknown kernel"
	if err := unix.Uname(&name); err == nil {
		kernel = "Linux " + unix.ByteSliceToString(name.Release[:])
	}
	return fmt.Sprintf("%d cores, %s, %s, %s", runtime.NumCPU(), runtime.GOARCH, kernel, runtime.Version())
}

// load is the machine's load average of the last minute, as the kernel writes it.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	minute, _, _ := strings.Cut(string(text), " ")
	return minute
}

// allowFiles raises the number of files that this process and its servers may have open as far as the
// system lets it, at best to what is wanted, and returns what is allowed then. It must be package
// syscall's Setrlimit: that one has the runtime leave the new limit to the processes it starts.
func allowFiles(wanted uint64) uint64 {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return 0
	}
	for _, most := range []uint64{max(limit.Max, wanted), limit.Max} { // more than limit.Max only root may
		try := syscall.Rlimit{Cur: min(most, max(limit.Cur, wanted)), Max: most}
		if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &try); err == nil {
			return try.Cur
		}
	}
	return limit.Cur
}
