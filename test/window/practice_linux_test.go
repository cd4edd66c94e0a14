package window

import (
	"strconv"
	"testing"

	"porchlight/test/program"
)

func TestAPersonAlonePlaysAsTwo(t *testing.T) {
	t.Parallel()
	const first, second = "Practice player A", "Practice player B"
	w := openWindow(t, "--start", "--game", "Positions", "--port", strconv.Itoa(program.FreePort(t)))
	w.waitForText("Waiting for players")
	w.click("Try it yourself") // in the empty list of players
	w.waitForTextIn(first, "Connected to")
	w.typeText("lantern")
	w.press("Return")
	w.waitForTextIn(first, "lantern")
	w.activate(mainTitle)
	w.waitForText("One player is here")
	w.waitForTextIn(mainTitle, "lantern")

	w.chooseFromMenu("Try it yourself")
	w.waitForTextIn(second, "Connected to")
	w.typeText("bicycle")
	w.press("Return")
	w.waitForTextIn(second, "lantern") // the first player's message
	w.activate(first)
	w.typeText("umbrella")
	w.press("Return")
	w.waitForTextIn(first, "bicycle") // the reply is the second player's message
	w.closeWindow(first)
	w.closeWindow(second)
	w.waitForTextIn(mainTitle, "Waiting for players")
}
