package lan

import (
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"porchlight/test/built"
	"porchlight/test/network"
	"porchlight/test/program"
)

// The addresses of the two computers in most tests.
const (
	hostAddress   = "192.168.1.23"
	friendAddress = "192.168.1.40"
)

// hostOn starts the program without a window on a computer, with more flags, and returns the address that it names
// for friends.
func hostOn(t *testing.T, c *network.Computer, args ...string) (p *program.Program, address string) {
	t.Helper()
	p = program.Launch(t, c.Command(built.Race.Path(t), append([]string{"--headless", "--json", "--port", "0"}, args...)...))
	p.WaitForPort()
	list, _ := p.Events()[0]["addresses"].([]any)
	if len(list) == 0 {
		t.Fatal("it names no address for friends")
	}
	best, _ := list[0].(string)
	return p, best + ":" + strconv.Itoa(p.Port)
}

func TestAFriendOnTheNetworkReachesTheAddressThatHostingNames(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home := n.ComputerForTest(t, "eth0", "192.168.77.1/24")
	away := n.ComputerForTest(t, "eth0", "192.168.77.2/24")
	p, address := hostOn(t, home)
	if !strings.HasPrefix(address, "192.168.77.1:") {
		t.Errorf("it names %s first", address)
	}
	f := program.ConnectPythonFrom(t, away, address)
	f.Echo("50,50")
	p.WaitForEvents("sent", 1)
	if from, _ := p.EventsNamed("joined")[0]["address"].(string); !strings.HasPrefix(from, "192.168.77.2:") {
		t.Errorf("the friend joined from %s", from)
	}
	p.Stop()
	f.WaitForLine("end")
}

// vanishTimeout bounds the detection of a vanished player: 30 seconds, and some for a busy machine.
const vanishTimeout = 35 * time.Second

func TestAVanishedPlayerIsDetectedAndASilentOneStays(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home := n.ComputerForTest(t, "eth0", "192.168.77.1/24")
	idle := n.ComputerForTest(t, "eth0", "192.168.77.2/24")
	busy := n.ComputerForTest(t, "eth0", "192.168.77.3/24")
	silent := n.ComputerForTest(t, "eth0", "192.168.77.4/24")
	p, address := hostOn(t, home, "--players", "0")
	program.ConnectPythonFrom(t, idle, address).Echo("idle")
	answered := program.ConnectPythonFrom(t, busy, address)
	answered.Echo("busy")
	thinker := program.ConnectPythonFrom(t, silent, address)
	thinker.Echo("silent")

	// One vanishes while no data is in flight to it, the other while it waits for an echo.
	if err := idle.Unplug(); err != nil {
		t.Fatal(err)
	}
	if err := busy.BlackholeInbound(); err != nil {
		t.Fatal(err)
	}
	answered.Send("are you there?")
	p.WaitFor("the last message", func() bool { return p.Stdout.Contains("are you there?") })
	if err := busy.Unplug(); err != nil {
		t.Fatal(err)
	}
	vanished := time.Now()
	for len(p.EventsNamed("left")) < 2 && time.Since(vanished) < vanishTimeout {
		time.Sleep(50 * time.Millisecond)
	}
	gone := map[string]bool{}
	for _, e := range p.EventsNamed("left") {
		from, _ := e["address"].(string)
		gone[netip.MustParseAddrPort(from).Addr().String()] = true
		if e["reason"] != "connection lost" {
			t.Errorf("it left as %v", e)
		}
	}
	if !gone["192.168.77.2"] || !gone["192.168.77.3"] || len(gone) != 2 {
		t.Fatalf("after %s these have left: %v", vanishTimeout, gone)
	}
	if answered.Output.Contains("are you there?") {
		t.Error("no data was in flight to the player that waited for an echo")
	}
	thinker.Echo("I was thinking")
}
