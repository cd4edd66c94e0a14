package ui

import (
	"net/netip"
	"strings"
	"testing"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// windows are Porchlight's other windows at their fullest, and how a person gets there.
var windows = map[string]func(*person) fyne.Window{
	"about": func(p *person) fyne.Window {
		p.About = About{Version: "0.1.0", Commit: "1234abc", Changed: true, Portable: true, Folder: "/media/ada/A stick with a long name/" + strings.Repeat("games and more/", 6)}
		p.openAbout()
		return p.about.window
	},
	"who may come in": func(p *person) fyne.Window { return p.opensAccess().Window },
	"who may come in, with 30 banned and something wrong": func(p *person) fyne.Window {
		a := netip.MustParseAddr("192.168.100.100")
		for range 30 {
			a = a.Next()
			p.session.Ban(a)
		}
		p.WaitFor("the list", func() bool { return len(p.snapshot().Banned) == 30 })
		who := p.opensAccess()
		who.field(perAddressField).SetText("many")
		who.field(addressField).SetText("many")
		who.TabTo("Ban", 0)
		who.PressKey(fyne.KeySpace)
		who.WaitForText("An address is four numbers")
		who.Window.Canvas().Unfocus()
		return who.Window
	},
}

func TestTheOtherWindowsFitAndCanBeRead(t *testing.T) {
	for name, opens := range windows {
		t.Run(name, func(t *testing.T) {
			p := openIn(t, uitest.NewApp(theme.VariantDark), everywhere, port(65535))
			p.network.become(cable("192.168.100.123"))
			p.WaitForText("192.168.100.123:65535")
			uitest.CheckWindow(t, p.For(opens(p)))
		})
	}
}

func TestEveryControlOfTheOtherWindowsIsReachedByTheKeyboard(t *testing.T) {
	for name, opens := range windows {
		t.Run(name, func(t *testing.T) {
			p := openIn(t, uitest.NewApp(theme.VariantDark), everywhere, port(5555))
			uitest.CheckTabReaches(t, p.For(opens(p)))
		})
	}
}

func TestAButtonOfALongListComesIntoSightWithTheFocus(t *testing.T) {
	p := openIn(t, uitest.NewApp(theme.VariantDark))
	other := p.For(windows["who may come in, with 30 banned and something wrong"](p))
	other.Window.Resize(fyne.NewSize(540, 420))
	other.Texts()
	other.TabTo("Unban", 20)
	b := other.Window.Canvas().Focused().(fyne.CanvasObject)
	if at := other.Where(b); !at.Bounds.IsWithin(at.Visible) {
		t.Errorf("the button is at %v, and of that %v is in sight", at.Bounds, at.Visible)
	}
	other.PressKey(fyne.KeySpace)
	p.WaitFor("one ban less", func() bool { return len(p.snapshot().Banned) == 29 })
}

func TestEscapeClosesTheOtherWindows(t *testing.T) {
	for name, opens := range windows {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			uitest.CheckEscapeHides(t, p.For(opens(p)))
		})
	}
}
