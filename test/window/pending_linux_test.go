package window

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"porchlight/internal/inspect"
	"porchlight/test/desktop"
	"porchlight/test/program"
)

const accessTitle = "Who may come in"

func TestNewcomersWaitUntilThePersonAnswers(t *testing.T) {
	t.Parallel()
	l := openOnLAN(t, "--start", "--players", "0")
	l.addFriendAddresses(41, 42, 43, 44)
	l.waitForSelfTest()
	l.chooseFromMenu("Who may come in")
	l.clickIn(accessTitle, "Ask me before a player joins")
	l.closeWindow(accessTitle)

	first := l.connect(friendAddress)
	l.waitForText("Somebody waits at the door")
	l.waitForText(friendAddress)
	l.waitForExactText("Players: 0")
	l.click("Let in")
	l.waitForText("One player is here")
	first.Echo("let in")

	second := l.connect("192.168.1.41")
	l.waitForText("Somebody waits at the door")
	l.click("Turn away")
	second.WaitForLine("end")
	l.waitForNoText("Somebody waits")
	l.must(l.process.WaitFor("the pending panel's room given back to the messages", func(list []inspect.Window) bool {
		for _, players := range list[0].Find("Players: 1") {
			for _, messages := range list[0].Find("Messages") {
				if a, b := players.Box, messages.Box; a.Min.Y < b.Max.Y && b.Min.Y < a.Max.Y {
					return true
				}
			}
		}
		return false
	}))

	third := l.connect("192.168.1.42")
	l.waitForText("Somebody waits at the door")
	l.click("Always for this address")
	third.Echo("always")
	third.Disconnect()
	l.waitForText("One player is here")
	l.connect("192.168.1.42").Echo("without a word")

	fourth, fifth := l.connect("192.168.1.43"), l.connect("192.168.1.44")
	l.waitForText("2 people wait at the door")
	l.click("Let everybody in")
	fourth.Echo("one of two")
	fifth.Echo("two of two")
	l.waitForText("4 players are here")
	l.waitForNoText("people wait")
}

func TestABanHoldsForTheNextTimeToo(t *testing.T) {
	t.Parallel()
	l, d := newLAN(t), desktop.ForTest(t, 1280, 720)
	l.open(t, d, "--start", "--players", "0")
	l.addFriendAddresses(41, 42)
	l.waitForSelfTest()
	l.must(l.Resize(mainTitle, 700, 640)) // too narrow for Ban in the row
	l.kickAndBan(friendAddress)
	l.connect(friendAddress).WaitForLine("end")

	l.must(l.Resize(mainTitle, 1200, 640))
	other := l.connect("192.168.1.41")
	l.waitForText("One player is here")
	l.clickInRow("Ban", other)
	l.closeWindow(mainTitle)
	l.waitForCleanExit()

	l.open(t, d, "--start", "--players", "0")
	l.waitForSelfTest()
	l.connect(friendAddress).WaitForLine("end")
	l.connect("192.168.1.41").WaitForLine("end")
	l.connect("192.168.1.42").Echo("still welcome")
	l.chooseFromMenu("Who may come in")
	l.waitForTextIn(accessTitle, "Where they come from")
	l.clickIn(accessTitle, "Unban")
	l.connect(friendAddress).Echo("back again")
	l.connect("192.168.1.41").WaitForLine("end")
}

// kickAndBan kicks a friend and bans its address with the button that is shown for some seconds then. It tries again
// if a busy machine missed that time. It clicks only once on each button, because the button that undoes the ban takes
// its place.
func (l *lan) kickAndBan(from string) {
	l.t.Helper()
	ban := "Ban " + from
	for range 5 {
		friend := l.connect(from)
		l.waitForText("One player is here")
		l.clickInRow("Kick", friend)
		clicked, err := l.ClickTextIfShown(l.process, mainTitle, ban)
		l.must(err)
		l.waitForNoText(ban) // the click or the time hides the button
		if clicked && strings.Contains(l.bans(), from) {
			return
		}
	}
	l.t.Fatal("the button after a kick bans nobody")
}

// clickInRow clicks on a button in the row of the only player until its connection has ended. The buttons of a row
// ignore clicks for 700 ms after the rows have moved.
func (l *lan) clickInRow(button string, player *program.PythonClient) {
	l.t.Helper()
	ended := func() bool { return player.Output.Contains("end\n") }
	for range 5 {
		_, err := l.ClickTextIfShown(l.process, mainTitle, button)
		l.must(err)
		for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			if ended() {
				return
			}
		}
	}
	l.t.Fatalf("the button %s of the row does not end the connection", button)
}

// bans returns the contents of the file of banned addresses; "" if it does not exist.
func (l *lan) bans() string {
	text, _ := os.ReadFile(filepath.Join(l.home, ".config", "porchlight", "access.toml"))
	return string(text)
}

func TestAFriendFromElsewhereIsTurnedAwayUntilThePersonSaysOtherwise(t *testing.T) {
	t.Parallel()
	l := newLAN(t)
	folder := program.WriteDamagedList(t, filepath.Join(l.home, ".config"))
	l.open(t, openDesktop(t), "--start")
	l.waitForText("The list of who is banned was damaged")
	program.CheckSetAside(t, folder)
	l.click("Dismiss")
	l.waitForSelfTest()
	stranger := l.network.ComputerForTest(t, "eth0", "203.0.113.9/32")
	l.must(stranger.AddNeighbourRoute(hostAddress))
	l.must(l.host.AddNeighbourRoute("203.0.113.9"))
	if got := program.Visit(t, stranger, joinAddress, "50,50"); got != "" {
		t.Errorf("the stranger received %q", got)
	}
	l.waitForText("Somebody at 203.0.113.9 was turned away")
	l.waitForTextWithout("not on your networks", "A friend reached you")
	l.click("Who may come in")
	l.clickIn(accessTitle, "Anybody who knows the address")
	l.closeWindow(accessTitle)
	l.waitForNoText("not on your networks")
	if got := program.Visit(t, stranger, joinAddress, "50,50"); got != "50,50" {
		t.Errorf("then it received %q", got)
	}
	l.waitForText("A friend reached you from 203.0.113.9 at")
}
