package window

import (
	"os"
	"strconv"
	"syscall"
	"testing"

	"porchlight/test/built"
	"porchlight/test/desktop"
	"porchlight/test/program"
)

func TestClosingAsksWhileAPlayerIsConnected(t *testing.T) {
	t.Parallel()
	port := program.FreePort(t)
	w := openWindow(t, "--start", "--port", strconv.Itoa(port))
	w.waitForText("Waiting for players")
	player := program.ConnectPython(t, port)
	w.waitForText("One player is here")

	w.tryToClose()
	w.waitForText("Stop hosting and close")
	w.click("Keep hosting")
	w.waitForNoText("Stop hosting and close")
	player.Echo("still here")

	w.tryToClose()
	w.click("Stop and close")
	player.WaitForLine("end")
	w.waitForCleanExit()
}

func TestClosingEndsWithStatusZero(t *testing.T) {
	t.Parallel()
	w := openWindow(t)
	w.closeWindow(mainTitle)
	w.waitForCleanExit()
}

func TestASignalToTheWindowClosesConnectionsInOrder(t *testing.T) {
	t.Parallel()
	for _, s := range []os.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP} {
		t.Run(s.String(), func(t *testing.T) {
			port := program.FreePort(t)
			w := openWindow(t, "--start", "--port", strconv.Itoa(port))
			w.waitForText("Waiting for players")
			player := program.ConnectPython(t, port)
			player.Echo("in")
			w.must(w.process.Signal(s))
			player.WaitForLine("end")
			w.waitForCleanExit()
		})
	}
}

func TestASignalRightAfterTheStartEndsTheWindowToo(t *testing.T) {
	t.Parallel()
	d := openDesktop(t)
	for range 10 { // the window opens at a different time in each
		p, err := d.Start(desktop.Start{Command: []string{built.Inspect.Path(t)}})
		if err != nil {
			t.Fatal(err)
		}
		w := &window{Desktop: d, t: t, process: p}
		if _, err := d.Window(mainTitle); err != nil {
			t.Fatal(err)
		}
		w.must(p.Signal(syscall.SIGTERM))
		w.waitForCleanExit()
	}
}
