package network

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync/atomic"
)

// Network is a switch with the computers that are plugged in. One goroutine may use it.
type Network struct {
	name      string // of the switch's namespace, and the beginning of the others'
	computers []*Computer
}

// Computer is one computer on a network, with one adapter, and perhaps one more on another network.
type Computer struct {
	network *Network
	name    string // of its namespace
	adapter string
	port    string // the switch's end of its cable
}

// ErrNotRoot says that this account may not make networks.
var ErrNotRoot = errors.New("making a network needs root")

// number tells the networks of this process apart.
var number atomic.Int32

// New makes a network with nobody on it. Close it when done.
func New() (*Network, error) {
	if os.Geteuid() != 0 {
		return nil, ErrNotRoot
	}
	if _, err := exec.LookPath("ip"); err != nil {
		return nil, errors.New("ip is missing: apt-get install iproute2")
	}
	if err := sweep(); err != nil {
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

var ours = regexp.MustCompile(`(?m)^porchlight-([0-9]+)-[0-9-]+`)

// sweep takes away what was left by processes that were ended before they could.
func sweep() error {
	list, err := exec.Command("ip", "netns", "list").Output()
	if err != nil {
		return fmt.Errorf("ip netns list: %w", err)
	}
	for _, found := range ours.FindAllSubmatch(list, -1) {
		if _, err := os.Stat("/proc/" + string(found[1])); errors.Is(err, os.ErrNotExist) {
			// Another process may sweep at the same time and be first.
			_ = ip("netns", "del", string(found[0]))
		}
	}
	return nil
}

// Close takes the network away with all of its computers. Their programs must have ended.
func (n *Network) Close() error {
	var all error
	for _, c := range n.computers {
		all = errors.Join(all, ip("netns", "del", c.name))
	}
	return errors.Join(all, ip("netns", "del", n.name))
}

// Computer puts a computer on the network, with an adapter of that name and addresses such as
// "192.168.1.23/24".
func (n *Network) Computer(adapter string, addresses ...string) (*Computer, error) {
	i := len(n.computers)
	c := &Computer{n, fmt.Sprintf("%s-%d", n.name, i), adapter, fmt.Sprintf("port%d", i)}
	if err := ip("netns", "add", c.name); err != nil {
		return nil, err
	}
	n.computers = append(n.computers, c)
	err := ips(
		// A hardware address whose first bytes belong to no maker of virtual adapters.
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

// PlugInto gives the computer a second adapter, on another network, with addresses there.
func (c *Computer) PlugInto(other *Network, adapter string, addresses ...string) error {
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

// Firewall gives the computer a firewall that lets through what comes in unless one of the rules, in
// nft's words, says otherwise. It replaces the one before.
func (c *Computer) Firewall(rules ...string) error {
	if _, err := exec.LookPath("nft"); err != nil {
		return errors.New("nft is missing: apt-get install nftables")
	}
	cmd := c.Command("nft", "-f", "-")
	cmd.Stdin = strings.NewReader("flush ruleset\n" +
		"table inet wall {\n chain in {\n type filter hook input priority 0; policy accept;\n" +
		strings.Join(rules, "\n") + "\n }\n}\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("nft: %w: %s", err, out)
	}
	return nil
}

// Divert has what is sent on the computer itself to one TCP port arrive at another, as where two
// programs share a port and the other one is given all.
func (c *Computer) Divert(from, to int) error {
	cmd := c.Command("nft", "-f", "-")
	cmd.Stdin = strings.NewReader(fmt.Sprintf(
		"table ip turn {\n chain out {\n type nat hook output priority -100;\n tcp dport %d redirect to :%d\n }\n}\n", from, to))
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("nft: %w: %s", err, out)
	}
	return nil
}

// Link makes another computer on the same network reachable whose address is of no network of this
// computer's.
func (c *Computer) Link(address string) error {
	return ips("-n " + c.name + " route replace " + address + "/32 dev " + c.adapter)
}

// AddAddress gives the computer's adapter one more address.
func (c *Computer) AddAddress(address string) error {
	return ips("-n " + c.name + " addr add " + address + " dev " + c.adapter)
}

// RemoveAddress takes an address from the computer's adapter.
func (c *Computer) RemoveAddress(address string) error {
	return ips("-n " + c.name + " addr del " + address + " dev " + c.adapter)
}

// Router makes another computer's address the way to everywhere else. Nobody need be there.
func (c *Computer) Router(address string) error {
	return ips("-n " + c.name + " route add default via " + address)
}

// PullCable parts the computer from the network without a word to anybody.
func (c *Computer) PullCable() error {
	return ips("-n " + c.network.name + " link set " + c.port + " down")
}

// LoseWhatIsSentTo makes the switch lose what others send to the computer. What the computer sends
// still arrives.
func (c *Computer) LoseWhatIsSentTo() error {
	out, err := c.Command("cat", "/sys/class/net/"+c.adapter+"/address").Output()
	if err != nil {
		return err
	}
	// A port that leads nowhere, and the word that the computer is there.
	return ips(
		"-n "+c.network.name+" link add nowhere type veth peer name nobody",
		"-n "+c.network.name+" link set nobody up",
		"-n "+c.network.name+" link set nowhere master switch up",
		"netns exec "+c.network.name+" bridge fdb replace "+strings.TrimSpace(string(out))+" dev nowhere master static sticky")
}

// Command is a command that runs on the computer.
func (c *Computer) Command(name string, args ...string) *exec.Cmd {
	on := c.On(name, args...)
	return exec.Command(on[0], on[1:]...)
}

// On is the command line of a command that runs on the computer.
func (c *Computer) On(name string, args ...string) []string {
	return append([]string{"ip", "netns", "exec", c.name, name}, args...)
}

// ips runs ip several times, while all goes well.
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
