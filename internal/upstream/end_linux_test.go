package upstream

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"porchlight/test/need"
)

func TestStopEndsAllChildrenAlsoDaemons(t *testing.T) {
	t.Parallel()
	p, o := startFamily(t)
	pids := family(t, o)
	if p.PID() != pids[0] && !strings.Contains(fmt.Sprint(pids), strconv.Itoa(p.PID())) {
		t.Errorf("the process ID is %d, of %v", p.PID(), pids)
	}
	p.Stop()
	waitForEnds(t, pids, ended)
}

func TestStopKillsAServerThatIgnoresItAfterTwoSeconds(t *testing.T) {
	t.Parallel()
	p, o := startFamily(t, "stubborn")
	pids := family(t, o)
	began := time.Now()
	p.Stop()
	if took := time.Since(began); took < stopGrace || took > stopGrace+slack {
		t.Errorf("Stop took %v, want %v", took, stopGrace)
	}
	waitForEnds(t, pids, ended)
	if e := p.Exit(); e.Signal != "SIGKILL" || !e.Stopped {
		t.Errorf("it ended with %+v", e)
	}
}

func TestChildrenEndWithAServerThatEndsByItself(t *testing.T) {
	t.Parallel()
	p, o := startFamily(t, "stubborn")
	pids := family(t, o)
	if err := syscall.Kill(p.PID(), syscall.SIGSEGV); err != nil {
		t.Fatal(err)
	}
	e := waitForEnd(t, p)
	if e.Signal != "SIGSEGV" || e.Code != -1 || e.Stopped {
		t.Errorf("it ended with %+v", e)
	}
	waitForEnds(t, pids, ended)
}

func TestKillingPorchlightEndsTheServerAndAllItsChildren(t *testing.T) {
	t.Parallel()
	need.Tools(t, "python3:python3")
	server := writeFile(t, "server.py", familyServer)
	for name, end := range map[string]func(host int) error{
		"kill -9": func(host int) error { return syscall.Kill(host, syscall.SIGKILL) },
		"crash":   func(host int) error { return syscall.Kill(host, syscall.SIGABRT) },
		// As Ctrl+C in a terminal, but for all signals that a terminal sends.
		"its group": func(host int) error {
			return firstError(syscall.Kill(-host, syscall.SIGINT), syscall.Kill(-host, syscall.SIGHUP))
		},
		"its group, kill -9": func(host int) error { return syscall.Kill(-host, syscall.SIGKILL) },
	} {
		for _, mode := range []string{"polite", "stubborn"} {
			t.Run(name+", "+mode, func(t *testing.T) {
				t.Parallel()
				host, o := hostInTheMiddle(t, &syscall.SysProcAttr{Setpgid: true}, "python3", server, mode)
				pids := family(t, o)
				if err := end(host.Process.Pid); err != nil {
					t.Fatal(err)
				}
				waitForEnds(t, pids, orphanGrace+slack)
			})
		}
	}
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestKillingTheKeeperEndsTheServerAndAllItsChildren(t *testing.T) {
	t.Parallel()
	p, o := startFamily(t, "stubborn")
	pids := family(t, o)
	if err := p.child.keeper.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if e := waitForEnd(t, p); e.Code != -1 || e.Stopped {
		t.Errorf("it ended with %+v", e)
	}
	waitForEnds(t, pids, ended)
}

func TestKillingBothLeavesNoServer(t *testing.T) {
	t.Parallel()
	need.Tools(t, "python3:python3")
	host, o := hostInTheMiddle(t, &syscall.SysProcAttr{Setpgid: true}, "python3", writeFile(t, "server.py", familyServer), "stubborn")
	family(t, o)
	server, err := strconv.Atoi(waitForLine(t, o, "server "))
	if err != nil {
		t.Fatal(err)
	}
	keeper := parentOf(t, server)
	if parentOf(t, keeper) != host.Process.Pid {
		t.Fatalf("the keeper %d is not below %d", keeper, host.Process.Pid)
	}
	left := descendants(keeper, 0)
	t.Cleanup(func() { // the system ends the server alone
		for _, pid := range left {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	})
	_ = syscall.Kill(host.Process.Pid, syscall.SIGSTOP) // so that it does not end the rest
	_ = syscall.Kill(keeper, syscall.SIGKILL)
	_ = syscall.Kill(host.Process.Pid, syscall.SIGKILL)
	waitForEnds(t, []int{server}, slack)
}

func TestTheKeeperHasANameOfItsOwn(t *testing.T) {
	t.Parallel()
	p, o := startRole(t, "listen")
	waitForLine(t, o, "port ")
	comm, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", p.child.keeper.Process.Pid))
	if err != nil || strings.TrimSpace(string(comm)) != keeperName {
		t.Errorf("the keeper is called %q, %v: killall would find it by Porchlight's name", comm, err)
	}
}

func TestSIGTERMToTheKeeperEndsTheServer(t *testing.T) {
	t.Parallel()
	p, o := startRole(t, "listen")
	waitForLine(t, o, "port ")
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGHUP, syscall.SIGQUIT} {
		_ = p.child.keeper.Process.Signal(s)
	}
	waitForLine(t, o, "port ")
	if p.hasEnded() || !lives(p.PID()) {
		t.Error("signals of a terminal end it")
	}
	_ = p.child.keeper.Process.Signal(syscall.SIGTERM)
	if e := waitForEnd(t, p); e.Signal != "SIGTERM" || e.Stopped {
		t.Errorf("it ended with %+v", e)
	}
}

func TestAServerInheritsNothingOfPorchlight(t *testing.T) {
	t.Parallel()
	need.Tools(t, "python3:python3")
	p, o := startFile(t, "server.py", `import os, signal, sys
print("files", [f for f in range(9) if os.path.exists("/proc/self/fd/%d" % f)])
print("blocking", os.get_blocking(1), os.get_blocking(2))
print("input", repr(sys.stdin.read()))
status = dict(l.split(":", 1) for l in open("/proc/self/status"))
print("blocked", int(status["SigBlk"], 16), "ignored", int(status["SigIgn"], 16) & ~(1 << 12 | 1 << 24) & 0x7fffffff)
print("group", os.getpgid(0) == os.getpid())
print("folder", os.getcwd() == os.path.dirname(os.path.realpath(__file__)) == os.environ["PWD"])
print("variables", os.environ["PYTHONUNBUFFERED"], os.environ["PYTHONIOENCODING"], "é")
`)
	waitForEnd(t, p)
	want := `files [0, 1, 2]
blocking True True
input ''
blocked 0 ignored 0
group True
folder True
variables 1 utf-8 é
`
	if got := text(o); got != want {
		t.Errorf("it printed\n%swant\n%s", got, want)
	}
}

func TestOutputThatStaysOpenDoesNotDelayTheEndForLong(t *testing.T) {
	t.Parallel()
	p, o := startRole(t, "listen")
	waitForLine(t, o, "port ")
	for fd := 1; fd <= 2; fd++ {
		held, err := os.OpenFile(fmt.Sprintf("/proc/%d/fd/%d", p.PID(), fd), os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = held.Close() }()
		waitFor(t, "the line", func() bool {
			_, _ = held.WriteString("still here\n")
			return strings.Contains(text(o), "still here")
		})
	}
	began := time.Now()
	p.Stop()
	if took := time.Since(began); took > drainTimeout+slack {
		t.Errorf("Stop took %v", took)
	}
}
