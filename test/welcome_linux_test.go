package test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"porchlight/test/desktop"
)

// readFile gives what is in a file.
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
	home, port := t.TempDir(), freePort(t)
	d := openDesktop(t)
	command := []string{built, "--port", strconv.Itoa(port)}
	w := startOn(t, d, desktop.Start{Command: command, Home: home, First: true})
	w.says("Give your friends the large address")
	w.presses("Return")
	w.saysNoMore("Welcome to Porchlight")
	if kept := readFile(t, filepath.Join(home, ".config", "porchlight", "settings.toml")); !strings.Contains(kept, "welcomed = true") {
		t.Errorf("the settings are %q", kept)
	}
	w.presses("Return") // the port has the focus: nothing stands between opening and hosting
	w.says("Waiting for players")
	kill(w)

	again := startOn(t, d, desktop.Start{Command: command, Home: home})
	if again.Page().Says("Welcome to Porchlight") {
		t.Error("it comes again")
	}
}

func TestAboutTellsWhatTheProgramIsAndShowsLicences(t *testing.T) {
	t.Parallel()
	w := openWindow(t)
	const about = "About Porchlight"
	w.clicksOn("More")
	w.clicksOn(about)
	w.does(w.SaysIn(w.program, about, "Version 0.1.0"))
	w.does(w.SaysIn(w.program, about, "Redistribution and use in source"))
	w.does(w.ClickIn(w.program, about, "EmojiOne Color"))
	w.does(w.SaysIn(w.program, about, "Adobe Systems"))
	w.presses("Escape")
	w.does(w.IsGone(about, desktop.Patience))
}

func TestAPortableWindowKeepsEverythingBesideTheProgram(t *testing.T) {
	t.Parallel()
	program, home, port := portably(t), t.TempDir(), freePort(t)
	d := openDesktop(t)
	w := startOn(t, d, desktop.Start{Command: []string{program}, Home: home, First: true})
	w.presses("Return")
	w.saysNoMore("Welcome to Porchlight")
	w.presses("ctrl+a")
	w.does(w.Type(strconv.Itoa(port)))
	w.presses("Return")
	w.says("Waiting for players")
	w.clicksOn("More")
	w.clicksOn("About Porchlight")
	w.says("kept beside the program")
	w.presses("Escape")
	w.does(w.IsGone("About Porchlight", desktop.Patience))
	w.does(w.Raise(title))
	w.presses("alt+F4")
	w.endsWell()

	settings := readFile(t, filepath.Join(kept(program), "settings.toml"))
	for _, want := range []string{"port = " + strconv.Itoa(port), "welcomed = true", "window-width"} {
		if !strings.Contains(settings, want) {
			t.Errorf("the settings beside the program lack %q: %s", want, settings)
		}
	}
	left := slices.DeleteFunc(filesIn(t, home), func(path string) bool {
		return strings.HasPrefix(path, ".cache/") // of the graphics driver, and of Fyne's search for fonts
	})
	// Fyne makes a folder of its own at every start, and leaves it empty.
	if want := []string{".", ".cache", ".config", ".config/fyne", ".config/fyne/app.porchlight.Porchlight", ".config/fyne/settings.json"}; !slices.Equal(left, want) {
		t.Errorf("in the home there is %q, want what was there and an empty folder of Fyne's: %q", left, want)
	}

	again := startOn(t, d, desktop.Start{Command: []string{program}, Home: t.TempDir()}) // as on another computer
	again.saysPort(port)
}

func TestAPortableWindowThatMayNotWriteSaysSoAndHosts(t *testing.T) {
	t.Parallel()
	program, port := portably(t), freePort(t)
	if err := os.WriteFile(kept(program), []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := startOn(t, openDesktop(t), desktop.Start{Command: []string{program, "--port", strconv.Itoa(port)}})
	w.says("Nothing can be kept in")
	w.clicksOn("Start hosting")
	w.says("Waiting for players")
	visit(t, port).echoes("in")
}
