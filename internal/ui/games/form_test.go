package games

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func TestTheHintOfAFieldShowsItsError(t *testing.T) {
	for name, c := range map[string]struct {
		game, key, text, invalid, hint string
	}{
		"no number":              {"Echo", "players", "many", "players", "Type a whole number here, such as 2."},
		"a number too low":       {"Echo", "players", "-1", "players", "takes a whole number from 0"},
		"a room of words":        {"Echo", "room", "two", "room", "Type a whole number here, such as 2."},
		"a buffer of none":       {"Echo", "buffer", "0", "buffer", "takes a whole number from 1"},
		"an unknown framing":     {"Echo", "framing.in", "lines?", "framing.in", "Choose one of the list, or type one in the same form."},
		"an unknown framing out": {"Echo", "framing.out", "lines?", "framing.out", "Choose one of the list, or type one in the same form."},
		"a reply without text":   {"Acknowledge", "reply", "", "reply", "needs its answer"},
		"an answer with echo":    {"Echo", "reply", "yes", "reply", `goes with rule = "reply" only`},
		"a prefix with echo":     {"Echo", "prefix", "{name}: ", "prefix", `goes with rule = "relay" or "broadcast" only`},
		"no name":                {"Echo", "name", "", "name", "takes a text that is not empty"},
		"a file that is none":    {"Echo", "greeting_files", "nowhere.bin", "greeting_files", "cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			w := open(t)
			w.selectGame(c.game)
			w.Click("Duplicate")
			before := w.input(c.key).entry.Text
			w.fill(c.key, c.text)
			if keys := w.invalidKeys(); !slices.Equal(keys, []string{c.invalid}) {
				t.Errorf("errors are shown at %q, want %q", keys, c.invalid)
			}
			if got := w.input(c.invalid).hint.Text; !strings.Contains(got, c.hint) {
				t.Errorf("the hint is %q, want %q", got, c.hint)
			}
			if !w.save.Disabled() {
				t.Error("it can be saved")
			}
			w.fill(c.key, before)
			if keys := w.invalidKeys(); len(keys) > 0 || w.save.Disabled() {
				t.Errorf("after the correction errors are shown at %q", keys)
			}
		})
	}
}

func TestTheWheelOverAFieldOfOneLineScrollsTheForm(t *testing.T) {
	w := open(t)
	fields := map[string]fyne.CanvasObject{}
	for _, key := range []string{"name", "about", "players", "largest"} {
		fields[key] = w.input(key).entry
	}
	w.CheckWheelScrolls(w.form.scroll, fields)
}

func TestALongTextInAFieldOfOneLineFollowsTheCaret(t *testing.T) {
	w := open(t)
	w.selectGame("Echo")
	w.Click("Duplicate")
	field := w.input("about").entry
	long := strings.Repeat("a sentence that is wider than its field ", 5)
	w.TypeInto(field, long)
	begin := func() float32 {
		for _, thing := range w.Objects() {
			if text, ok := thing.Canvas.(*canvas.Text); ok && text.Text == long {
				return thing.Bounds.Left - w.Where(field).Bounds.Left
			}
		}
		t.Fatal("the text is not on the screen")
		return 0
	}
	if at := begin(); at >= 0 {
		t.Errorf("with the caret at the end the text begins at %v in its field", at)
	}
	w.PressKey(fyne.KeyHome)
	if at := begin(); at < 0 {
		t.Errorf("with the caret at the beginning the text begins at %v in its field", at)
	}
}
