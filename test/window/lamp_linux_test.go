package window

import (
	"errors"
	"strings"
	"testing"

	"porchlight/test/network"
	"porchlight/test/program"
)

// The lamp reports what was observed of the current address, and nothing else.
func TestTheLampReportsOnlyWhatWasObservedOfFriendsAndAddresses(t *testing.T) {
	t.Parallel()
	l := openOnLAN(t)
	l.waitForText("Press Start, then give friends the address")
	l.click("Start hosting")
	l.waitForSelfTest()
	l.waitForText("Players: 0 of 2") // the self-test is not a player
	local := program.ConnectPythonFrom(t, l.host, joinAddress)
	l.waitForText("One player is here")
	local.Echo("from here")
	l.waitForNoText("A friend reached you")
	l.waitForSelfTest()
	l.connect(friendAddress).Echo("from there")
	l.waitForText("A friend reached you from " + friendAddress + " at")
	local.Disconnect()

	l.click("Copy")
	if got := l.clipboard(); got != joinAddress {
		t.Errorf("the clipboard has %q", got)
	}
	l.must(errors.Join(l.host.RemoveAddress(hostAddress+"/24"), l.host.AddAddress("192.168.1.77/24")))
	l.waitForText("no longer works")
	l.waitForText("this computer reaches 192.168.1.77:5555")
	l.waitForText("No other computer has yet")
	l.waitForNoText("A friend reached you")
	l.click("Copy the new one")
	l.waitForNoText("no longer works")
	now := l.clipboard()
	if now != "192.168.1.77:5555" {
		t.Errorf("the clipboard has %q", now)
	}
	program.ConnectPythonFrom(t, l.friends, now).Echo("there again")
	l.waitForText("A friend reached you from " + friendAddress + " at")
}

func TestAFailedSelfTestIsReportedAndCanBeRepeated(t *testing.T) {
	t.Parallel()
	l := openOnLAN(t)
	l.must(l.host.Firewall("iif lo drop"))
	l.click("Start hosting")
	l.waitForText("This computer cannot reach itself")
	l.waitForText("Something is in the way")
	l.waitForNoText("this computer reaches")
	l.must(l.host.Firewall())
	l.click("Check again")
	l.waitForSelfTest()
	l.waitForNoText("cannot reach itself")
}

func TestEitherOfTwoNetworksIsShownCheckedAndOpenToFriends(t *testing.T) {
	t.Parallel()
	other := network.ForTest(t)
	l := openOnLAN(t)
	l.must(errors.Join(l.host.SetDefaultGateway("192.168.1.1"), l.host.AddAdapter(other, "eth0", "10.20.30.23/24")))
	cousin := other.ComputerForTest(t, "eth0", "10.20.30.40/24")
	l.click("Start hosting")
	l.waitForSelfTest()
	l.click("Wi-Fi (wlan0)  " + hostAddress) // the choice, which comes once the second network is noticed
	l.click("Ethernet (eth0)")
	l.waitForText("this computer reaches 10.20.30.23:5555")
	friend := l.connect(friendAddress)
	l.waitForText("One player is here")
	l.waitForNoText("A friend reached you") // not at this address
	program.ConnectPythonFrom(t, cousin, "10.20.30.23:5555").Echo("from the other network")
	l.waitForText("2 players are here")
	l.waitForText("A friend reached you from 10.20.30.40 at")
	friend.Echo("from this network")
}

func TestAFirewallIsNamedOnlyIfItCanBeReadAndItsCommandAdmitsFriends(t *testing.T) {
	t.Parallel()
	l := openOnLAN(t)
	l.must(l.host.Firewall("iif lo accept", "tcp dport 5555 drop"))
	l.click("Start hosting")
	l.waitForSelfTest()
	script := "import socket\nsocket.create_connection(('" + hostAddress + "', 5555), timeout=2)"
	if line := program.LastLine(t, l.friends.Command(program.Python(t), "-c", script)); !strings.Contains(line, "timed out") {
		t.Fatalf("the friend got %q", line)
	}
	l.waitForNoText("blocked")
	l.waitForNoText("A friend reached you")
	l.waitForSelfTest()

	l.click("A friend can't connect")
	l.waitForTextIn(helpTitle, "Nobody from another computer")
	l.clickIn(helpTitle, "The firewall")
	l.waitForTextIn(helpTitle, "The firewall nftables is on")
	l.waitForTextIn(helpTitle, "It blocks port 5555, so friends cannot connect")
	l.clickIn(helpTitle, "Copy")
	var command string
	program.WaitFor(t, "the command", func() bool {
		command, _ = l.Clipboard() // fails while the clipboard has no owner
		return command != ""
	})
	command, hasSudo := strings.CutPrefix(command, "sudo ")
	if out, err := l.host.Command("sh", "-c", command).CombinedOutput(); err != nil || !hasSudo {
		t.Fatalf("%q: %v: %s", command, err, out)
	}
	l.connect(friendAddress).Echo("in at last")
	l.closeWindow(helpTitle)
	l.waitForText("A friend reached you from " + friendAddress + " at")
}
