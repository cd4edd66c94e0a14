package window

import (
	"strconv"
	"syscall"
	"testing"

	"porchlight/test/built"
	"porchlight/test/program"
)

func TestTenThousandPlayersPlay(t *testing.T) {
	const players = 10_000
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil || limit.Cur < players+1000 {
		t.Fatalf("this account may open %d files (%v), and the test needs %d: raise ulimit -Hn", limit.Cur, err, players+1000)
	}
	t.Run("without a window", func(t *testing.T) {
		port := program.FreePort(t)
		p := program.Start(t, built.Inspect.Path(t), "--headless", "--quiet", "--bind", "127.0.0.1", "--players", "0", "--port", strconv.Itoa(port))
		p.WaitFor("its address", func() bool { return p.Stdout.String() != "" })
		for i, c := range program.ConnectCrowd(t, port, players) {
			program.EchoNumber(t, c, i)
		}
	})
	t.Run("with the window open", func(t *testing.T) {
		port := program.FreePort(t)
		w := openWindow(t, "--start", "--players", "0", "--port", strconv.Itoa(port))
		w.waitForText("Waiting for players")
		all := program.ConnectCrowd(t, port, players)
		w.waitForText("Players: 10")
		for i, c := range all {
			program.EchoNumber(t, c, i)
		}
		w.click("Stop hosting")
		for i, c := range all {
			if _, err := c.Read(make([]byte, 1)); err == nil {
				t.Fatalf("player %d is still in", i)
			}
		}
		w.waitForText("Start hosting")
	})
}
