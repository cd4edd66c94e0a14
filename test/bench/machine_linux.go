package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// machine describes the machine in one line, without identifying it.
func machine() string {
	var name unix.Utsname
	kernel := "an unknown kernel"
	if err := unix.Uname(&name); err == nil {
		kernel = "Linux " + unix.ByteSliceToString(name.Release[:])
	}
	return fmt.Sprintf("%d cores, %s, %s, %s", runtime.NumCPU(), runtime.GOARCH, kernel, runtime.Version())
}

// load returns the machine's load average of the last minute, as the kernel writes it.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	minute, _, _ := strings.Cut(string(text), " ")
	return minute
}

// allowFiles raises the limit of open files of this process and of its servers, up to what is wanted or what the
// system allows, and returns the new limit. It must use Setrlimit of package syscall: only after that one does the
// runtime pass the limit on to the processes that it starts.
func allowFiles(wanted uint64) uint64 {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return 0
	}
	for _, highest := range []uint64{max(limit.Max, wanted), limit.Max} { // only root may exceed limit.Max
		try := syscall.Rlimit{Cur: min(highest, max(limit.Cur, wanted)), Max: highest}
		if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &try); err == nil {
			return try.Cur
		}
	}
	return limit.Cur
}
