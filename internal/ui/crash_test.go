package ui

import (
	"testing"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2/theme"
)

func TestAnUnexpectedEndIsToldOnceAtTheNextStart(t *testing.T) {
	const told = "Porchlight ended unexpectedly last time. A report is in /home/ada/crashes/"
	crashed := func(name string) func(*setup) {
		return func(p *setup) { p.crashed = "/home/ada/crashes/" + name }
	}
	a := uitest.NewApp(theme.VariantLight)
	for _, c := range []struct {
		name string
		tell bool
	}{
		{"crash-1.txt", true},
		{"crash-1.txt", false},
		{"crash-2.txt", true},
	} {
		p := openIn(t, a, crashed(c.name))
		p.catchUp()
		if p.Shows(told+c.name) != c.tell {
			t.Errorf("%s: told %t, want %t", c.name, !c.tell, c.tell)
		}
		if c.tell {
			p.Click("Dismiss")
			p.WaitForNoText(told)
		}
		p.Finish()
	}
}

func TestAPanicInAGoroutineOfTheWindowIsCaught(t *testing.T) {
	caught := make(chan any, 1)
	p := open(t, func(p *setup) {
		p.Params.Catch = func() {
			if v := recover(); v != nil {
				caught <- v
			}
		}
	})
	p.work.Go(func() { panic("oh") })
	if v := <-caught; v != "oh" {
		t.Errorf("caught %v", v)
	}
}
