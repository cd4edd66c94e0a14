package window

import (
	"image"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"porchlight/internal/inspect"
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

func TestAPersonWithoutAMouseReachesEveryControlAndHosts(t *testing.T) {
	t.Parallel()
	desktop.NeedTools(t, "import")
	port := program.FreePort(t)
	w := openWindow(t, "--port", strconv.Itoa(port))
	w.must(w.MovePointer(image.Pt(990, 710))) // so that nothing is under the pointer

	missing := []string{"Start hosting", "Copy", "Games", "Echo", "Pause", "Save", "Clear", "Find", "All players", "Hex", "Invite", "More"}
	for tabs := 0; len(missing) > 0; tabs++ {
		if tabs == 60 {
			t.Fatalf("Tab does not reach %v", missing)
		}
		focused := w.focusNext()
		missing = slices.DeleteFunc(missing, func(control string) bool { return strings.Contains(focused, control) })
	}
	for range 60 {
		if w.focusNext() == "Start hosting" {
			break
		}
	}
	w.press("space")
	w.waitForText("Waiting for players")
	program.ConnectPython(t, port).Echo("in")
}

// focusNext presses Tab and returns the texts of the control that gets the focus. It checks that the focus is visible:
// that the pixels of the control change.
func (w *window) focusNext() (texts string) {
	w.t.Helper()
	before, err := w.WindowScreenshot(mainTitle)
	w.must(err)
	list, err := w.process.Windows()
	w.must(err)
	was := focused(list)
	w.press("Tab")
	var now inspect.Object
	w.must(w.process.WaitFor("the focus to move on", func(list []inspect.Window) bool {
		now = focused(list)
		return now.Box != was.Box || now.Type != was.Type
	}))
	texts = now.AllText()
	if texts == "" {
		return "" // an empty list looks the same
	}
	box := now.Box.Inset(-4) // including the focus ring
	for end := time.Now().Add(program.Timeout); ; {
		shot, err := w.WindowScreenshot(mainTitle)
		w.must(err)
		if !desktop.Same(desktop.Crop(before, box), desktop.Crop(shot, box)) {
			return texts
		}
		if time.Now().After(end) {
			w.t.Fatalf("the control %q looks the same with the focus", texts)
		}
	}
}

// focused returns the object with the focus; without one, a zero object.
func focused(list []inspect.Window) inspect.Object {
	for _, window := range list {
		if o, ok := window.Focused(); ok {
			return o
		}
	}
	return inspect.Object{}
}

func TestEnterInThePortFieldStarts(t *testing.T) {
	t.Parallel()
	w := openWindow(t) // the port has the focus
	port := program.FreePort(t)
	w.press("ctrl+a")
	w.typeText(strconv.Itoa(port))
	w.waitForPort(port)
	w.press("Return")
	w.waitForText("Waiting for players")
	program.ConnectPython(t, port).Echo("in by keyboard")
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
	for _, s := range []os.Signal{syscall.SIGTERM, syscall.SIGINT} {
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
