package host_test

import (
	"errors"
	"fmt"
	"net/netip"
	"os"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

func init() {
	subprocesses["hosts with few files"] = hostsWithFewFiles
	subprocesses["never tries again"] = hostThatNeverTriesAgain
}

// hostsWithFewFiles is a program that hosts and may open only a few files more. It writes where it
// hosts, and on each line of input how many players are in, the number of troubles, and how many
// milliseconds it last wanted to pause after it failed to accept. It pauses for less. At the line "stop"
// it stops hosting, and writes that.
func hostsWithFewFiles() int {
	return hostWithFewFiles(func(time.Duration) <-chan time.Time { return time.After(time.Millisecond) })
}

// hostThatNeverTriesAgain is the same, but for that its first pause after it failed to accept has no end.
func hostThatNeverTriesAgain() int {
	return hostWithFewFiles(func(time.Duration) <-chan time.Time { return nil })
}

func hostWithFewFiles(after func(time.Duration) <-chan time.Time) int {
	j := journal.New(journal.Options{})
	h := &server{&hosttest.Server{Host: host.New(j), Journal: j}}
	defer h.Stop()
	var pause atomic.Int64
	h.SetAcceptPause(func(d time.Duration) <-chan time.Time {
		pause.Store(d.Milliseconds())
		return after(d)
	})
	if err := h.Start(host.Config{Addr: hosttest.Localhost}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if err := allowMoreFiles(6); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println(h.Addr())
	var line string
	for {
		if n, _ := fmt.Scanln(&line); n == 0 {
			return 0
		}
		if line == "stop" {
			h.Stop()
			fmt.Println("stopped")
			continue
		}
		troubles := len(h.Events(journal.Trouble)) // first, so that it counts no client that was admitted later
		fmt.Println(h.PlayerCount(), troubles, pause.Load())
	}
}

// allowMoreFiles lets this process open only so many files more.
func allowMoreFiles(more int) error {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return err
	}
	for limit.Cur = 0; more > 0; limit.Cur++ { // the limit is the lowest number that no file may have
		if _, err := os.Lstat(fmt.Sprintf("/proc/self/fd/%d", limit.Cur)); errors.Is(err, os.ErrNotExist) {
			more--
		}
	}
	return syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit)
}

// crowd connects more clients than a host in a process with few files can take, and returns those
// that are in and those that wait, in order, when the host has noticed. All have said hello.
func crowd(t *testing.T, a *subprocess) (in, waiting []*hosttest.Client) {
	t.Helper()
	addr := netip.MustParseAddrPort(a.line())
	var all []*hosttest.Client
	for range 20 {
		conn, err := hosttest.Dial(addr)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		g := &hosttest.Client{TCPConn: conn, T: t}
		g.Send("hello")
		all = append(all, g)
	}
	var players, troubles int
	hosttest.WaitFor(t, "the shortage of files", func() bool {
		players, troubles, _ = a.state()
		return troubles > 0
	})
	if players == 0 || players == len(all) {
		t.Fatalf("%d of %d are in", players, len(all))
	}
	for _, g := range all[:players] {
		g.Receive("hello")
	}
	return all[:players], all[players:]
}

// state asks a host with few files for its players, its troubles and its last pause in milliseconds.
func (a *subprocess) state() (players, troubles, pause int) {
	a.t.Helper()
	a.writeLine("state")
	if _, err := fmt.Sscan(a.line(), &players, &troubles, &pause); err != nil {
		a.t.Fatal(err)
	}
	return players, troubles, pause
}

func TestNewcomersWaitWhileThereAreNoFileDescriptors(t *testing.T) {
	t.Parallel()
	a := startSubprocess(t, "hosts with few files")
	in, waiting := crowd(t, a)
	hosttest.WaitFor(t, "the longest pause, after it failed often", func() bool {
		for _, g := range in {
			g.Echo("still playing")
		}
		_, _, pause := a.state()
		return pause == 1000
	})
	if players, troubles, _ := a.state(); players != len(in) || troubles != 1 {
		t.Errorf("%d players and %d records of trouble, want %d and 1", players, troubles, len(in))
	}
	for _, newcomer := range waiting {
		_ = in[0].Close()
		newcomer.Receive("hello")
		newcomer.Echo("in at last")
		in = append(in[1:], newcomer)
	}
}

func TestStoppingDoesNotWaitForTheNextTryToAccept(t *testing.T) {
	t.Parallel()
	a := startSubprocess(t, "never tries again")
	crowd(t, a)
	a.writeLine("stop")
	if got := a.line(); got != "stopped" {
		t.Errorf("it says %q", got)
	}
}
