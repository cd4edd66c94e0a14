package ui

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"porchlight/internal/ui/uitest"
)

// clicksGames opens the window of games by its button.
func (p *person) clicksGames() *uitest.Harness {
	p.T.Helper()
	p.Click("Games…")
	return p.ForTitle("Games")
}

func TestTheWindowOfGamesOpensWithTheChosenGame(t *testing.T) {
	p := open(t)
	p.Select(p.header.game, "Positions")
	g := p.clicksGames()
	if got := g.EntryBelow("Name").Text; got != "Positions" {
		t.Errorf("it shows %q", got)
	}
	if got := g.EntryBelow("Greeting").Text; got != "{seat}" {
		t.Errorf("the greeting is %q", got)
	}
}

func TestAnEditedGameCanBeChosenAndHosted(t *testing.T) {
	p := open(t)
	p.Select(p.header.game, "Acknowledge")
	g := p.clicksGames()
	g.Click("Duplicate")
	for label, text := range map[string]string{
		"Name": "Greeter", "For which clients": "For my sister.", "Players": "7", "Answer": `ok\n`, "Greeting": "welcome {seat}",
	} {
		g.EntryBelow(label).SetText(text)
	}
	g.Click("Save changes")
	g.WaitForText("Saved.")
	p.header.game.SetSelected("Greeter") // Fyne's test driver opens menus in the newest window
	p.WaitForText("Greeter. For my sister.")
	if got := p.header.players.Text; got != "7" {
		t.Errorf("the limit is %q", got)
	}
	p.hosts()
	guest := p.guest()
	guest.hears("welcome 0")
	guest.says("x")
	guest.hears("ok\n")
}

func TestTheChoiceFollowsTheWindowOfGames(t *testing.T) {
	p := open(t)
	writeFile(t, filepath.Join(p.Library.Folder(), "broken.toml"), "name = \"B\"\nrule = \"ecko\"\n", 0)
	g := p.clicksGames()
	g.WaitForText("broken.toml")
	offers := func(name string) bool { return slices.Contains(p.header.game.Options, name) }
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
	p := open(t)
	g := p.clicksGames()
	g.Click("New")
	writeFile(t, filepath.Join(p.Library.Folder(), "a.toml"), "name = \"Another\"\nrule = \"echo\"\n", time.Hour)
	g.WaitForText("Another")
	if got := g.EntryBelow("Name").Text; got != "My game" {
		t.Errorf("it shows %q", got)
	}
}

func TestAFileDroppedOnTheMainWindowIsImported(t *testing.T) {
	p := open(t)
	file := filepath.Join(t.TempDir(), "sent.toml")
	writeFile(t, file, "name = \"Sent\"\nrule = \"echo\"\n", 0)
	p.window.(*uitest.Window).Drop(file)
	p.ForTitle("Games").WaitForText("Added Sent.")
	if !slices.Contains(p.header.game.Options, "Sent") {
		t.Error("it cannot be chosen")
	}
}
