package ui

import (
	"testing"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2/theme"
)

func TestACrashIsReportedOnceAtTheNextStart(t *testing.T) {
	const sentence = "Porchlight ended unexpectedly last time. A report is in /home/ada/crashes/"
	crashed := func(name string) func(*setup) {
		return func(s *setup) { s.crashReport = "/home/ada/crashes/" + name }
	}
	a := uitest.NewApp(theme.VariantLight)
	for _, c := range []struct {
		name     string
		reported bool
	}{
		{"crash-1.txt", true},
		{"crash-1.txt", false},
		{"crash-2.txt", true},
	} {
		h := openIn(t, a, crashed(c.name))
		h.catchUp()
		if h.Shows(sentence+c.name) != c.reported {
			t.Errorf("%s: reported %t, want %t", c.name, !c.reported, c.reported)
		}
		if c.reported {
			h.Click("Dismiss")
			h.WaitForNoText(sentence)
		}
		h.Finish()
	}
}

func TestAPanicInAGoroutineOfTheWindowIsCaught(t *testing.T) {
	caught := make(chan any, 1)
	h := open(t, func(s *setup) {
		s.Params.Catch = func() {
			if v := recover(); v != nil {
				caught <- v
			}
		}
	})
	h.work.Go(func() { panic("oh") })
	if v := <-caught; v != "oh" {
		t.Errorf("caught %v", v)
	}
}
