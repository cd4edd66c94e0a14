package ui

import (
	"testing"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// withWelcome shows the welcome screen unless the preferences say that it was seen.
func withWelcome(s *setup) { s.Welcome = true }

func TestTheWelcomeScreenIsShownOnce(t *testing.T) {
	for way, leave := range map[string]func(*windowHarness){
		"the button":           func(h *windowHarness) { h.Click("Got it") },
		"Enter":                func(h *windowHarness) { h.PressWindowKey(fyne.KeyReturn) },
		"Enter of the numbers": func(h *windowHarness) { h.PressWindowKey(fyne.KeyEnter) },
		"Space":                func(h *windowHarness) { h.PressWindowKey(fyne.KeySpace) },
		"Escape":               func(h *windowHarness) { h.PressWindowKey(fyne.KeyEscape) },
		"Escape, after a click elsewhere": func(h *windowHarness) {
			h.window.Canvas().Unfocus()
			h.PressWindowKey(fyne.KeyEscape)
		},
	} {
		a := uitest.NewApp(theme.VariantDark)
		h := openIn(t, a, withWelcome)
		h.WaitForText("Welcome to Porchlight")
		if h.App.Preferences().Bool(keyWelcomed) {
			t.Errorf("%s: it is saved as seen before it was", way)
		}
		leave(h)
		if h.Shows("Welcome to Porchlight") {
			t.Errorf("%s does not take it away", way)
		}
		if h.window.Canvas().Focused() != h.header.port {
			t.Errorf("%s leaves the focus at %T", way, h.window.Canvas().Focused())
		}
		h.PressWindowKey(fyne.KeyEscape) // this does nothing any more
		h.Finish()
		if again := openIn(t, a, withWelcome); again.Shows("Welcome") {
			t.Errorf("after %s it comes again", way)
		}
	}
}

func TestOtherKeysDoNotCloseTheWelcomeScreen(t *testing.T) {
	h := open(t, withWelcome)
	h.PressWindowKey(fyne.KeyA)
	h.PressWindowKey(fyne.KeyDown)
	if !h.Shows("Welcome to Porchlight") {
		t.Error("it is gone")
	}
}

func TestClosingTheWindowCountsAsHavingSeenTheWelcomeScreen(t *testing.T) {
	a := uitest.NewApp(theme.VariantDark)
	h := openIn(t, a, withWelcome)
	h.askToClose()
	h.WaitFor("the end", h.App.HasQuit.Load)
	if openIn(t, a, withWelcome).Shows("Welcome") {
		t.Error("it comes again")
	}
}

func TestTheWelcomeScreenCanBeSkipped(t *testing.T) {
	if open(t).Shows("Welcome") {
		t.Error("it shows the welcome screen")
	}
}

func TestTheWelcomeScreenFitsAndCanBeRead(t *testing.T) {
	h := open(t, withWelcome)
	for _, variant := range uitest.Variants {
		h.App.SetVariant(variant)
		for _, size := range sizes {
			h.window.Resize(size)
			checkPlaces(t, h, size)
			s := uitest.ScreenOf(t, h.Harness)
			s.CheckApart(h.window.Canvas().Overlays().Top())
			uitest.CheckContrast(t, h.Harness, variant)
			if b := s.Where(h.welcome.button); !b.Bounds.IsWithin(s.Window) {
				t.Errorf("in %v the button is at %v", size, b.Bounds)
			}
		}
	}
}
