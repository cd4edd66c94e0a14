package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"porchlight/internal/ui/help"
	"porchlight/internal/ui/uitest"
)

func TestClosingHidesTheOtherWindowsAtOnce(t *testing.T) {
	h := open(t)
	h.openHelp(help.TimesOut)
	h.openAbout()
	h.openAccessWindow()
	h.openGames()
	h.openInvite()
	others := map[string]fyne.Window{
		"Games": h.App.FindWindow("Games"), "Invite": h.App.FindWindow("Invite friends"), "the large QR code": h.App.FindWindow("Scan to join"),
		"Access": h.accessWindow.Window, "Help": h.ForTitle("What does your friend see?").Window, "About": h.App.FindWindow("About Porchlight"),
	}
	h.askToClose()
	for name, w := range others {
		if !w.(*uitest.Window).Hidden {
			t.Errorf("%s can be used while Porchlight closes", name)
		}
	}
	h.WaitFor("the end", h.App.HasQuit.Load)
}

func TestTheSecondClickOnStartHostingDoesNotStop(t *testing.T) {
	h := open(t)
	h.Texts()
	at := h.Find("Start hosting")[0].Visible.Centre()
	h.ClickAt(at)
	h.awaitHosting()
	h.ClickAgain(at)
	if h.catchUp(); h.Shows("Stopping…") || h.Shows("Start hosting") {
		t.Error("the second click stops the hosting")
	}
	h.connect().Echo("still hosting")
	h.ClickAt(at)
	h.WaitForText("Start hosting")
}
