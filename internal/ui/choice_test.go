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

// writeFile writes a file and its folder, dated so that no two versions of it look alike.
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
	p := open(t)
	p.WaitForText("Echo. For any client that wants back")
	if got := p.header.players.Text; got != "2" {
		t.Errorf("the limit of Echo is %q", got)
	}
	p.Select(p.header.game, "Chat lines")
	p.WaitForText("Chat lines. For chat programs that send a line")
	if got := p.header.players.Text; got != "No limit" {
		t.Errorf("the limit of Chat lines is %q", got)
	}
	p.Select(p.header.game, "Positions")
	p.WaitForText("Positions. For pygame tutorials")
	if got := p.header.players.Text; got != "2" {
		t.Errorf("the limit of Positions is %q", got)
	}
}

func TestTheChoiceOffersEveryGame(t *testing.T) {
	p := open(t)
	var names []string
	for _, it := range p.Library.Items() {
		names = append(names, it.Name)
	}
	if !slices.Equal(p.header.game.Options, names) || len(names) != 9 {
		t.Errorf("offered are %q, there are %q", p.header.game.Options, names)
	}
}

func TestTheChosenGameIsWhatStartHosts(t *testing.T) {
	p := open(t)
	p.Select(p.header.game, "Acknowledge")
	p.hosts()
	g := p.guest()
	g.says("anything")
	g.hears("Msg received")
	p.Click("Stop hosting")
	p.WaitForText("Start hosting")
	p.Select(p.header.game, "Positions")
	p.hosts()
	p.guest().hears("0")
	p.guest().hears("1")
}

func TestTheChosenGameIsThereNextTime(t *testing.T) {
	p := open(t)
	p.Select(p.header.game, "Chat for Java")
	p.askToClose()
	p.WaitFor("the end", p.App.HasQuit.Load)
	again := openIn(t, p.App)
	again.WaitForText("Chat for Java. For Java programs")
	if got := again.header.game.Selected; got != "Chat for Java" {
		t.Errorf("the choice says %q", got)
	}
	if got := again.header.players.Text; got != "No limit" {
		t.Errorf("the limit is %q", got)
	}
}

func TestAChosenGameThatIsGoneNextTimeLeavesTheFirst(t *testing.T) {
	a := uitest.NewApp(theme.VariantDark)
	a.Preferences().SetString("game", "No longer there")
	p := openIn(t, a)
	p.WaitForText("Echo. For any client")
	p.hosts()
	p.guest().echoes("hello")
}

func TestTheGameIsLockedWhileHostingAndTheHintSaysSo(t *testing.T) {
	p := open(t)
	p.hosts()
	p.WaitForText("The port can't change while hosting.")
	p.ClickObject(p.header.game)
	if p.window.Canvas().Overlays().Top() != nil {
		t.Error("while hosting the choice opens")
	}
	p.onGamePicked("Acknowledge") // as a menu that was open before the start
	if got := p.snapshot().Plan.Game.Name; got != "Echo" {
		t.Errorf("while hosting the game became %q", got)
	}
	p.Click("Stop hosting")
	p.WaitForText("Start hosting")
	p.WaitForNoText("The port can't change while hosting.")
	p.Select(p.header.game, "Acknowledge")
	p.WaitForText("Acknowledge. For clients")
}

func TestTheGameOfTheCommandLineIsUsedAndNotKept(t *testing.T) {
	a := uitest.NewApp(theme.VariantDark)
	a.Preferences().SetString("game", "Chat lines")
	g := game.Echo()
	g.Name, g.About, g.Rule, g.Reply, g.Players = "Given", "From a file.", game.RuleReply, "yes?", 7
	p := openIn(t, a, func(p *setup) { p.Game = g })
	p.WaitForText("Given. From a file.")
	if got := p.header.players.Text; got != "7" {
		t.Errorf("the limit is %q, want the game's", got)
	}
	p.hosts()
	guest := p.guest()
	guest.says("hello")
	guest.hears("yes?")
	p.Click("Stop hosting")
	p.WaitForText("Start hosting")
	if got := a.Preferences().String("game"); got != "Chat lines" {
		t.Errorf("kept is %q", got)
	}
	p.Select(p.header.game, "Acknowledge")
	if got := a.Preferences().String("game"); got != "Acknowledge" {
		t.Errorf("after a choice, kept is %q", got)
	}
}

func TestAGameFileThatComesOrChangesOnDiskIsChosenAnew(t *testing.T) {
	p := open(t)
	file := filepath.Join(p.Library.Folder(), "mine.toml")
	writeFile(t, file, "name = \"Mine\"\nabout = \"First.\"\nrule = \"echo\"\n", time.Hour)
	p.WaitFor("the game in the choice", func() bool { return slices.Contains(p.header.game.Options, "Mine") })
	p.Select(p.header.game, "Mine")
	p.WaitForText("Mine. First.")
	writeFile(t, file, "name = \"Mine\"\nabout = \"Second.\"\nrule = \"reply\"\nreply = \"new\"\n", time.Minute)
	p.WaitForText("Mine. Second.")
	p.hosts()
	g := p.guest()
	g.says("hello")
	g.hears("new")
}
