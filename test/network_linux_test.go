package test

import (
	"errors"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"porchlight/test/desktop"
	"porchlight/test/network"
)

// computer puts a computer on the network.
func computer(t *testing.T, n *network.Network, adapter string, addresses ...string) *network.Computer {
	t.Helper()
	c, err := n.Computer(adapter, addresses...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// hostOn starts the program without a window on a computer, with more flags, and returns the address
// that it gives to friends.
func hostOn(t *testing.T, c *network.Computer, args ...string) (p *program, address string) {
	t.Helper()
	p = launch(t, c.Command(built, append([]string{"--headless", "--json", "--port", "0"}, args...)...))
	p.awaitPort()
	list, _ := p.events()[0]["addresses"].([]any)
	if len(list) == 0 {
		t.Fatal("it names no address that friends can type")
	}
	best, _ := list[0].(string)
	return p, best + ":" + strconv.Itoa(p.port)
}

func TestAFriendOnTheNetworkReachesTheAddressThatHostingNames(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home := computer(t, n, "eth0", "192.168.77.1/24")
	away := computer(t, n, "eth0", "192.168.77.2/24")
	p, address := hostOn(t, home)
	if !strings.HasPrefix(address, "192.168.77.1:") {
		t.Errorf("it names %s first", address)
	}
	f := visitFrom(t, away, address)
	f.echoes("50,50")
	p.awaitEvents("sent", 1)
	if from, _ := p.named("joined")[0]["address"].(string); !strings.HasPrefix(from, "192.168.77.2:") {
		t.Errorf("the friend joined from %s", from)
	}
	p.stop()
	f.tells("end")
}

// vanishTime is how long the dead may stay: 30 seconds, and what a busy machine takes to say so.
const vanishTime = 35 * time.Second

func TestWhoVanishesIsFoundAndWhoIsSilentStays(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home := computer(t, n, "eth0", "192.168.77.1/24")
	idle := computer(t, n, "eth0", "192.168.77.2/24")
	busy := computer(t, n, "eth0", "192.168.77.3/24")
	silent := computer(t, n, "eth0", "192.168.77.4/24")
	p, address := hostOn(t, home, "--players", "0")
	visitFrom(t, idle, address).echoes("idle")
	answered := visitFrom(t, busy, address)
	answered.echoes("busy")
	thinker := visitFrom(t, silent, address)
	thinker.echoes("silent")

	// One vanishes while nothing is under way to it, the other while it waits for an answer.
	if err := idle.PullCable(); err != nil {
		t.Fatal(err)
	}
	if err := busy.LoseWhatIsSentTo(); err != nil {
		t.Fatal(err)
	}
	answered.says("are you there?")
	p.await("the last message", func() bool { return p.out.has("are you there?") })
	if err := busy.PullCable(); err != nil {
		t.Fatal(err)
	}
	vanished := time.Now()
	for len(p.named("left")) < 2 && time.Since(vanished) < vanishTime {
		time.Sleep(50 * time.Millisecond)
	}
	gone := map[string]bool{}
	for _, e := range p.named("left") {
		from, _ := e["address"].(string)
		gone[netip.MustParseAddrPort(from).Addr().String()] = true
		if e["reason"] != "connection lost" {
			t.Errorf("it left as %v", e)
		}
	}
	if !gone["192.168.77.2"] || !gone["192.168.77.3"] || len(gone) != 2 {
		t.Fatalf("after %s those were found to have left: %v", vanishTime, gone)
	}
	if answered.out.has("are you there?") {
		t.Error("nothing was under way to the one that waited for an answer")
	}
	thinker.echoes("I was thinking")
}

func TestAChangeOfAddressIsNoticedWithinThreeSeconds(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home := computer(t, n, "eth0", "192.168.77.1/24")
	d := openDesktop(t)
	w := startOn(t, d, desktop.Start{Command: home.On(built, "--start", "--port", "5555")})
	w.says("192.168.77.1:5555")
	w.says("Waiting for players")
	if err := errors.Join(home.AddAddress("10.20.30.40/24"), home.RemoveAddress("192.168.77.1/24")); err != nil {
		t.Fatal(err)
	}
	changed := time.Now()
	w.says("10.20.30.40:5555")
	if took := time.Since(changed); took > 10*time.Second { // 3, and what looking takes on a busy machine
		t.Errorf("the new address was on the screen after %s", took)
	}
	w.says("Hosting. Waiting for players") // still
}
