package window

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"porchlight/test/built"
	"porchlight/test/desktop"
	"porchlight/test/program"
)

// Killing the program has the same effect on its files as a power failure of the computer.
func TestSettingsOutliveAKilledProgramAndADamagedFileIsSetAsideAndReported(t *testing.T) {
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
	waitForSetting(t, file, "port = "+strconv.Itoa(port))
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
		t.Fatalf("files set aside: %v, %v", aside, err)
	}
	if text, err := os.ReadFile(aside[0]); string(text) != damaged || err != nil {
		t.Errorf("the file set aside contains %q, %v", text, err)
	}
}

// The window once did not open, without a word.
func TestSettingsThatAreNoPlainFileAreSetAsideAndReported(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	d := openDesktop(t)
	file := filepath.Join(home, ".config", "porchlight", "settings.toml")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	var keys strings.Builder
	for i := range 100_000 {
		keys.WriteString("k" + strconv.Itoa(i) + "=1\n")
	}
	for i, create := range []func() error{
		func() error { return syscall.Mkfifo(file, 0o600) },
		func() error { return os.WriteFile(file, []byte(keys.String()), 0o600) },
	} {
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		if err := create(); err != nil {
			t.Fatal(err)
		}
		w := startOn(t, d, desktop.Start{Command: []string{built.Inspect.Path(t)}, Home: home})
		w.waitForText("Your settings were damaged")
		if aside, err := filepath.Glob(file + ".damaged-*"); err != nil || len(aside) != i+1 {
			t.Errorf("files set aside: %v, %v", aside, err)
		}
		kill(w)
	}
}

// waitForSetting waits until the file of settings has a line. A change is written half a second after it.
func waitForSetting(t *testing.T, file, line string) {
	t.Helper()
	deadline := time.Now().Add(program.Timeout)
	for time.Now().Before(deadline) {
		text, err := os.ReadFile(file)
		if err == nil && slices.Contains(strings.Split(string(text), "\n"), line) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("%s does not get the line %q", file, line)
}

// kill kills the program with a signal that it cannot handle.
func kill(w *window) {
	w.t.Helper()
	w.must(w.process.Signal(syscall.SIGKILL))
	_, _ = w.process.Wait() // it was killed
}
