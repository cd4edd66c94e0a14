package test

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"porchlight/test/network"
)

func TestAnywhereLetsInWhoeverKnowsTheAddress(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home, stranger := computer(t, n, "wlan0", atHome+"/24"), computer(t, n, "eth0", "203.0.113.9/32")
	if err := home.Link("203.0.113.9"); err != nil {
		t.Fatal(err)
	}
	if err := stranger.Link(atHome); err != nil {
		t.Fatal(err)
	}
	p, address := hostOn(t, home, "--anywhere")
	if got := outcome(t, stranger, address, "50,50"); got != "50,50" {
		t.Errorf("the stranger heard %q", got)
	}
	p.stop()
}

func TestPerAddressBoundsConnectionsFromOtherComputers(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home, away := computer(t, n, "wlan0", atHome+"/24"), computer(t, n, "eth0", atAway+"/24")
	p, address := hostOn(t, home, "--per-address", "1", "--players", "0")
	first := visitFrom(t, away, address)
	first.echoes("in")
	visitFrom(t, away, address).tells("end")
	if e := p.awaitEvents("refused", 1)[0]; e["reason"] != "too many" {
		t.Errorf("the second was refused as %v", e)
	}
	for range 2 {
		visitFrom(t, home, "127.0.0.1:"+strconv.Itoa(p.port)).echoes("programs here do not count")
	}
	first.echoes("still in")
	p.stop()
}

func TestConnectionsPerSecondBoundsOtherComputers(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home, away := computer(t, n, "wlan0", atHome+"/24"), computer(t, n, "eth0", atAway+"/24")
	p, address := hostOn(t, home, "--connections-per-second", "1", "--players", "0")
	for range 10 {
		visitFrom(t, away, address)
	}
	if e := p.awaitEvents("refused", 1)[0]; e["reason"] != "too often" || e["count"] != 1.0 {
		t.Errorf("one was refused as %v", e)
	}
	for range 10 {
		visitFrom(t, home, "127.0.0.1:"+strconv.Itoa(p.port)).echoes("programs here do not count")
	}
	p.stop()
}

func TestWithoutThePhoneCheckABrowserIsAPlayer(t *testing.T) {
	t.Parallel()
	const get = "GET / HTTP/1.0\r\n\r\n"
	n := network.ForTest(t)
	home, away := computer(t, n, "wlan0", atHome+"/24"), computer(t, n, "eth0", atAway+"/24")
	p, address := hostOn(t, home)
	if got := outcome(t, away, address, get); !strings.HasPrefix(got, "HTTP/1.") {
		t.Errorf("with the check, a browser got %q", got)
	}
	p.awaitEvents("visited", 1)
	if len(p.named("joined")) > 0 {
		t.Error("a browser joined")
	}
	p.stop()
	p, address = hostOn(t, home, "--phone-check=false")
	if got := outcome(t, away, address, get); got != get {
		t.Errorf("without it, a browser got %q", got)
	}
	p.awaitEvents("joined", 1)
	p.stop()
}

func TestADamagedListOfWhoIsBannedIsSetAsideInTheTerminal(t *testing.T) {
	t.Parallel()
	config := t.TempDir()
	folder := damagedList(t, config)
	cmd := exec.Command(built, "--headless", "--bind", "127.0.0.1", "--port", "0")
	cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+config)
	p := launch(t, cmd)
	p.awaitPlainPort()
	p.guest().echoes("in")
	p.saysInOneLine("the list of who is banned was damaged", folder)
	isAside(t, folder)
	p.stop()
}
