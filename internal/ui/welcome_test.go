package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// theFirstTime has the window open for somebody who may not have seen it before.
func theFirstTime(p *Params) { p.Welcome = true }

func TestTheFirstStartSaysWhatTheProgramDoesAndNeverAgain(t *testing.T) {
	for way, leave := range map[string]func(*person){
		"the button":           func(p *person) { p.press("Got it") },
		"Enter":                func(p *person) { p.presses(fyne.KeyReturn) },
		"Enter of the numbers": func(p *person) { p.presses(fyne.KeyEnter) },
		"Space":                func(p *person) { p.presses(fyne.KeySpace) },
		"Escape":               func(p *person) { p.presses(fyne.KeyEscape) },
		"Escape, after a click elsewhere": func(p *person) {
			p.window.Canvas().Unfocus()
			p.presses(fyne.KeyEscape)
		},
	} {
		a := newApp(theme.VariantDark)
		p := openIn(t, a, theFirstTime)
		p.sees("Welcome to Porchlight")
		if p.app.Preferences().Bool(keyWelcomed) {
			t.Errorf("%s: it is kept as seen before it was", way)
		}
		leave(p)
		if p.shows("Welcome to Porchlight") {
			t.Errorf("%s does not take it away", way)
		}
		if p.window.Canvas().Focused() != p.header.port {
			t.Errorf("%s leaves the focus at %T", way, p.window.Canvas().Focused())
		}
		p.presses(fyne.KeyEscape) // this does nothing any more
		p.Finish()
		if again := openIn(t, a, theFirstTime); again.shows("Welcome") {
			t.Errorf("after %s it comes again", way)
		}
	}
}

func TestAnotherKeyLeavesTheFirstScreen(t *testing.T) {
	p := open(t, theFirstTime)
	p.presses(fyne.KeyA)
	p.presses(fyne.KeyDown)
	if !p.shows("Welcome to Porchlight") {
		t.Error("it is gone")
	}
}

func TestClosingTheWindowOnTheFirstScreenIsEnough(t *testing.T) {
	a := newApp(theme.VariantDark)
	p := openIn(t, a, theFirstTime)
	p.askToClose()
	p.await("the end", p.app.quit.Load)
	if openIn(t, a, theFirstTime).shows("Welcome") {
		t.Error("it comes again")
	}
}

func TestWhoIsNotToBeGreetedIsNot(t *testing.T) {
	if open(t).shows("Welcome") {
		t.Error("it shows the first screen")
	}
}

func TestTheFirstScreenFitsAndCanBeRead(t *testing.T) {
	p := open(t, theFirstTime)
	for _, variant := range variants {
		p.app.become(variant)
		for _, size := range sizes {
			p.window.Resize(size)
			checkPlaces(t, p, size)
			s := screenOf(t, p.harness)
			s.checkApart(p.window.Canvas().Overlays().Top())
			checkContrast(t, p.harness, variant)
			if b := s.where(p.welcome.button); !b.whole.within(s.window) {
				t.Errorf("in %v the button is at %v", size, b.whole)
			}
		}
	}
}
