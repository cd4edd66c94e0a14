package ui

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2/theme"

	"porchlight/internal/game"
)

// writeFile writes a file and its folder, with a modification time that lies age in the past, so that no two versions
// of a file look alike.
func writeFile(t testing.TB, path, content string, age time.Duration) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	when := time.Now().Add(-age)
	if err := os.Chtimes(path, when, when); err != nil {
		t.Fatal(err)
	}
}

func TestChoosingAGameChangesTheSentenceAndTheLimit(t *testing.T) {
	h := open(t)
	h.WaitForText("Echo. For any client that wants back")
	if got := h.header.players.Text; got != "2" {
		t.Errorf("the limit of Echo is %q", got)
	}
	h.Select(h.header.game, "Chat lines")
	h.WaitForText("Chat lines. For chat programs that send a line")
	if got := h.header.players.Text; got != "No limit" {
		t.Errorf("the limit of Chat lines is %q", got)
	}
	h.Select(h.header.game, "Positions")
	h.WaitForText("Positions. For pygame tutorials")
	if got := h.header.players.Text; got != "2" {
		t.Errorf("the limit of Positions is %q", got)
	}
}

func TestEveryGameIsOffered(t *testing.T) {
	h := open(t)
	var names []string
	for _, it := range h.Library.Items() {
		names = append(names, it.Name)
	}
	if !slices.Equal(h.header.game.Options, names) || len(names) != 9 {
		t.Errorf("offered are %q, there are %q", h.header.game.Options, names)
	}
}

func TestStartHostsTheSelectedGame(t *testing.T) {
	h := open(t)
	h.Select(h.header.game, "Acknowledge")
	h.startHosting()
	g := h.connect()
	g.Send("anything")
	g.Receive("Msg received")
	h.Click("Stop hosting")
	h.WaitForText("Start hosting")
	h.Select(h.header.game, "Positions")
	h.startHosting()
	h.connect().Receive("0")
	h.connect().Receive("1")
}

func TestTheSelectedGameIsSaved(t *testing.T) {
	h := open(t)
	h.Select(h.header.game, "Chat for Java")
	h.askToClose()
	h.WaitFor("the end", h.App.HasQuit.Load)
	again := openIn(t, h.App)
	again.WaitForText("Chat for Java. For Java programs")
	if got := again.header.game.Selected; got != "Chat for Java" {
		t.Errorf("the choice says %q", got)
	}
	if got := again.header.players.Text; got != "No limit" {
		t.Errorf("the limit is %q", got)
	}
}

func TestASavedGameThatNoLongerExistsFallsBackToTheFirst(t *testing.T) {
	a := uitest.NewApp(theme.VariantDark)
	a.Preferences().SetString("game", "No longer there")
	h := openIn(t, a)
	h.WaitForText("Echo. For any client")
	h.startHosting()
	h.connect().Echo("hello")
}

func TestTheGameIsLockedWhileHostingAndTheHintSaysSo(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.WaitForText("The port can't change while hosting.")
	h.ClickObject(h.header.game)
	if h.window.Canvas().Overlays().Top() != nil {
		t.Error("while hosting the choice opens")
	}
	h.onGamePicked("Acknowledge") // as a menu that was open before the start
	if got := h.snapshot().Plan.Game.Name; got != "Echo" {
		t.Errorf("while hosting the game became %q", got)
	}
	h.Click("Stop hosting")
	h.WaitForText("Start hosting")
	h.WaitForNoText("The port can't change while hosting.")
	h.Select(h.header.game, "Acknowledge")
	h.WaitForText("Acknowledge. For clients")
}

func TestTheGameOfTheCommandLineIsUsedAndNotSaved(t *testing.T) {
	a := uitest.NewApp(theme.VariantDark)
	a.Preferences().SetString("game", "Chat lines")
	g := game.Echo()
	g.Name, g.About, g.Rule, g.Reply, g.Players = "Given", "From a file.", game.RuleReply, "yes?", 7
	h := openIn(t, a, func(s *setup) { s.Game = g })
	h.WaitForText("Given. From a file.")
	if got := h.header.players.Text; got != "7" {
		t.Errorf("the limit is %q, want the game's", got)
	}
	h.startHosting()
	c := h.connect()
	c.Send("hello")
	c.Receive("yes?")
	h.Click("Stop hosting")
	h.WaitForText("Start hosting")
	if got := a.Preferences().String("game"); got != "Chat lines" {
		t.Errorf("saved is %q", got)
	}
	h.Select(h.header.game, "Acknowledge")
	if got := a.Preferences().String("game"); got != "Acknowledge" {
		t.Errorf("after a selection, saved is %q", got)
	}
}

func TestAGameFileThatIsAddedOrChangedOnDiskIsOffered(t *testing.T) {
	h := open(t)
	file := filepath.Join(h.Library.Folder(), "mine.toml")
	writeFile(t, file, "name = \"Mine\"\nabout = \"First.\"\nrule = \"echo\"\n", time.Hour)
	h.WaitFor("the game in the choice", func() bool { return slices.Contains(h.header.game.Options, "Mine") })
	h.Select(h.header.game, "Mine")
	h.WaitForText("Mine. First.")
	writeFile(t, file, "name = \"Mine\"\nabout = \"Second.\"\nrule = \"reply\"\nreply = \"new\"\n", time.Minute)
	h.WaitForText("Mine. Second.")
	h.startHosting()
	g := h.connect()
	g.Send("hello")
	g.Receive("new")
}
