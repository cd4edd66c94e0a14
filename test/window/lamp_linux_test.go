package window

import (
	"errors"
	"strings"
	"testing"

	"porchlight/test/desktop"
	"porchlight/test/need"
	"porchlight/test/network"
	"porchlight/test/program"
)

// The lamp reports what was observed of the current address, and nothing else.
func TestTheLampReportsOnlyWhatWasObservedOfFriendsAndAddresses(t *testing.T) {
	t.Parallel()
	desktop.NeedTools(t, "xclip")
	l := openOnLAN(t)
	l.waitForText("Press Start, then give friends the address")
	l.click("Start hosting")
	l.waitForSelfTest()
	l.waitForText("Players: 0 of 2") // the self-test is not a player
	local := program.ConnectPythonFrom(t, l.host, joinAddress)
	l.waitForText("One player is here")
	local.Echo("from here")
	l.waitForTextWithout("from here", "A friend reached you")
	l.waitForSelfTest()
	l.connect(friendAddress).Echo("from there")
	l.waitForText("A friend reached you from " + friendAddress + " at")
	local.Disconnect()

	l.click("Copy")
	l.waitForClipboard(joinAddress)
	l.must(errors.Join(l.host.RemoveAddress(hostAddress+"/24"), l.host.AddAddress("192.168.1.77/24")))
	l.waitForText("no longer works")
	const newAddress = "192.168.1.77:5555"
	l.waitForTextWithout("this computer reaches "+newAddress, "A friend reached you")
	l.waitForText("No other computer has yet")
	l.click("Copy the new one")
	l.waitForNoText("no longer works")
	l.waitForClipboard(newAddress)
	program.ConnectPythonFrom(t, l.friends, newAddress).Echo("there again")
	l.waitForText("A friend reached you from " + friendAddress + " at")
}

func TestAFailedSelfTestIsReportedAndCanBeRepeated(t *testing.T) {
	t.Parallel()
	need.Tools(t, "nft:nftables")
	l := openOnLAN(t)
	l.must(l.host.Firewall("iif lo drop"))
	l.click("Start hosting")
	l.waitForText("This computer cannot reach itself")
	l.waitForTextWithout("Something is in the way", "this computer reaches")
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
	friend.Echo("at the other address")
	l.waitForTextWithout("at the other address", "A friend reached you")
	l.waitForText("One player is here")
	program.ConnectPythonFrom(t, cousin, "10.20.30.23:5555").Echo("from the other network")
	l.waitForText("2 players are here")
	l.waitForText("A friend reached you from 10.20.30.40 at")
	friend.Echo("from this network")
}

func TestAFirewallIsNamedOnlyIfItCanBeReadAndItsCommandAdmitsFriends(t *testing.T) {
	t.Parallel()
	need.Tools(t, "nft:nftables")
	desktop.NeedTools(t, "xclip")
	l := openOnLAN(t)
	l.must(l.host.Firewall("iif lo accept", "tcp dport 5555 drop"))
	l.click("Start hosting")
	l.waitForSelfTest()
	script := "import socket\nsocket.create_connection(('" + hostAddress + "', 5555), timeout=2)"
	if line := program.LastLine(t, l.friends.Command(program.Python(t), "-c", script)); !strings.Contains(line, "timed out") {
		t.Fatalf("the friend got %q", line)
	}
	local := program.ConnectPythonFrom(t, l.host, joinAddress)
	local.Echo("from here")
	l.waitForTextWithout("from here", "block", "A friend reached you")
	local.Disconnect()
	l.waitForText("Players: 0 of 2")
	l.waitForSelfTest()

	l.click("A friend can't connect")
	l.waitForTextIn(helpTitle, "Nobody from another computer")
	l.clickIn(helpTitle, "The firewall")
	l.waitForTextIn(helpTitle, "The firewall nftables is on")
	l.waitForTextIn(helpTitle, "It blocks port 5555, so friends cannot connect")
	l.clickIn(helpTitle, "Copy")
	command, err := l.WaitForClipboard("the command", func(text string) bool { return text != "" })
	l.must(err)
	command, hasSudo := strings.CutPrefix(command, "sudo ")
	if out, err := l.host.Command("sh", "-c", command).CombinedOutput(); err != nil || !hasSudo {
		t.Fatalf("%q: %v: %s", command, err, out)
	}
	l.connect(friendAddress).Echo("in at last")
	l.closeWindow(helpTitle)
	l.waitForText("A friend reached you from " + friendAddress + " at")
}
