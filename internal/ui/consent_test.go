package ui

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"porchlight/internal/game"
	"porchlight/internal/session"
)

// openWithCommand opens a window whose game runs a script, which leaves a marker when it runs.
func openWithCommand(t *testing.T) (h *windowHarness, marker string) {
	t.Helper()
	folder := t.TempDir()
	script := filepath.Join(folder, "server.py")
	if err := os.WriteFile(script, []byte("open('it ran', 'w')\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	g := game.Echo()
	g.Name, g.Rule = "A friend's game", game.RuleForward
	g.Server.Command, g.Server.Folder = []string{"python3", script}, folder
	return open(t, func(s *setup) { s.Game = g }), filepath.Join(folder, "it ran")
}

// asksForConsent reports whether the last start failed since the person has not agreed.
func (h *windowHarness) asksForConsent() bool {
	for _, n := range h.session.Snapshot().Notices {
		if _, ok := errors.AsType[*session.ConsentError](n.Err); ok {
			return true
		}
	}
	return false
}

func TestAGamesProgramIsShownAndNotRunUnlessThePersonAgrees(t *testing.T) {
	h, marker := openWithCommand(t)
	for range 2 {
		h.Start()
		h.WaitForText("Run this program?")
		h.WaitForText("open('it ran', 'w')")
		h.PressKey(fyne.KeyReturn)
		h.WaitFor("the question to be gone", func() bool { return !h.asksForConsent() })
	}
	if _, err := os.Stat(marker); err == nil {
		t.Fatal("it ran")
	}

	h.Start()
	h.WaitForText("Run this program?")
	h.ClickAgain(h.Find("Run it")[0].Visible.Centre()) // at once, too soon to have been meant
	if h.session.Snapshot().Phase != session.Off {
		t.Fatal("a click that was not meant ran it")
	}
	h.Click("Run it")
	// The window under test has no keeper to run it with, which is another error than the question.
	h.WaitForText("Your server could not be started")
	if h.asksForConsent() {
		t.Error("it asks again")
	}
}
