package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"porchlight/internal/ui/help"
	"porchlight/internal/ui/uitest"
)

func TestClosingHidesTheOtherWindowsAtOnce(t *testing.T) {
	p := open(t)
	p.openHelp(help.TimesOut)
	p.openAbout()
	p.openAccessWindow()
	p.openGames()
	p.openInvite()
	others := map[string]fyne.Window{
		"Games": p.App.FindWindow("Games"), "Invite": p.App.FindWindow("Invite friends"), "the large picture": p.App.FindWindow("Scan to join"),
		"Access": p.accessWindow.Window, "Help": p.ForTitle("What does your friend see?").Window, "About": p.Window.about.window,
	}
	p.askToClose()
	for name, w := range others {
		if !w.(*uitest.Window).Hidden {
			t.Errorf("%s can be used while Porchlight closes", name)
		}
	}
	p.WaitFor("the end", p.App.HasQuit.Load)
}

func TestTheSecondClickOnStartHostingDoesNotStop(t *testing.T) {
	p := open(t)
	p.Texts()
	at := p.Find("Start hosting")[0].Visible.Centre()
	p.ClickAt(at)
	p.awaitHosting()
	p.ClickAgain(at)
	if p.catchUp(); p.Shows("Stopping…") || p.Shows("Start hosting") {
		t.Error("the second click stops the hosting")
	}
	p.guest().echoes("still hosting")
	p.ClickAt(at)
	p.WaitForText("Start hosting")
}
