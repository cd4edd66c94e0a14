package ui

import (
	"net/netip"
	"testing"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// otherWindows open each of Porchlight's other windows with as much content as possible.
var otherWindows = map[string]func(*windowHarness) fyne.Window{
	"access": func(h *windowHarness) fyne.Window { return h.openAccess().Window },
	"access, with 30 banned and invalid entries": func(h *windowHarness) fyne.Window {
		a := netip.MustParseAddr("192.168.100.100")
		for range 30 {
			a = a.Next()
			h.session.Ban(a)
		}
		h.WaitFor("the list", func() bool { return len(h.snapshot().Banned) == 30 })
		w := h.openAccess()
		w.field(perAddressField).SetText("many")
		w.field(addressField).SetText("many")
		w.TabTo("Ban", 0)
		w.PressKey(fyne.KeySpace)
		w.WaitForText("An address is four numbers")
		w.Window.Canvas().Unfocus()
		return w.Window
	},
}

func TestTheOtherWindowsFitAndCanBeRead(t *testing.T) {
	for name, opens := range otherWindows {
		t.Run(name, func(t *testing.T) {
			h := openIn(t, uitest.NewApp(theme.VariantDark), onAllAddresses, withPort(65535))
			h.network.set(cable("192.168.100.123"))
			h.WaitForText("192.168.100.123:65535")
			uitest.CheckWindow(t, h.For(opens(h)))
		})
	}
}

func TestTabReachesEveryControlOfTheOtherWindows(t *testing.T) {
	for name, opens := range otherWindows {
		t.Run(name, func(t *testing.T) {
			h := openIn(t, uitest.NewApp(theme.VariantDark), onAllAddresses, withPort(5555))
			uitest.CheckTabReaches(t, h.For(opens(h)))
		})
	}
}

func TestAButtonOfALongListScrollsIntoViewWithTheFocus(t *testing.T) {
	h := openIn(t, uitest.NewApp(theme.VariantDark))
	other := h.For(otherWindows["access, with 30 banned and invalid entries"](h))
	other.Window.Resize(fyne.NewSize(540, 420))
	other.Texts()
	other.TabTo("Unban", 20)
	b := other.Window.Canvas().Focused().(fyne.CanvasObject)
	if at := other.Where(b); !at.Bounds.IsWithin(at.Visible) {
		t.Errorf("the button is at %v, of which only %v is visible", at.Bounds, at.Visible)
	}
	other.PressKey(fyne.KeySpace)
	h.WaitFor("one ban less", func() bool { return len(h.snapshot().Banned) == 29 })
}

func TestEscapeClosesTheOtherWindows(t *testing.T) {
	for name, opens := range otherWindows {
		t.Run(name, func(t *testing.T) {
			h := open(t)
			uitest.CheckEscapeHides(t, h.For(opens(h)))
		})
	}
}
