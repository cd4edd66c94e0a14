package lan

import (
	"fmt"
	"strings"
	"testing"

	"porchlight/test/network"
	"porchlight/test/program"
)

func TestFriendsFromPrivateNetworksAreAdmittedAndOthersAreNot(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home := n.ComputerForTest(t, "eth0", "192.168.77.1/24")
	for i, c := range []struct {
		from string
		in   bool
	}{
		{"192.168.77.2", true},
		{"192.168.78.9", true}, // another room's router
		{"10.11.12.13", true},
		{"172.20.1.2", true},
		{"100.64.1.2", true},  // Tailscale
		{"169.254.3.4", true}, // link-local, without a router
		{"203.0.113.9", false},
		{"100.128.1.2", false},
		{"172.32.1.2", false},
	} {
		t.Run(c.from, func(t *testing.T) {
			friend := n.ComputerForTest(t, "eth0", c.from+"/32")
			if err := friend.AddNeighbourRoute("192.168.77.1"); err != nil {
				t.Fatal(err)
			}
			if err := home.AddNeighbourRoute(c.from); err != nil {
				t.Fatal(err)
			}
			p, address := hostOn(t, home)
			msg := fmt.Sprint("friend ", i)
			got := program.Visit(t, friend, address, msg)
			if c.in {
				if got != msg {
					t.Errorf("it received %q", got)
				}
				p.WaitForEvents("joined", 1)
			} else {
				if got != "" {
					t.Errorf("it received %q", got)
				}
				refused := p.WaitForEvents("refused", 1)
				from, _ := refused[0]["address"].(string)
				if refused[0]["reason"] != "outside" || !strings.HasPrefix(from, c.from+":") {
					t.Errorf("it was refused as %v", refused[0])
				}
				if len(p.EventsNamed("joined")) != 0 {
					t.Error("it joined")
				}
			}
			p.Stop()
		})
	}
}

// Universities and some providers assign public addresses to all computers of a network.
func TestFriendsInTheHostsOwnPublicNetworkAreAdmitted(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home := n.ComputerForTest(t, "eth0", "203.0.113.5/25")
	near := n.ComputerForTest(t, "eth0", "203.0.113.9/25")
	far := n.ComputerForTest(t, "eth0", "203.0.113.200/25")
	if err := far.AddNeighbourRoute("203.0.113.5"); err != nil {
		t.Fatal(err)
	}
	if err := home.AddNeighbourRoute("203.0.113.200"); err != nil {
		t.Fatal(err)
	}
	p, address := hostOn(t, home)
	if got := program.Visit(t, near, address, "50,50"); got != "50,50" {
		t.Errorf("the friend in the same network received %q", got)
	}
	if got := program.Visit(t, far, address, "50,50"); got != "" {
		t.Errorf("the computer outside of it received %q", got)
	}
	p.Stop()
}

func TestAComputerOnTwoNetworksIsReachedFromBoth(t *testing.T) {
	t.Parallel()
	wired, wireless := network.ForTest(t), network.ForTest(t)
	home := wired.ComputerForTest(t, "eth0", "192.168.77.1/24")
	if err := home.AddAdapter(wireless, "wlan0", "203.0.113.5/24"); err != nil {
		t.Fatal(err)
	}
	one := wired.ComputerForTest(t, "eth0", "192.168.77.2/24")
	other := wireless.ComputerForTest(t, "eth0", "203.0.113.9/24")
	p, _ := hostOn(t, home)
	for _, c := range []struct {
		from    *network.Computer
		address string
	}{{one, "192.168.77.1"}, {other, "203.0.113.5"}} {
		if got := program.Visit(t, c.from, fmt.Sprintf("%s:%d", c.address, p.Port), "50,50"); got != "50,50" {
			t.Errorf("from the network of %s the friend received %q", c.address, got)
		}
	}
	p.Stop()
}

// The network of an address that the computer gets while it hosts counts as its own from then on.
func TestANetworkThatAppearsWhileHostingIsTheHostsOwn(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home := n.ComputerForTest(t, "eth0", "192.168.77.1/24")
	friend := n.ComputerForTest(t, "eth0", "203.0.113.9/24")
	p, _ := hostOn(t, home)
	if err := home.AddAddress("203.0.113.5/24"); err != nil {
		t.Fatal(err)
	}
	program.WaitFor(t, "the friend to be admitted", func() bool {
		return program.Visit(t, friend, fmt.Sprintf("203.0.113.5:%d", p.Port), "50,50") == "50,50"
	})
	p.Stop()
}

func TestTheHostsComputerIsLocalOnAllItsAddresses(t *testing.T) {
	t.Parallel()
	n := network.ForTest(t)
	home := n.ComputerForTest(t, "eth0", "203.0.113.5/32")
	p, address := hostOn(t, home)
	if got := program.Visit(t, home, address, "50,50"); got != "50,50" {
		t.Errorf("it received %q", got)
	}
	p.Stop()
}
