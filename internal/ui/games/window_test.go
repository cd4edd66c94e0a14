package games

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/ui/uitest"
)

func TestBuiltInGamesCannotBeChanged(t *testing.T) {
	w := open(t)
	for i := range w.items {
		w.list.Select(i)
		for _, in := range w.form.inputs {
			for _, o := range []fyne.Disableable{in.entry, in.choice, in.check} {
				switch o := o.(type) {
				case *widget.Entry:
					if o != nil && !o.Disabled() {
						t.Errorf("%s: %s can be typed into", w.current(), in.key)
					}
				case *widget.Select:
					if o != nil && !o.Disabled() {
						t.Errorf("%s: %s can be chosen", w.current(), in.key)
					}
				case *widget.Check:
					if o != nil && !o.Disabled() {
						t.Errorf("%s: %s can be ticked", w.current(), in.key)
					}
				}
			}
		}
		if !w.saveButton.Disabled() || !w.deleteButton.Disabled() {
			t.Errorf("%s can be saved or deleted", w.current())
		}
		if keys := w.invalidKeys(); len(keys) > 0 {
			t.Errorf("%s has errors at %q", w.current(), keys)
		}
	}
	w.WaitForText("This game is built in. Duplicate it to make it your own.")
}

func TestShowOpensTheNamedGame(t *testing.T) {
	w := newWindow(t)
	w.Show("Positions")
	if got := w.current(); got != "Positions" {
		t.Errorf("the form has %q", got)
	}
	if got := w.input("greeting").entry.Text; got != "{seat}" {
		t.Errorf("the greeting is %q", got)
	}
}

func TestEverythingStaysInsideTheWindow(t *testing.T) {
	w := open(t)
	bad := filepath.Join(t.TempDir(), "bad.toml")
	writeFile(t, bad, "rule = \"ecko\"\n", 0)
	w.drop(bad)
	w.Click("New")
	w.fill("prefix", "wrong")
	w.WaitForText("Save changes")
	size := w.window.Canvas().Size()
	uitest.CheckInside(t, w.Harness)
	uitest.CheckTexts(t, w.Harness)
	if size.Width > 1000 || size.Height > 700 {
		t.Errorf("the window takes %v", size)
	}
}

func TestEscapeHidesTheWindow(t *testing.T) {
	uitest.CheckEscapeHides(t, open(t).Harness)
}
