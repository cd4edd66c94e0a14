package upstream

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"porchlight/test/need"
)

// familyServer starts children in all ways that Python has, prints their process IDs, and goes on.
const familyServer = `import os, signal, subprocess, sys, time
if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
def say(*words):
    os.write(1, (" ".join(str(w) for w in words) + "\n").encode())
def live(name):
    say("pid", os.getpid(), name)
    while True:
        time.sleep(1)
subprocess.Popen(["sleep", "100"])
if os.fork() == 0:
    live("child")
if os.fork() == 0:
    os.setsid()
    live("session")
pid = os.fork()
if pid == 0:
    os.setsid()
    if os.fork() == 0:
        live("daemon")
    os._exit(0)
os.waitpid(pid, 0)
if os.fork() == 0:
    os.setpgid(0, 0)
    if os.fork() == 0:
        live("grandchild")
    live("group")
live("server")
`

const familySize = 6 // those that print their process ID

// family waits until the server and its children have printed their process IDs. It kills what is left of them at the end
// of the test: only if that fails there is something.
func family(t *testing.T, o *Output) (pids []int) {
	t.Helper()
	waitFor(t, "the process IDs", func() bool {
		pids = nil
		for _, l := range o.Last(100) {
			if f := strings.Fields(l.Text); len(f) == 3 && f[0] == "pid" {
				pid, err := strconv.Atoi(f[1])
				if err != nil {
					t.Fatal(err)
				}
				pids = append(pids, pid)
			}
		}
		return len(pids) == familySize
	})
	t.Cleanup(func() {
		for _, pid := range pids {
			if lives(pid) {
				_ = syscall.Kill(pid, syscall.SIGKILL)
			}
		}
	})
	for _, pid := range pids {
		if !lives(pid) {
			t.Fatalf("the process %d has ended before its time", pid)
		}
	}
	return pids
}

// lives reports whether a process exists and is no zombie.
func lives(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	_, after, _ := strings.Cut(string(stat), ") ")
	return !strings.HasPrefix(after, "Z") && !strings.HasPrefix(after, "X")
}

// waitForEnds waits until none of the processes lives.
func waitForEnds(t *testing.T, pids []int, within time.Duration) {
	t.Helper()
	began := time.Now()
	waitFor(t, "the end of all processes", func() bool {
		return !slices.ContainsFunc(pids, lives)
	})
	if took := time.Since(began); took > within {
		t.Errorf("it took %v until all processes had ended, want %v", took, within)
	}
}

// ended is the time in which processes are seen to have ended that have.
const ended = time.Second

func startFamily(t *testing.T, args ...string) (*Program, *Output) {
	t.Helper()
	need.Tools(t, "python3:python3")
	c, err := CommandFor(writeFile(t, "server.py", familyServer))
	if err != nil {
		t.Fatal(err)
	}
	c.Args = append(c.Args, args...)
	return start(t, c)
}

// parentOf returns the parent of a process.
func parentOf(t *testing.T, pid int) int {
	t.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(stat), ") ")
	parent, err := strconv.Atoi(strings.Fields(after)[1])
	if err != nil {
		t.Fatal(err)
	}
	return parent
}
