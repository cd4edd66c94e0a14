package ui

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"porchlight/internal/ui/uitest"
)

// clickGames opens the window of games by its button.
func (h *windowHarness) clickGames() *uitest.Harness {
	h.T.Helper()
	h.Click("Games…")
	return h.ForTitle("Games")
}

func TestTheWindowOfGamesOpensWithTheChosenGame(t *testing.T) {
	h := open(t)
	h.Select(h.header.game, "Positions")
	g := h.clickGames()
	if got := g.EntryBelow("Name").Text; got != "Positions" {
		t.Errorf("it shows %q", got)
	}
	if got := g.EntryBelow("Greeting").Text; got != "{seat}" {
		t.Errorf("the greeting is %q", got)
	}
}

func TestAnEditedGameCanBeChosenAndHosted(t *testing.T) {
	h := open(t)
	h.Select(h.header.game, "Acknowledge")
	g := h.clickGames()
	g.Click("Duplicate")
	for label, text := range map[string]string{
		"Name": "Greeter", "For which clients": "For my sister.", "Players": "7", "Answer": `ok\n`, "Greeting": "welcome {seat}",
	} {
		g.EntryBelow(label).SetText(text)
	}
	g.Click("Save changes")
	g.WaitForText("Saved.")
	h.header.game.SetSelected("Greeter") // Fyne's test driver opens menus in the newest window
	h.WaitForText("Greeter. For my sister.")
	if got := h.header.players.Text; got != "7" {
		t.Errorf("the limit is %q", got)
	}
	h.startHosting()
	c := h.connect()
	c.Receive("welcome 0")
	c.Send("x")
	c.Receive("ok\n")
}

func TestTheChoiceFollowsTheWindowOfGames(t *testing.T) {
	h := open(t)
	writeFile(t, filepath.Join(h.Library.Folder(), "broken.toml"), "name = \"B\"\nrule = \"ecko\"\n", 0)
	g := h.clickGames()
	g.WaitForText("broken.toml")
	offers := func(name string) bool { return slices.Contains(h.header.game.Options, name) }
	if offers("broken.toml") || offers("B") {
		t.Error("a file that is no game can be chosen")
	}
	for _, step := range []struct {
		button string
		offers bool
	}{{"New", true}, {"Delete", false}, {"Undo", true}} {
		g.Click(step.button)
		if got := offers("My game"); got != step.offers {
			t.Errorf("after %s the game can be chosen: %v, want %v", step.button, got, step.offers)
		}
	}
}

func TestTheWindowOfGamesFollowsItsFolder(t *testing.T) {
	h := open(t)
	g := h.clickGames()
	g.Click("New")
	writeFile(t, filepath.Join(h.Library.Folder(), "a.toml"), "name = \"Another\"\nrule = \"echo\"\n", time.Hour)
	g.WaitForText("Another")
	if got := g.EntryBelow("Name").Text; got != "My game" {
		t.Errorf("it shows %q", got)
	}
}

func TestAFileDroppedOnTheMainWindowIsImported(t *testing.T) {
	h := open(t)
	file := filepath.Join(t.TempDir(), "sent.toml")
	writeFile(t, file, "name = \"Sent\"\nrule = \"echo\"\n", 0)
	h.window.(*uitest.Window).Drop(file)
	h.ForTitle("Games").WaitForText("Added Sent.")
	if !slices.Contains(h.header.game.Options, "Sent") {
		t.Error("it cannot be chosen")
	}
}
