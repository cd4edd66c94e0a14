package test

import (
	"testing"

	"porchlight/test/desktop"
)

// helpTitle is the title of the help window.
const helpTitle = "What does your friend see?"

func TestTheHelpWindowIsReadByKeyboardAndComparesAddresses(t *testing.T) {
	t.Parallel()
	h := openHouse(t, "--start")
	h.isChecked()
	h.clicksOn("A friend can't connect")
	h.saysIn(helpTitle, "TimeoutError: timed out")
	h.saysIn(helpTitle, "Likely causes")
	h.presses("Down")
	h.saysIn(helpTitle, "ConnectionRefusedError")
	h.presses("Down", "Down")
	h.saysIn(helpTitle, "It connects, and then nothing moves")
	h.presses("Escape")
	h.does(h.IsGone(helpTitle, desktop.Patience))
	h.chooses("Friends elsewhere")
	h.saysIn(helpTitle, "private network")
	h.clicksIn(helpTitle, "Are we on the same network")
	h.clicksIn(helpTitle, "Your friend's address")
	h.does(h.Type("192.168.1.40"))
	h.saysIn(helpTitle, "Yes, you are on the same network")
	h.presses("ctrl+a")
	h.does(h.Type("192.168.7.40"))
	h.saysIn(helpTitle, "on different networks")
}

func TestClosingTheMainWindowEndsTheProgramWhateverElseIsOpen(t *testing.T) {
	t.Parallel()
	h := openHouse(t, "--start")
	h.isChecked()
	for _, opens := range []struct{ item, title, says string }{
		{"A friend can't connect?", helpTitle, "Likely causes"},
		{"Who may come in", guestsTitle, "Where they come from"},
		{"Try it yourself", "Practice player A", "Connected to"},
	} {
		h.raises(title)
		h.chooses(opens.item)
		h.saysIn(opens.title, opens.says)
	}
	h.raises(title)
	h.clicksOn("Invite")
	h.clicksIn(inviteTitle, "Show it large")
	h.saysIn("Scan to join", theGame)
	h.raises(title)
	h.triesToClose()
	h.clicksIn(title, "Stop and close")
	h.endsWell()
}
