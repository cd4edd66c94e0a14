package window

import (
	"fmt"
	"strconv"
	"testing"

	"porchlight/test/built"
	"porchlight/test/desktop"
	"porchlight/test/network"
	"porchlight/test/program"
)

// The addresses of a LAN's two computers, and the address that friends type.
const (
	hostAddress   = "192.168.1.23"
	friendAddress = "192.168.1.40"
	joinAddress   = hostAddress + ":5555"
)

// lan is a network with the program on one computer and friends on another.
type lan struct {
	*window
	network *network.Network
	host    *network.Computer
	friends *network.Computer
	home    string // the program's home folder
}

// newLAN makes a LAN without starting the program.
func newLAN(t *testing.T) *lan {
	t.Helper()
	l := &lan{network: network.ForTest(t), home: t.TempDir()}
	l.host = l.network.ComputerForTest(t, "wlan0", hostAddress+"/24")
	l.friends = l.network.ComputerForTest(t, "eth0", friendAddress+"/24")
	return l
}

// openOnLAN opens the window, with flags, on a LAN.
func openOnLAN(t *testing.T, flags ...string) *lan {
	t.Helper()
	l := newLAN(t)
	l.open(t, openDesktop(t), flags...)
	return l
}

// open starts the program on a desktop. A second call uses the settings of the first.
func (l *lan) open(t *testing.T, d *desktop.Desktop, flags ...string) {
	t.Helper()
	l.window = startOn(t, d, desktop.Start{Command: l.host.On(built.Inspect.Path(t), flags...), Home: l.home})
}

// waitForSelfTest waits until the window reports that the computer reaches itself, and that no other computer has
// connected yet.
func (l *lan) waitForSelfTest() {
	l.t.Helper()
	l.waitForText("this computer reaches " + joinAddress)
	l.waitForText("No other computer has yet")
}

// addFriendAddresses gives the friends' computer more addresses, with these last bytes.
func (l *lan) addFriendAddresses(lastBytes ...int) {
	l.t.Helper()
	for _, b := range lastBytes {
		l.must(l.friends.AddAddress(fmt.Sprintf("192.168.1.%d/24", b)))
	}
}

// connect has a friend on the other computer connect, from one of its addresses.
func (l *lan) connect(from string) *program.PythonClient {
	l.t.Helper()
	return program.ConnectPythonFrom(l.t, l.friends, joinAddress, from)
}

// occupyPort has a Python program on a computer listen on a port and accept every connection.
func occupyPort(t *testing.T, c *network.Computer, port int) {
	t.Helper()
	other := program.Launch(t, c.Command(program.Python(t), "-c", `
import socket
held = []
with socket.create_server(("", `+strconv.Itoa(port)+`)) as s:
    print("listening", flush=True)
    while True:
        held.append(s.accept())`))
	other.WaitFor("the other program to listen", func() bool { return other.Stdout.Contains("listening") })
}
