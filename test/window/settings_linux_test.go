package window

import (
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"porchlight/test/built"
	"porchlight/test/desktop"
	"porchlight/test/program"
)

// A killed program is what a computer that loses its power leaves behind.
func TestSettingsOutliveAKilledProgramAndADamagedFileIsSetAsideAndTold(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	d := openDesktop(t)
	start := func() *window {
		return startOn(t, d, desktop.Start{Command: []string{built.Inspect.Path(t)}, Home: home})
	}
	file := filepath.Join(home, ".config", "porchlight", "settings.toml")

	w := start()
	port := program.FreePort(t)
	w.press("ctrl+a")
	w.typeText(strconv.Itoa(port))
	w.press("Return")
	w.waitForText("Waiting for players")
	kill(w)

	w = start()
	w.waitForPort(port)
	kill(w)

	const damaged = "port = 5556\nowner = \"cut of"
	if err := os.WriteFile(file, []byte(damaged), 0o600); err != nil {
		t.Fatal(err)
	}
	w = start()
	w.waitForText("Your settings were damaged")
	w.waitForPort(5555)
	aside, err := filepath.Glob(file + ".damaged-*")
	if err != nil || len(aside) != 1 {
		t.Fatalf("set aside: %v, %v", aside, err)
	}
	if text, err := os.ReadFile(aside[0]); string(text) != damaged || err != nil {
		t.Errorf("what was set aside holds %q, %v", text, err)
	}
}

// kill ends the program without its knowing.
func kill(w *window) {
	w.t.Helper()
	w.must(w.process.Signal(syscall.SIGKILL))
	_, _ = w.process.Wait() // nobody asks how it ended
}
