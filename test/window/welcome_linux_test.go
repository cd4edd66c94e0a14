package window

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"porchlight/test/built"
	"porchlight/test/desktop"
	"porchlight/test/program"
)

// readFile returns the contents of a file.
func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTheFirstStartSaysWhatTheProgramDoesAndNoOtherDoes(t *testing.T) {
	t.Parallel()
	home, port := t.TempDir(), program.FreePort(t)
	d := openDesktop(t)
	command := []string{built.Inspect.Path(t), "--port", strconv.Itoa(port)}
	w := startOn(t, d, desktop.Start{Command: command, Home: home, FirstRun: true})
	w.waitForText("Give your friends the large address")
	w.press("Return")
	w.waitForNoText("Welcome to Porchlight")
	file := filepath.Join(home, ".config", "porchlight", "settings.toml")
	program.WaitFor(t, "the settings to be on the disk", func() bool {
		settings, _ := os.ReadFile(file)
		return strings.Contains(string(settings), "welcomed = true")
	})
	w.press("Return") // the port has the focus: Return starts hosting at once
	w.waitForText("Waiting for players")
	kill(w)

	again := startOn(t, d, desktop.Start{Command: command, Home: home})
	again.press("Return") // it would close the introduction, if that were shown
	again.waitForTextWithout("Waiting for players", "Welcome to Porchlight")
}

func TestAboutShowsWhatTheProgramIsAndLicences(t *testing.T) {
	t.Parallel()
	w := openWindow(t)
	const about = "About Porchlight"
	w.click("More")
	w.click(about)
	w.waitForTextIn(about, "Version 0.1.0")
	w.waitForTextIn(about, "Redistribution and use in source")
	w.clickIn(about, "EmojiOne Color")
	w.waitForTextIn(about, "Adobe Systems")
	w.press("Escape")
	w.must(w.WaitForClosed(about))
}

func TestAPortableWindowKeepsEverythingBesideTheProgram(t *testing.T) {
	t.Parallel()
	path, home, port := program.CopyPortable(t, built.Inspect.Path(t)), t.TempDir(), program.FreePort(t)
	d := openDesktop(t)
	w := startOn(t, d, desktop.Start{Command: []string{path}, Home: home, FirstRun: true})
	w.press("Return")
	w.waitForNoText("Welcome to Porchlight")
	w.press("ctrl+a")
	w.typeText(strconv.Itoa(port))
	w.press("Return")
	w.waitForText("Waiting for players")
	w.click("More")
	w.click("About Porchlight")
	w.waitForText("kept beside the program")
	w.press("Escape")
	w.must(w.WaitForClosed("About Porchlight"))
	w.closeWindow(mainTitle)
	w.waitForCleanExit()

	settings := readFile(t, filepath.Join(program.PortableFolder(path), "settings.toml"))
	for _, want := range []string{"port = " + strconv.Itoa(port), "welcomed = true", "window-width"} {
		if !strings.Contains(settings, want) {
			t.Errorf("the settings beside the program lack %q: %s", want, settings)
		}
	}
	left := slices.DeleteFunc(program.FilesIn(t, home), func(path string) bool {
		return strings.HasPrefix(path, ".cache/") // of the graphics driver and of Fyne's font search
	})
	// Fyne creates an empty folder of its own at every start.
	if want := []string{".", ".cache", ".config", ".config/fyne", ".config/fyne/app.porchlight.Porchlight", ".config/fyne/settings.json"}; !slices.Equal(left, want) {
		t.Errorf("the home folder contains %q, want %q", left, want)
	}

	again := startOn(t, d, desktop.Start{Command: []string{path}, Home: t.TempDir()}) // as on another computer
	again.waitForPort(port)
}

func TestAPortableWindowThatMayNotWriteSaysSoAndHosts(t *testing.T) {
	t.Parallel()
	path, port := program.CopyPortable(t, built.Inspect.Path(t)), program.FreePort(t)
	if err := os.WriteFile(program.PortableFolder(path), []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := startOn(t, openDesktop(t), desktop.Start{Command: []string{path, "--port", strconv.Itoa(port)}})
	w.waitForText("Nothing can be kept in")
	w.click("Start hosting")
	w.waitForText("Waiting for players")
	program.ConnectPython(t, port).Echo("in")
}
