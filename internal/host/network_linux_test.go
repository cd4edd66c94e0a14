package host_test

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
	"porchlight/test/network"
)

func init() {
	subprocesses["hosts on a network"] = hostsOnANetwork
	subprocesses["visits"] = visits
	subprocesses["floods"] = floods
}

// hostsOnANetwork is a program that hosts on all addresses and writes the port. Then each line of
// input is a question, which it answers with a line.
func hostsOnANetwork() int {
	j := journal.New(journal.Options{})
	h := host.New(j)
	defer h.Stop()
	if err := h.Start(host.Config{}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println(h.Addr().Port())
	var question, about string
	for {
		if n, _ := fmt.Scanln(&question, &about); n < 2 {
			return 0
		}
		at, _ := netip.ParseAddr(about)
		switch question {
		case "check":
			fmt.Println(outcomeOf(h.SelfTest(context.Background(), at)))
		case "limit":
			limit, _ := time.ParseDuration(about)
			h.SetSelfTestTimeout(limit)
			fmt.Println("done")
		case "arrivals":
			a := h.ConnAttempts()
			fmt.Println(a.Count, a.Last.From, a.Last.RejectReason)
		case "reached":
			a, ok := h.LastAttemptTo(at)
			fmt.Println(ok, a.From)
		case "entry":
			limit, _ := strconv.Atoi(about)
			h.SetAccessPolicy(access.Policy{Anywhere: about == "anywhere", PerAddress: limit})
			fmt.Println("done")
		case "rate":
			limit, _ := strconv.Atoi(about)
			h.SetAccessPolicy(access.Policy{PerSecond: limit, PerAddress: access.DefaultPerAddress})
			fmt.Println("done")
		case "often":
			fmt.Println((&server{&hosttest.Server{Host: h, Journal: j}}).rejectedByRate())
		case "players":
			fmt.Println(h.PlayerCount())
		}
	}
}

func outcomeOf(err error) string {
	var unreachable *host.UnreachableError
	var shared *host.SharedPortError
	switch {
	case err == nil:
		return "arrived"
	case errors.As(err, &unreachable):
		return "unreachable"
	case errors.As(err, &shared):
		return "shared"
	}
	return err.Error()
}

// visits is a program that connects to the address on each line of input, stays connected, and writes the echo of
// "hello", or "nothing" if it was rejected.
func visits() int {
	var address string
	for {
		if n, _ := fmt.Scanln(&address); n == 0 {
			return 0
		}
		conn, err := hosttest.Dial(netip.MustParseAddrPort(address))
		if err != nil {
			fmt.Println(err)
			continue
		}
		defer func() { _ = conn.Close() }()
		reply := make([]byte, 5)
		if hosttest.Lockstep(conn, []byte("hello"), reply) != nil {
			reply = []byte("nothing")
		}
		fmt.Println(string(reply))
	}
}

// floods is a program that connects to the address on its first line of input as often as it can, from
// several goroutines, until its input ends. It writes "now" when it has begun.
func floods() int {
	var address string
	if n, _ := fmt.Scanln(&address); n == 0 {
		return 1
	}
	to := netip.MustParseAddrPort(address)
	over := make(chan struct{})
	begun := make(chan struct{}, 1)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-over:
					return
				default:
				}
				conn, err := hosttest.Dial(to)
				if err != nil {
					continue
				}
				if i < 100 {
					defer func() { _ = conn.Close() }() // it takes what it can get
					continue
				}
				_ = conn.Close()
				select {
				case begun <- struct{}{}:
				default:
				}
			}
		})
	}
	<-begun
	fmt.Println("now")
	_, _ = fmt.Scanln(&address)
	close(over)
	all.Wait()
	return 0
}

func computer(t *testing.T, n *network.Network, address string) *network.Computer {
	t.Helper()
	c, err := n.Computer("eth0", address)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// startOn starts one of the test binary's subprocesses on a computer.
func startOn(t *testing.T, c *network.Computer, name string) *subprocess {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return startCommand(t, c.Command(self), name)
}

// answers checks the answer of a process to a line.
func (a *subprocess) answers(line, want string) {
	a.t.Helper()
	a.writeLine(line)
	if got := a.line(); got != want {
		a.t.Errorf("%s: %q, want %q", line, got, want)
	}
}

func TestASelfTestReachesEveryAddressOfAComputerOnTwoNetworks(t *testing.T) {
	t.Parallel()
	one, two := network.ForTest(t), network.ForTest(t)
	home := computer(t, one, "192.168.77.1/24")
	if err := home.AddAdapter(two, "wlan0", "203.0.113.5/24"); err != nil {
		t.Fatal(err)
	}
	h := startOn(t, home, "hosts on a network")
	h.line()
	for _, own := range []string{"127.0.0.1", "192.168.77.1", "203.0.113.5"} {
		h.answers("check "+own, "arrived")
	}
	h.answers("check 192.168.77.99", "unreachable") // nobody's
	h.answers("arrivals all", "0 invalid IP ")
}

// A firewall that drops is waited for, but not for long.
func TestASelfTestFailsBehindAFirewall(t *testing.T) {
	t.Parallel()
	home := computer(t, network.ForTest(t), "192.168.77.1/24")
	h := startOn(t, home, "hosts on a network")
	port := h.line()
	for _, verdict := range []string{"drop", "reject with tcp reset"} {
		if err := home.Firewall("ip daddr 192.168.77.1 tcp dport " + port + " " + verdict); err != nil {
			t.Fatal(err)
		}
		h.answers("limit 200ms", "done")
		began := time.Now()
		h.answers("check 192.168.77.1", "unreachable")
		if took := time.Since(began); took > 4*time.Second {
			t.Errorf("it took %s", took)
		}
		h.answers("limit 30s", "done")
		h.answers("check 127.0.0.1", "arrived")
	}
	if err := home.Firewall(); err != nil {
		t.Fatal(err)
	}
	h.answers("check 192.168.77.1", "arrived")
}

// That is how firewalls are set up by default: what comes from the machine itself is let through.
func TestASelfTestDoesNotProveThatOthersGetThroughTheFirewall(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home, away := computer(t, n, "192.168.77.1/24"), computer(t, n, "192.168.77.2/24")
	h := startOn(t, home, "hosts on a network")
	port := h.line()
	if err := home.Firewall("iifname lo accept", "tcp dport "+port+" reject with tcp reset"); err != nil {
		t.Fatal(err)
	}
	friend := startOn(t, away, "visits")
	friend.writeLine("192.168.77.1:" + port)
	if got := friend.line(); !strings.Contains(got, "refused") {
		t.Errorf("the friend received %q", got)
	}
	h.answers("check 192.168.77.1", "arrived")
	h.answers("reached 192.168.77.1", "false invalid IP")
	h.answers("arrivals all", "0 invalid IP ")

	if err := home.Firewall(); err != nil {
		t.Fatal(err)
	}
	friend.answers("192.168.77.1:"+port, "hello")
	h.answers("reached 192.168.77.1", "true 192.168.77.2")
	h.answers("arrivals all", "1 192.168.77.2 ")
}

func TestAttemptsAreRecordedByAddress(t *testing.T) {
	t.Parallel()
	one, two := network.ForTest(t), network.ForTest(t)
	home := computer(t, one, "192.168.77.1/24")
	if err := home.AddAdapter(two, "wlan0", "10.9.8.1/24"); err != nil {
		t.Fatal(err)
	}
	wired, wireless := computer(t, one, "192.168.77.2/24"), computer(t, two, "10.9.8.2/24")
	h := startOn(t, home, "hosts on a network")
	port := h.line()
	startOn(t, wireless, "visits").answers("10.9.8.1:"+port, "hello")
	h.answers("reached 10.9.8.1", "true 10.9.8.2")
	h.answers("reached 192.168.77.1", "false invalid IP")
	startOn(t, wired, "visits").answers("192.168.77.1:"+port, "hello")
	h.answers("reached 192.168.77.1", "true 192.168.77.2")
	h.answers("reached 10.9.8.1", "true 10.9.8.2")
	startOn(t, home, "visits").answers("10.9.8.1:"+port, "hello") // from here
	h.answers("arrivals all", "2 192.168.77.2 ")
}

func TestAnOutsideAddressIsAdmittedWhereThePolicySaysSo(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home, away := computer(t, n, "192.168.77.1/24"), computer(t, n, "203.0.113.9/24")
	if err := errors.Join(home.AddNeighbourRoute("203.0.113.9"), away.AddNeighbourRoute("192.168.77.1")); err != nil {
		t.Fatal(err)
	}
	h := startOn(t, home, "hosts on a network")
	address := "192.168.77.1:" + h.line()
	stranger := startOn(t, away, "visits")
	stranger.answers(address, "nothing")
	h.answers("reached 192.168.77.1", "false invalid IP")
	h.answers("arrivals all", "1 203.0.113.9 outside")
	h.answers("entry anywhere", "done")
	stranger.answers(address, "hello")
	h.answers("reached 192.168.77.1", "true 203.0.113.9")
	h.answers("entry 0", "done")
	stranger.answers(address, "nothing")
	h.answers("players all", "1")
}

func TestOneMachineMayNotTakeAllTheSeats(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home, greedy, friend := computer(t, n, "192.168.77.1/24"), computer(t, n, "192.168.77.2/24"), computer(t, n, "192.168.77.3/24")
	h := startOn(t, home, "hosts on a network")
	address := "192.168.77.1:" + h.line()
	h.answers("entry 2", "done")
	one := startOn(t, greedy, "visits")
	one.answers(address, "hello")
	one.answers(address, "hello")
	one.answers(address, "nothing")
	startOn(t, friend, "visits").answers(address, "hello")
	own := startOn(t, home, "visits")
	for range 5 {
		own.answers(address, "hello")
	}
}

func TestAFloodOfConnectionsFromOneMachineDoesNotKeepAnotherOut(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home, greedy, friend := computer(t, n, "192.168.77.1/24"), computer(t, n, "192.168.77.2/24"), computer(t, n, "192.168.77.3/24")
	h := startOn(t, home, "hosts on a network")
	address := "192.168.77.1:" + h.line()
	h.answers("rate "+strconv.Itoa(access.DefaultPerSecond), "done")
	began := time.Now()
	startOn(t, greedy, "floods").answers(address, "now")
	other := startOn(t, friend, "visits")
	for range 50 {
		other.answers(address, "hello")
	}
	hosttest.WaitFor(t, "the record of them", func() bool {
		other.answers(address, "hello")
		time.Sleep(50 * time.Millisecond) // not too often itself
		h.writeLine("often all")
		var connections, records int
		if _, err := fmt.Sscan(h.line(), &connections, &records); err != nil || records > 5+int(time.Since(began)/time.Second) {
			t.Fatalf("%d connections were turned away as too often in %d records (%v)", connections, records, err)
		}
		return connections > 300
	})
}
