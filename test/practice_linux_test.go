package test

import (
	"strconv"
	"testing"
)

func TestAPersonAlonePlaysAsTwo(t *testing.T) {
	t.Parallel()
	const first, second = "Practice player A", "Practice player B"
	w := openWindow(t, "--start", "--game", "Positions", "--port", strconv.Itoa(freePort(t)))
	w.says("Waiting for players")
	w.clicksOn("Try it yourself") // in the empty list of players
	w.saysIn(first, "Connected to")
	w.does(w.Type("lantern"))
	w.presses("Return")
	w.saysIn(first, "lantern")
	w.raises(title)
	w.says("One player is here")
	w.saysIn(title, "lantern")

	w.chooses("Try it yourself")
	w.saysIn(second, "Connected to")
	w.does(w.Type("bicycle"))
	w.presses("Return")
	w.saysIn(second, "lantern") // what the first one said
	w.raises(first)
	w.does(w.Type("umbrella"))
	w.presses("Return")
	w.saysIn(first, "bicycle") // its answer is what the second one said
	w.closes(first)
	w.closes(second)
	w.saysIn(title, "Waiting for players")
}
