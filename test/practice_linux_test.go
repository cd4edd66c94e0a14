package test

import (
	"strconv"
	"testing"
)

func TestAPersonAlonePlaysAsTwo(t *testing.T) {
	t.Parallel()
	const first, second = "Practice player 1", "Practice player 2"
	w := openWindow(t, "--start", "--game", "Positions", "--port", strconv.Itoa(freePort(t)))
	w.says("Waiting for players")
	w.clicksOn("Try it yourself") // in the empty list of players
	w.saysIn(first, "Connected to")
	w.does(w.Type("0:77,88"))
	w.presses("Return")
	w.saysIn(first, "0:77,88")
	w.saysIn(first, "1:100,100") // where the other one begins
	w.raises(title)
	w.says("One player is here")
	w.saysIn(title, "0:77,88")

	w.chooses("Try it yourself")
	w.saysIn(second, "Connected to")
	w.does(w.Type("1:33,44"))
	w.presses("Return")
	w.saysIn(second, "0:77,88") // where the first one is
	w.raises(first)
	w.does(w.Type("0:79,88"))
	w.presses("Return")
	w.saysIn(first, "1:33,44")
	w.closes(first)
	w.closes(second)
	w.saysIn(title, "Waiting for players")
}
