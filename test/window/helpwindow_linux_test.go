package window

import (
	"testing"
)

// helpTitle is the title of the help window.
const helpTitle = "What does your friend see?"

func TestTheHelpWindowIsReadByKeyboardAndComparesAddresses(t *testing.T) {
	t.Parallel()
	l := openOnLAN(t, "--start")
	l.waitForSelfTest()
	l.click("A friend can't connect")
	l.waitForTextIn(helpTitle, "TimeoutError: timed out")
	l.waitForTextIn(helpTitle, "Likely causes")
	l.press("Down")
	l.waitForTextIn(helpTitle, "ConnectionRefusedError")
	l.press("Down", "Down")
	l.waitForTextIn(helpTitle, "It connects, and then nothing moves")
	l.press("Escape")
	l.must(l.WaitForClosed(helpTitle))
	l.chooseFromMenu("Friends elsewhere")
	l.waitForTextIn(helpTitle, "private network")
	l.clickIn(helpTitle, "Are we on the same network")
	l.clickIn(helpTitle, "Your friend's address")
	l.typeText("192.168.1.40")
	l.waitForTextIn(helpTitle, "Yes, you are on the same network")
	l.press("ctrl+a")
	l.typeText("192.168.7.40")
	l.waitForTextIn(helpTitle, "on different networks")
}

func TestClosingTheMainWindowEndsTheProgramWhateverElseIsOpen(t *testing.T) {
	t.Parallel()
	l := openOnLAN(t, "--start")
	l.waitForSelfTest()
	for _, opens := range []struct{ item, title, text string }{
		{"A friend can't connect?", helpTitle, "Likely causes"},
		{"Who may come in", accessTitle, "Where they come from"},
		{"Try it yourself", "Practice player A", "Connected to"},
	} {
		l.activate(mainTitle)
		l.chooseFromMenu(opens.item)
		l.waitForTextIn(opens.title, opens.text)
	}
	l.activate(mainTitle)
	l.click("Invite")
	l.clickIn(inviteTitle, "Show it large")
	l.waitForTextIn("Scan to join", joinAddress)
	l.activate(mainTitle)
	l.tryToClose()
	l.clickIn(mainTitle, "Stop and close")
	l.waitForCleanExit()
}
