package host_test

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/hosttest"
	"porchlight/test/network"
)

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
