package window

import (
	"errors"
	"io"
	"strconv"
	"testing"
	"time"

	"porchlight/test/need"
	"porchlight/test/program"
)

func TestTenThousandPlayersPlayWithTheWindowOpenAndAreDisconnectedInOrder(t *testing.T) {
	const players = 10_000
	need.OpenFiles(t, players+1000)
	port := program.FreePort(t)
	w := openWindow(t, "--start", "--players", "0", "--port", strconv.Itoa(port))
	w.waitForText("Waiting for players")
	all := program.ConnectCrowd(t, port, players)
	w.waitForExactText("Players: " + strconv.Itoa(players))
	for i, c := range all {
		program.EchoNumber(t, c, i)
	}
	w.click("Stop hosting")
	for i, c := range all {
		w.must(c.SetReadDeadline(time.Now().Add(program.Timeout)))
		if n, err := c.Read(make([]byte, 1)); n != 0 || !errors.Is(err, io.EOF) {
			t.Fatalf("player %d read %d bytes and then %v, want an orderly end", i, n, err)
		}
	}
	w.waitForText("Start hosting")
}
