package window

import (
	"net"
	"strconv"
	"strings"
	"testing"

	"porchlight/test/built"
	"porchlight/test/desktop"
	"porchlight/test/program"
)

func TestAPersonWithAMouseHostsSeesKicksAndStops(t *testing.T) {
	t.Parallel()
	playThrough(t, built.Inspect.Path(t))
}

// Fyne reports widgets that are used on a wrong goroutine only in a program built without its metadata.
func TestOnlyTheWindowsOwnGoroutineTouchesIt(t *testing.T) {
	t.Parallel()
	playThrough(t, built.Strict.Path(t))
}

// playThrough tests a whole session: start, two players, a message from each, a kick, a stop, another start, and
// closing.
func playThrough(t *testing.T, path string) {
	t.Helper()
	port := program.FreePort(t)
	w := startOn(t, openDesktop(t), desktop.Start{Command: []string{path, "--port", strconv.Itoa(port)}})
	w.waitForText("Not hosting")
	w.waitForPort(port) // the address is shown before hosting starts
	w.click("Start hosting")
	w.waitForText("Waiting for players")
	w.waitForText("Players: 0 of 2")
	if got := w.port(); got != port {
		t.Fatalf("it listens on port %d, want %d", got, port)
	}

	first := program.ConnectPython(t, port)
	w.waitForText("One player is here")
	first.Echo("lantern")
	w.waitForText("lantern")
	second := program.ConnectPython(t, port)
	w.waitForText("2 players are here")
	w.waitForText("Players: 2 of 2")
	second.Echo("bicycle")
	w.waitForText("bicycle")

	w.click("Kick") // in one of the two rows
	program.WaitFor(t, "the end of one of the friends", func() bool { return first.Output.Contains("end\n") || second.Output.Contains("end\n") })
	if second.Output.Contains("end\n") {
		first, second = second, first
	}
	first.WaitForLine("end")
	w.waitForText("was kicked")
	w.waitForText("Players: 1 of 2")
	second.Echo("umbrella")

	w.click("Stop hosting")
	second.WaitForLine("end")
	w.waitForText("Not hosting")
	if conn, err := program.Dial(port); err == nil {
		_ = conn.Close()
		t.Error("it still listens after Stop")
	}

	w.click("Start hosting")
	w.waitForText("Waiting for players")
	third := program.ConnectPython(t, port)
	third.Echo("teapot")
	w.waitForText("teapot")
	third.Disconnect()
	w.waitForText("Players: 0 of 2")
	w.closeWindow(mainTitle)
	w.waitForCleanExit()
}

func TestATakenPortIsReportedWithAButtonThatHelps(t *testing.T) {
	t.Parallel()
	taken := program.FreePort(t)
	other := program.Start(t, built.Inspect.Path(t), "--headless", "--json", "--port", strconv.Itoa(taken))
	other.WaitForPort()
	w := openWindow(t, "--port", strconv.Itoa(taken))
	w.click("Start hosting")
	w.waitForText("already uses port " + strconv.Itoa(taken))
	w.waitForText("See below what to change")
	w.click("Use " + strconv.Itoa(taken+1))
	w.waitForText("Waiting for players")
	w.waitForNoText("already uses port")
	if got := w.port(); got != taken+1 {
		t.Errorf("it listens on port %d, want %d", got, taken+1)
	}
}

func TestARefusalByAFullGameIsReportedWithAButtonThatAllowsMorePlayers(t *testing.T) {
	t.Parallel()
	port := program.FreePort(t)
	w := openWindow(t, "--start", "--port", strconv.Itoa(port))
	w.waitForText("Waiting for players")
	first, second := program.ConnectPython(t, port), program.ConnectPython(t, port)
	w.waitForText("2 players are here")
	third := program.ConnectPython(t, port)
	third.WaitForLine("end")
	w.waitForText("somebody at")
	w.waitForText("Players: 2 of 2") // the notice hides nothing else
	w.click("Allow 3 players")
	w.waitForText("Players: 2 of 3")
	w.waitForNoText("somebody at")
	program.ConnectPython(t, port).Echo("in at last")
	w.waitForText("Players: 3 of 3")
	first.Echo("still here")
	second.Echo("still here, too")
}

func TestCopyPutsTheAddressOnTheClipboard(t *testing.T) {
	t.Parallel()
	desktop.NeedTools(t, "xclip")
	port := program.FreePort(t)
	w := openWindow(t, "--port", strconv.Itoa(port))
	w.click("Copy")
	w.waitForText("Copied")
	copied, err := w.WaitForClipboard("an address with port "+strconv.Itoa(port), func(text string) bool {
		server, p, err := net.SplitHostPort(text)
		return err == nil && net.ParseIP(server) != nil && p == strconv.Itoa(port)
	})
	w.must(err)
	w.waitForExactText(copied) // the large address
}

func TestSettingsAreKeptForTheNextTime(t *testing.T) {
	t.Parallel()
	home, port := t.TempDir(), program.FreePort(t)
	d := openDesktop(t)
	w := startOn(t, d, desktop.Start{Command: []string{built.Inspect.Path(t)}, Home: home})
	w.press("ctrl+a")
	w.typeText(strconv.Itoa(port))
	w.press("Return")
	w.waitForText("Waiting for players")
	w.closeWindow(mainTitle)
	w.waitForCleanExit()

	again := startOn(t, d, desktop.Start{Command: []string{built.Inspect.Path(t)}, Home: home})
	again.waitForPort(port)
}

func TestTheWindowWithstandsAFlood(t *testing.T) {
	t.Parallel()
	port := program.FreePort(t)
	w := openWindow(t, "--start", "--players", "0", "--port", strconv.Itoa(port))
	w.waitForText("Waiting for players")
	stop, ends := make(chan struct{}), make(chan error)
	for range 2 {
		go func() { ends <- program.Flood(port, stop) }()
	}
	w.waitForText("2 players are here")
	w.click("Pause")
	w.waitForText("Go on")
	w.click("Go on")
	w.click("Stop hosting")
	w.waitForText("Not hosting")
	close(stop)
	for range 2 {
		if err := <-ends; err != nil && !strings.Contains(err.Error(), "EOF") && !strings.Contains(err.Error(), "broken pipe") && !strings.Contains(err.Error(), "reset") {
			t.Error(err)
		}
	}
	w.checkOutput()
}
