package window

import "testing"

// This is the one test of the real window in `make test`. It covers all of hosting.
func TestAFriendOnAnotherComputerJoinsTalksIsKickedAndHostingStops(t *testing.T) {
	t.Parallel()
	l := openOnLAN(t)
	l.waitForText("Not hosting")
	l.click("Start hosting")
	l.waitForSelfTest()

	friend := l.connect(friendAddress)
	l.waitForText("One player is here")
	l.waitForText("A friend reached you from " + friendAddress)
	friend.Echo("lantern")
	l.waitForText("lantern")

	l.click("Kick")
	friend.WaitForLine("end")
	l.waitForText("was kicked")
	l.waitForText("Players: 0 of 2")

	second := l.connect(friendAddress)
	second.Echo("back again")
	l.click("Stop hosting")
	second.WaitForLine("end")
	l.waitForText("Not hosting")
	l.closeWindow(mainTitle)
	l.waitForCleanExit()
}
