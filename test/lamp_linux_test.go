package test

import (
	"errors"
	"strings"
	"testing"

	"porchlight/test/network"
)

// An evening on which the way is free: what the lamp says is what was seen, of this address.
func TestTheLampTellsOfAFriendAndOfANewAddressOnlyWhatWasSeen(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	h.says("Press Start, then give friends the address")
	h.clicksOn("Start hosting")
	h.isChecked()
	h.says("Players: 0 of 2") // the check was none
	local := visitFrom(t, h.home, theGame)
	h.says("One player is here")
	local.echoes("from here")
	h.saysNoMore("A friend reached you")
	h.isChecked()
	h.friend(atAway).echoes("from there")
	h.says("A friend reached you from " + atAway + " at")
	local.hangsUp()

	h.clicksOn("Copy")
	if got := h.clipboard(); got != theGame {
		t.Errorf("the clipboard has %q", got)
	}
	h.does(errors.Join(h.home.RemoveAddress(atHome+"/24"), h.home.AddAddress("192.168.1.77/24")))
	h.says("no longer works")
	h.says("this computer reaches 192.168.1.77:5555")
	h.says("No other computer has yet")
	h.saysNoMore("A friend reached you")
	h.clicksOn("Copy the new one")
	h.saysNoMore("no longer works")
	now := h.clipboard()
	if now != "192.168.1.77:5555" {
		t.Errorf("the clipboard has %q", now)
	}
	visitFrom(t, h.away, now).echoes("there again")
	h.says("A friend reached you from " + atAway + " at")
}

func TestWhatKeepsThisComputerFromItselfIsSaidAndCheckedAgain(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	h.does(h.home.Firewall("iif lo drop"))
	h.clicksOn("Start hosting")
	h.says("This computer cannot reach itself")
	h.says("Something is in the way")
	h.saysNoMore("this computer reaches")
	h.does(h.home.Firewall())
	h.clicksOn("Check again")
	h.isChecked()
	h.saysNoMore("cannot reach itself")
}

func TestEitherOfTwoNetworksIsShownCheckedAndOpenToFriends(t *testing.T) {
	t.Parallel()
	other := network.ForTest(t)
	h := openHouse(t)
	h.does(errors.Join(h.home.Router("192.168.1.1"), h.home.PlugInto(other, "eth0", "10.20.30.23/24")))
	cousin := computer(t, other, "eth0", "10.20.30.40/24")
	h.clicksOn("Start hosting")
	h.isChecked()
	h.clicksOn("Wi-Fi (wlan0)")
	h.clicksOn("Ethernet (eth0)")
	h.says("this computer reaches 10.20.30.23:5555")
	friend := h.friend(atAway)
	h.says("One player is here")
	h.saysNoMore("A friend reached you") // not at this address
	visitFrom(t, cousin, "10.20.30.23:5555").echoes("from the other network")
	h.says("2 players are here")
	h.says("A friend reached you from 10.20.30.40 at")
	friend.echoes("from this network")
}

func TestAFirewallIsNamedOnlyWhereItIsReadAndItsCommandLetsFriendsIn(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	h.does(h.home.Firewall("iif lo accept", "tcp dport 5555 drop"))
	h.clicksOn("Start hosting")
	h.isChecked()
	script := "import socket\nsocket.create_connection(('" + atHome + "', 5555), timeout=2)"
	if said := lastLine(t, h.away.Command(python(t), "-c", script)); !strings.Contains(said, "timed out") {
		t.Fatalf("the friend got %q", said)
	}
	h.saysNoMore("blocked")
	h.saysNoMore("A friend reached you")
	h.isChecked()

	h.clicksOn("A friend can't connect")
	h.saysIn(helpTitle, "Nobody from another computer")
	h.clicksIn(helpTitle, "The firewall")
	h.saysIn(helpTitle, "The firewall nftables is on")
	h.saysIn(helpTitle, "It blocks port 5555, so friends cannot connect")
	h.clicksIn(helpTitle, "Copy")
	var command string
	waitFor(t, "the command", func() bool {
		command, _ = h.Clipboard() // fails while nobody owns it
		return command != ""
	})
	command, asked := strings.CutPrefix(command, "sudo ")
	if out, err := h.home.Command("sh", "-c", command).CombinedOutput(); err != nil || !asked {
		t.Fatalf("%q: %v: %s", command, err, out)
	}
	h.friend(atAway).echoes("in at last")
	h.closes(helpTitle)
	h.says("A friend reached you from " + atAway + " at")
}
