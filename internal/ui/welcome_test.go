package ui

import (
	"testing"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// theFirstTime has the window open for somebody who may not have seen it before.
func theFirstTime(p *setup) { p.Welcome = true }

func TestTheFirstStartSaysWhatTheProgramDoesAndNeverAgain(t *testing.T) {
	for way, leave := range map[string]func(*person){
		"the button":           func(p *person) { p.Click("Got it") },
		"Enter":                func(p *person) { p.PressWindowKey(fyne.KeyReturn) },
		"Enter of the numbers": func(p *person) { p.PressWindowKey(fyne.KeyEnter) },
		"Space":                func(p *person) { p.PressWindowKey(fyne.KeySpace) },
		"Escape":               func(p *person) { p.PressWindowKey(fyne.KeyEscape) },
		"Escape, after a click elsewhere": func(p *person) {
			p.window.Canvas().Unfocus()
			p.PressWindowKey(fyne.KeyEscape)
		},
	} {
		a := uitest.NewApp(theme.VariantDark)
		p := openIn(t, a, theFirstTime)
		p.WaitForText("Welcome to Porchlight")
		if p.App.Preferences().Bool(keyWelcomed) {
			t.Errorf("%s: it is kept as seen before it was", way)
		}
		leave(p)
		if p.Shows("Welcome to Porchlight") {
			t.Errorf("%s does not take it away", way)
		}
		if p.window.Canvas().Focused() != p.header.port {
			t.Errorf("%s leaves the focus at %T", way, p.window.Canvas().Focused())
		}
		p.PressWindowKey(fyne.KeyEscape) // this does nothing any more
		p.Finish()
		if again := openIn(t, a, theFirstTime); again.Shows("Welcome") {
			t.Errorf("after %s it comes again", way)
		}
	}
}

func TestAnotherKeyLeavesTheFirstScreen(t *testing.T) {
	p := open(t, theFirstTime)
	p.PressWindowKey(fyne.KeyA)
	p.PressWindowKey(fyne.KeyDown)
	if !p.Shows("Welcome to Porchlight") {
		t.Error("it is gone")
	}
}

func TestClosingTheWindowOnTheFirstScreenIsEnough(t *testing.T) {
	a := uitest.NewApp(theme.VariantDark)
	p := openIn(t, a, theFirstTime)
	p.askToClose()
	p.WaitFor("the end", p.App.HasQuit.Load)
	if openIn(t, a, theFirstTime).Shows("Welcome") {
		t.Error("it comes again")
	}
}

func TestWhoIsNotToBeGreetedIsNot(t *testing.T) {
	if open(t).Shows("Welcome") {
		t.Error("it shows the first screen")
	}
}

func TestTheFirstScreenFitsAndCanBeRead(t *testing.T) {
	p := open(t, theFirstTime)
	for _, variant := range uitest.Variants {
		p.App.SetVariant(variant)
		for _, size := range sizes {
			p.window.Resize(size)
			checkPlaces(t, p, size)
			s := uitest.ScreenOf(t, p.Harness)
			s.CheckApart(p.window.Canvas().Overlays().Top())
			uitest.CheckContrast(t, p.Harness, variant)
			if b := s.Where(p.welcome.button); !b.Bounds.IsWithin(s.Window) {
				t.Errorf("in %v the button is at %v", size, b.Bounds)
			}
		}
	}
}
