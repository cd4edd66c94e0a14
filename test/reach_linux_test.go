package test

import (
	"fmt"
	"net"
	"strings"
	"testing"

	"porchlight/test/network"
)

// outcome is how a computer's visit to an address ended: what the program said back, or "" where it
// hung up without a word.
func outcome(t *testing.T, from *network.Computer, address, msg string) string {
	t.Helper()
	server, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	const script = "import socket, sys\n" +
		"s = socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=20)\n" +
		"try:\n" +
		"    s.sendall(sys.argv[3].encode())\n" +
		"    print(s.recv(2048).decode(), end='')\n" +
		"except ConnectionError:\n" +
		"    pass\n"
	out, err := from.Command(python(t), "-c", script, server, port, msg).Output()
	if err != nil {
		t.Fatalf("the visit to %s: %v", address, err)
	}
	return string(out)
}

func TestFriendsFromPrivateNetworksComeInAndOthersDoNot(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home := computer(t, n, "eth0", "192.168.77.1/24")
	for i, c := range []struct {
		from string
		in   bool
	}{
		{"192.168.77.2", true},
		{"192.168.78.9", true}, // another room's router
		{"10.11.12.13", true},
		{"172.20.1.2", true},
		{"100.64.1.2", true},  // Tailscale
		{"169.254.3.4", true}, // no router at all
		{"203.0.113.9", false},
		{"100.128.1.2", false},
		{"172.32.1.2", false},
	} {
		t.Run(c.from, func(t *testing.T) {
			friend := computer(t, n, "eth0", c.from+"/32")
			if err := friend.Link("192.168.77.1"); err != nil {
				t.Fatal(err)
			}
			if err := home.Link(c.from); err != nil {
				t.Fatal(err)
			}
			p, address := hostOn(t, home)
			msg := fmt.Sprint("friend ", i)
			got := outcome(t, friend, address, msg)
			if c.in {
				if got != msg {
					t.Errorf("it heard %q", got)
				}
				p.awaitEvents("joined", 1)
			} else {
				if got != "" {
					t.Errorf("it heard %q", got)
				}
				refused := p.awaitEvents("refused", 1)
				from, _ := refused[0]["address"].(string)
				if refused[0]["reason"] != "outside" || !strings.HasPrefix(from, c.from+":") {
					t.Errorf("it was refused as %v", refused[0])
				}
				if len(p.named("joined")) != 0 {
					t.Error("it joined")
				}
			}
			p.stop()
		})
	}
}

// Universities and some providers give public addresses to everybody in a network.
func TestFriendsInAPublicNetworkOfOnesOwnComeIn(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home := computer(t, n, "eth0", "203.0.113.5/25")
	near := computer(t, n, "eth0", "203.0.113.9/25")
	far := computer(t, n, "eth0", "203.0.113.200/25")
	if err := far.Link("203.0.113.5"); err != nil {
		t.Fatal(err)
	}
	if err := home.Link("203.0.113.200"); err != nil {
		t.Fatal(err)
	}
	p, address := hostOn(t, home)
	if got := outcome(t, near, address, "50,50"); got != "50,50" {
		t.Errorf("the one in the same network heard %q", got)
	}
	if got := outcome(t, far, address, "50,50"); got != "" {
		t.Errorf("the one from elsewhere heard %q", got)
	}
	p.stop()
}

func TestAComputerOnTwoNetworksIsReachedFromBoth(t *testing.T) {
	t.Parallel()
	wired, wireless := network.ForTest(t), network.ForTest(t)
	home := computer(t, wired, "eth0", "192.168.77.1/24")
	if err := home.PlugInto(wireless, "wlan0", "203.0.113.5/24"); err != nil {
		t.Fatal(err)
	}
	one := computer(t, wired, "eth0", "192.168.77.2/24")
	other := computer(t, wireless, "eth0", "203.0.113.9/24")
	p, _ := hostOn(t, home)
	for _, c := range []struct {
		from    *network.Computer
		address string
	}{{one, "192.168.77.1"}, {other, "203.0.113.5"}} {
		if got := outcome(t, c.from, fmt.Sprintf("%s:%d", c.address, p.port), "50,50"); got != "50,50" {
			t.Errorf("from the network of %s it heard %q", c.address, got)
		}
	}
	p.stop()
}

// An address that the computer gets while it hosts is its own from then on, with its network.
func TestANetworkThatIsNewWhileHostingIsOnesOwn(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home := computer(t, n, "eth0", "192.168.77.1/24")
	friend := computer(t, n, "eth0", "203.0.113.9/24")
	p, _ := hostOn(t, home)
	if err := home.AddAddress("203.0.113.5/24"); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the friend to be let in", func() bool {
		return outcome(t, friend, fmt.Sprintf("203.0.113.5:%d", p.port), "50,50") == "50,50"
	})
	p.stop()
}

func TestTheProgramItselfIsFromHereOnAllItsAddresses(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home := computer(t, n, "eth0", "203.0.113.5/32")
	p, address := hostOn(t, home)
	if got := outcome(t, home, address, "50,50"); got != "50,50" {
		t.Errorf("it heard %q", got)
	}
	p.stop()
}
