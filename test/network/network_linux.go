package network

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"porchlight/test/need"
	"porchlight/test/process"
)

// Network is a switch and the computers plugged into it. Only one goroutine may use it at a time.
type Network struct {
	t         testing.TB // the test that it was created for, or nil
	name      string     // of the switch's namespace; prefix of the computers' namespaces
	computers []*Computer
}

// Computer is a computer on a network. It has one adapter there, and may have another on a second network.
type Computer struct {
	network *Network
	name    string // of its namespace
	adapter string
	port    string // the switch's end of the cable
}

// ErrUnavailable reports that this machine cannot create networks, or that this account may not.
var ErrUnavailable = errors.New("no network can be created")

// number numbers the networks of this process.
var number atomic.Int32

// New creates a network without computers. The caller closes it.
func New() (*Network, error) {
	if err := need.CheckRoot(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	if _, err := exec.LookPath("ip"); err != nil {
		return nil, fmt.Errorf("%w: ip is missing: apt-get install iproute2", ErrUnavailable)
	}
	if err := removeLeftovers(); err != nil {
		return nil, err
	}
	n := &Network{name: fmt.Sprintf("porchlight-%d-%d", os.Getpid(), number.Add(1))}
	if err := ip("netns", "add", n.name); err != nil {
		return nil, err
	}
	if err := ips("-n "+n.name+" link add switch type bridge", "-n "+n.name+" link set switch up"); err != nil {
		return nil, errors.Join(err, n.Close())
	}
	return n, nil
}

var namespaceName = regexp.MustCompile(`(?m)^porchlight-([0-9]+)-[0-9-]+`)

// removeLeftovers removes the namespaces of processes that were killed before they could do so.
func removeLeftovers() error {
	list, err := exec.Command("ip", "netns", "list").Output()
	if err != nil {
		return fmt.Errorf("ip netns list: %w", err)
	}
	for _, found := range namespaceName.FindAllSubmatch(list, -1) {
		if _, err := os.Stat("/proc/" + string(found[1])); errors.Is(err, os.ErrNotExist) {
			// Fails if another process removes it at the same time.
			_ = ip("netns", "del", string(found[0]))
		}
	}
	return nil
}

// Close removes the network and its computers. The programs on them must have ended.
func (n *Network) Close() error {
	var all error
	for _, c := range n.computers {
		all = errors.Join(all, ip("netns", "del", c.name))
	}
	return errors.Join(all, ip("netns", "del", n.name))
}

// Computer adds a computer with an adapter of that name and with addresses such as "192.168.1.23/24".
func (n *Network) Computer(adapter string, addresses ...string) (*Computer, error) {
	i := len(n.computers)
	c := &Computer{n, fmt.Sprintf("%s-%d", n.name, i), adapter, fmt.Sprintf("port%d", i)}
	if err := ip("netns", "add", c.name); err != nil {
		return nil, err
	}
	n.computers = append(n.computers, c)
	err := ips(
		// A hardware address whose prefix is not that of a vendor of virtual adapters.
		fmt.Sprintf("-n %s link add %s address 06:50:4c:00:00:%02x type veth peer name %s netns %s", c.name, adapter, i, c.port, n.name),
		"-n "+n.name+" link set "+c.port+" master switch up",
		"-n "+c.name+" link set lo up",
		"-n "+c.name+" link set "+adapter+" up")
	for _, a := range addresses {
		err = errors.Join(err, c.AddAddress(a))
	}
	if err != nil {
		return nil, err
	}
	return c, nil
}

// AddAdapter adds a second adapter to the computer, plugged into another network, with addresses there.
func (c *Computer) AddAdapter(other *Network, adapter string, addresses ...string) error {
	port := "from-" + adapter
	err := ips(
		fmt.Sprintf("-n %s link add %s address 06:50:4c:01:00:%02x type veth peer name %s netns %s", c.name, adapter, len(other.computers), port, other.name),
		"-n "+other.name+" link set "+port+" master switch up",
		"-n "+c.name+" link set "+adapter+" up")
	for _, a := range addresses {
		err = errors.Join(err, ips("-n "+c.name+" addr add "+a+" dev "+adapter))
	}
	return err
}

// Firewall sets up a firewall that accepts incoming packets unless one of the rules, in nft's syntax, decides
// otherwise. It replaces the previous one.
func (c *Computer) Firewall(rules ...string) error {
	return c.nft("flush ruleset\n" +
		"table inet firewall {\n chain input {\n type filter hook input priority 0; policy accept;\n" +
		strings.Join(rules, "\n") + "\n }\n}\n")
}

// Redirect redirects connections from the computer to its own TCP port to another port, as if another program shared
// the port and received all connections.
func (c *Computer) Redirect(from, to int) error {
	return c.nft(fmt.Sprintf(
		"table ip ports {\n chain output {\n type nat hook output priority -100;\n tcp dport %d redirect to :%d\n }\n}\n", from, to))
}

// nft runs commands in nft's syntax on the computer. A test is skipped if nft is missing.
func (c *Computer) nft(commands string) error {
	if _, err := exec.LookPath("nft"); err != nil {
		if c.network.t != nil {
			need.Tools(c.network.t, "nft:nftables")
		}
		return errors.New("nft is missing: apt-get install nftables")
	}
	cmd := c.Command("nft", "-f", "-")
	cmd.Stdin = strings.NewReader(commands)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("nft: %w: %s", err, out)
	}
	return nil
}

// AddNeighbourRoute makes a computer on the same network reachable whose address is outside of this computer's
// subnets.
func (c *Computer) AddNeighbourRoute(address string) error {
	return ips("-n " + c.name + " route replace " + address + "/32 dev " + c.adapter)
}

// AddAddress adds an address to the computer's adapter.
func (c *Computer) AddAddress(address string) error {
	return ips("-n " + c.name + " addr add " + address + " dev " + c.adapter)
}

// RemoveAddress removes an address from the computer's adapter.
func (c *Computer) RemoveAddress(address string) error {
	return ips("-n " + c.name + " addr del " + address + " dev " + c.adapter)
}

// SetDefaultGateway sets the default gateway. No computer needs to have that address.
func (c *Computer) SetDefaultGateway(address string) error {
	return ips("-n " + c.name + " route add default via " + address)
}

// Unplug disconnects the computer's adapter from the switch. Neither end of a connection is notified.
func (c *Computer) Unplug() error {
	return ips("-n " + c.network.name + " link set " + c.port + " down")
}

// BlackholeInbound makes the switch drop the packets that other computers send to the computer. Packets that the
// computer sends still arrive.
func (c *Computer) BlackholeInbound() error {
	out, err := c.Command("cat", "/sys/class/net/"+c.adapter+"/address").Output()
	if err != nil {
		return err
	}
	// The switch's forwarding table then has the computer's hardware address at a port without a peer.
	return ips(
		"-n "+c.network.name+" link add nowhere type veth peer name nobody",
		"-n "+c.network.name+" link set nobody up",
		"-n "+c.network.name+" link set nowhere master switch up",
		"netns exec "+c.network.name+" bridge fdb replace "+strings.TrimSpace(string(out))+" dev nowhere master static sticky")
}

// Command returns a command that runs on the computer. Its process ends with this one.
func (c *Computer) Command(name string, args ...string) *exec.Cmd {
	on := c.On(name, args...)
	cmd := exec.Command(on[0], on[1:]...)
	process.Prepare(cmd)
	return cmd
}

// On returns the command line that runs a command on the computer.
func (c *Computer) On(name string, args ...string) []string {
	return append([]string{"ip", "netns", "exec", c.name, name}, args...)
}

// ips runs ip once for each line, until one fails.
func ips(lines ...string) error {
	for _, l := range lines {
		if err := ip(strings.Fields(l)...); err != nil {
			return err
		}
	}
	return nil
}

func ip(args ...string) error {
	if out, err := exec.Command("ip", args...).CombinedOutput(); err != nil {
		return fmt.Errorf("ip %s: %w: %s", strings.Join(args, " "), err, out)
	}
	return nil
}
