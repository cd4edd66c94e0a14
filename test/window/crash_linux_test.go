package window

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"porchlight/test/built"
	"porchlight/test/desktop"
	"porchlight/test/program"
)

// crash starts the variant that crashes on demand, has a player send program.CrashSecret, and crashes the program. The
// kind is how it crashes. crash checks that the player's connection ends in order and that there is a report which has
// the words, and that no file has the secret.
func crash(t *testing.T, d *desktop.Desktop, home, kind string, words ...string) {
	t.Helper()
	port := program.FreePort(t)
	command := []string{"env", program.CrashEnv(kind), built.CrashWindow.Path(t), "--start", "--port", strconv.Itoa(port)}
	w := startOn(t, d, desktop.Start{Command: command, Home: home})
	w.waitForText("Waiting for players")
	player := program.ConnectPython(t, port)
	player.Send(program.CrashSecret)
	player.WaitForLine(`heard "` + program.CrashSecret + `"`)
	w.waitForText(program.CrashSecret)
	w.must(w.process.Signal(syscall.SIGUSR1))
	player.WaitForLine("end")
	status, err := w.process.Wait()
	w.must(err)
	path := program.CrashReport(t, filepath.Join(home, ".config"), words...)
	if output := w.process.Output(); status != 3 || !strings.Contains(output, "A report is in "+path) {
		t.Errorf("it ended with status %d and wrote %q", status, output)
	}
	checkNoFileHas(t, filepath.Join(home, ".config"), program.CrashSecret)
}

// checkNoFileHas checks that no file in a folder or below it contains a text.
func checkNoFileHas(t *testing.T, folder, text string) {
	t.Helper()
	for _, name := range program.FilesIn(t, folder) {
		path := filepath.Join(folder, name)
		if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
			continue
		}
		if strings.Contains(readFile(t, path), text) {
			t.Errorf("the file %s has %q", path, text)
		}
	}
}

func TestAPanicInTheWindowClosesConnectionsAndIsReportedOnceAtTheNextStart(t *testing.T) {
	t.Parallel()
	home, d := t.TempDir(), openDesktop(t)
	crash(t, d, home, "window", "something of the type string")

	command := []string{built.CrashWindow.Path(t), "--port", strconv.Itoa(program.FreePort(t))}
	again := startOn(t, d, desktop.Start{Command: command, Home: home})
	again.waitForText("ended unexpectedly last time")
	again.click("Dismiss")
	again.waitForNoText("ended unexpectedly last time")
	again.closeWindow(mainTitle)
	again.waitForCleanExit()

	third := startOn(t, d, desktop.Start{Command: command, Home: home})
	third.click("Start hosting")
	third.waitForTextWithout("Waiting for players", "ended unexpectedly")
}

func TestTheReportOfARuntimeErrorInTheWindowNamesIt(t *testing.T) {
	t.Parallel()
	crash(t, openDesktop(t), t.TempDir(), "window-index", "index out of range")
}
