package host_test

import (
	"errors"
	"fmt"
	"net/netip"
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"

	"porchlight/internal/host"
	"porchlight/internal/journal"
)

func init() { others["hosts with few files"] = hostsWithFewFiles }

// hostsWithFewFiles is a program that hosts and may open only a few files more. It writes where it
// hosts, and on each line of input how many players are in, and the number of troubles. At the line
// "stop" it stops hosting, and writes how many milliseconds that took.
func hostsWithFewFiles() int {
	j := journal.New(journal.Options{})
	h := &house{Host: host.New(j), journal: j}
	defer h.Stop()
	if err := h.Start(host.Config{Addr: localhost}); err != nil {
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
			began := time.Now()
			h.Stop()
			fmt.Println(time.Since(began).Milliseconds())
			continue
		}
		troubles := len(h.events(journal.Trouble)) // first: who got in before one is counted then
		fmt.Println(h.PlayerCount(), troubles)
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

// crowd connects more guests than a host in a process with few files can take, and returns those
// that are in and those that wait, in order, when the host has noticed. All have said hello.
func crowd(t *testing.T, a *another) (in, waiting []*guest) {
	t.Helper()
	addr := netip.MustParseAddrPort(a.line())
	var all []*guest
	for range 20 {
		conn, err := dial(addr)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		g := &guest{conn, t}
		g.says("hello")
		all = append(all, g)
	}
	var players, troubles int
	waitFor(t, "the shortage of files", func() bool {
		players, troubles = a.state()
		return troubles > 0
	})
	if players == 0 || players == len(all) {
		t.Fatalf("%d of %d are in", players, len(all))
	}
	for _, g := range all[:players] {
		g.hears("hello")
	}
	return all[:players], all[players:]
}

// state asks a host with few files for its players and troubles.
func (a *another) state() (players, troubles int) {
	a.t.Helper()
	a.says("state")
	if _, err := fmt.Sscan(a.line(), &players, &troubles); err != nil {
		a.t.Fatal(err)
	}
	return players, troubles
}

func TestNewcomersWaitWhileFilesAreShortAndThenGetIn(t *testing.T) {
	a := startAnother(t, "hosts with few files")
	in, waiting := crowd(t, a)
	for end := time.Now().Add(500 * time.Millisecond); time.Now().Before(end); {
		for _, g := range in {
			g.echoes("still playing")
		}
	}
	if players, troubles := a.state(); players != len(in) || troubles != 1 {
		t.Errorf("%d players and %d records of trouble, want %d and 1", players, troubles, len(in))
	}
	for _, newcomer := range waiting {
		_ = in[0].Close()
		newcomer.hears("hello")
		newcomer.echoes("in at last")
		in = append(in[1:], newcomer)
	}
}

func TestStoppingDoesNotWaitForTheNextTryToLetSomebodyIn(t *testing.T) {
	a := startAnother(t, "hosts with few files")
	in, _ := crowd(t, a)
	// After 1.3 s of failing the host tries once a second.
	for end := time.Now().Add(1500 * time.Millisecond); time.Now().Before(end); {
		in[0].echoes("still playing")
	}
	a.says("stop")
	took, err := strconv.Atoi(a.line())
	if err != nil {
		t.Fatal(err)
	}
	if took > 250 {
		t.Errorf("stopping took %d ms", took)
	}
}
