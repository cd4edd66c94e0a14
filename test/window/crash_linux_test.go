package window

import (
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"porchlight/test/built"
	"porchlight/test/desktop"
	"porchlight/test/program"
)

func TestAPanicInTheWindowClosesConnectionsAndIsReportedAtTheNextStart(t *testing.T) {
	t.Parallel()
	home, port := t.TempDir(), program.FreePort(t)
	d := openDesktop(t)
	command := []string{"env", "PORCHLIGHT_CRASH=window", built.CrashWindow.Path(t), "--port", strconv.Itoa(port)}
	w := startOn(t, d, desktop.Start{Command: append(command, "--start"), Home: home})
	w.waitForText("Waiting for players")
	player := program.ConnectPython(t, port)
	player.Echo("in")
	w.must(w.process.Signal(syscall.SIGUSR1))
	player.WaitForLine("end")
	status, err := w.process.Wait()
	w.must(err)
	path := program.CrashReport(t, filepath.Join(home, ".config"), "index out of range")
	if output := w.process.Output(); status != 3 || !strings.Contains(output, "A report is in "+path) {
		t.Errorf("it ended with status %d and wrote %q", status, output)
	}

	again := startOn(t, d, desktop.Start{Command: command, Home: home})
	again.waitForText("ended unexpectedly last time")
	again.click("Dismiss")
	again.waitForNoText("ended unexpectedly last time")
	again.closeWindow(mainTitle)
	again.waitForCleanExit()

	third := startOn(t, d, desktop.Start{Command: command, Home: home})
	third.waitForText("Start hosting")
	if third.shows("ended unexpectedly") {
		t.Error("the crash is reported a second time")
	}
}
