package lan

import (
	"strconv"
	"strings"
	"testing"

	"porchlight/test/network"
	"porchlight/test/program"
)

func TestAnywhereAdmitsEverybodyWhoKnowsTheAddress(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home, stranger := n.ComputerForTest(t, "wlan0", hostAddress+"/24"), n.ComputerForTest(t, "eth0", "203.0.113.9/32")
	if err := home.AddNeighbourRoute("203.0.113.9"); err != nil {
		t.Fatal(err)
	}
	if err := stranger.AddNeighbourRoute(hostAddress); err != nil {
		t.Fatal(err)
	}
	p, address := hostOn(t, home, "--anywhere")
	if got := program.Visit(t, stranger, address, "50,50"); got != "50,50" {
		t.Errorf("the stranger received %q", got)
	}
	p.Stop()
}

func TestPerAddressBoundsConnectionsFromOtherComputers(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home, away := n.ComputerForTest(t, "wlan0", hostAddress+"/24"), n.ComputerForTest(t, "eth0", friendAddress+"/24")
	p, address := hostOn(t, home, "--per-address", "1", "--players", "0")
	first := program.ConnectPythonFrom(t, away, address)
	first.Echo("in")
	program.ConnectPythonFrom(t, away, address).WaitForLine("end")
	if e := p.WaitForEvents("refused", 1)[0]; e["reason"] != "too many" {
		t.Errorf("the second was refused as %v", e)
	}
	for range 2 {
		program.ConnectPythonFrom(t, home, "127.0.0.1:"+strconv.Itoa(p.Port)).Echo("programs here do not count")
	}
	first.Echo("still in")
	p.Stop()
}

func TestConnectionsPerSecondBoundsOtherComputers(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home, away := n.ComputerForTest(t, "wlan0", hostAddress+"/24"), n.ComputerForTest(t, "eth0", friendAddress+"/24")
	p, address := hostOn(t, home, "--connections-per-second", "1", "--players", "0")
	for range 10 { // from Go: starting Python for each could take longer than the limit allows
		conn, err := away.Dial(address)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close() }()
	}
	if e := p.WaitForEvents("refused", 1)[0]; e["reason"] != "too often" || e["count"] != 1.0 {
		t.Errorf("one was refused as %v", e)
	}
	for range 10 {
		program.ConnectPythonFrom(t, home, "127.0.0.1:"+strconv.Itoa(p.Port)).Echo("programs here do not count")
	}
	p.Stop()
}

func TestWithoutThePhoneCheckABrowserIsAPlayer(t *testing.T) {
	t.Parallel()
	const get = "GET / HTTP/1.0\r\n\r\n"
	n := network.ForTest(t)
	home, away := n.ComputerForTest(t, "wlan0", hostAddress+"/24"), n.ComputerForTest(t, "eth0", friendAddress+"/24")
	p, address := hostOn(t, home)
	if got := program.Visit(t, away, address, get); !strings.HasPrefix(got, "HTTP/1.") {
		t.Errorf("with the check, a browser received %q", got)
	}
	p.WaitForEvents("visited", 1)
	if len(p.EventsNamed("joined")) > 0 {
		t.Error("a browser joined")
	}
	p.Stop()
	p, address = hostOn(t, home, "--phone-check=false")
	if got := program.Visit(t, away, address, get); got != get {
		t.Errorf("without it, a browser received %q", got)
	}
	p.WaitForEvents("joined", 1)
	p.Stop()
}
