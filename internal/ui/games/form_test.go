package games

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"porchlight/internal/game"
	"porchlight/internal/ui/uitest"
)

func TestTheHintOfAFieldShowsItsError(t *testing.T) {
	for name, c := range map[string]struct {
		game, key, text, invalid, hint string
	}{
		"no number":              {"Echo", "players", "many", "players", "Type a whole number here, such as 2."},
		"a number too low":       {"Echo", "players", "-1", "players", "takes a whole number from 0"},
		"a room of words":        {"Echo", "room", "two", "room", "Type a whole number here, such as 2."},
		"a buffer of none":       {"Echo", "buffer", "0", "buffer", "takes a whole number from 1"},
		"an unknown framing":     {"Echo", "framing.in", "lines?", "framing.in", "Choose one from the list, or type one like them."},
		"an unknown framing out": {"Echo", "framing.out", "lines?", "framing.out", "Choose one from the list, or type one like them."},
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
			if !w.saveButton.Disabled() {
				t.Error("it can be saved")
			}
			w.fill(c.key, before)
			if keys := w.invalidKeys(); len(keys) > 0 || w.saveButton.Disabled() {
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

func TestAnErrorOfTheWholeGameIsShownAboveTheForm(t *testing.T) {
	w := open(t)
	w.Click("New")
	greeting := w.input("greeting").entry
	greeting.SetText(strings.Repeat("long ", 20_000))
	w.WaitForText("a game file is a plain file of at most 64 KiB")
	if !w.saveButton.Disabled() {
		t.Error("it can be saved")
	}
	uitest.CheckInside(t, w.Harness)
	greeting.SetText("short")
	w.WaitForNoText("at most 64 KiB")
	if w.saveButton.Disabled() {
		t.Error("it cannot be saved")
	}
	w.fill("about", strings.Repeat("x", 3))
	greeting.SetText(strings.Repeat("long ", 20_000))
	w.selectGame("Echo")
	w.WaitForNoText("at most 64 KiB")
}

func TestAListKeepsItsEmptyTexts(t *testing.T) {
	w := open(t)
	w.Click("New")
	state, g := w.input("state"), game.Echo()
	for _, list := range [][]string{nil, {"white"}, {"white", ""}, {"", "black"}, {"", ""}, {"white", "", ""}, {"a\n", "b\\n"}} {
		g.State = list
		text := state.read(g)
		g.State = []string{"other"}
		if !state.write(g, text) || !slices.Equal(g.State, list) {
			t.Errorf("%q becomes %q by the text %q", list, g.State, text)
		}
	}
	for text, want := range map[string][][]string{"white\n": {{"white"}}, "white\n\n": {{"white"}, {""}}, "\n": nil} {
		w.fill("greeting", text)
		w.Click("Save changes")
		if got := w.fromDisk().Greeting; !reflect.DeepEqual(got, want) {
			t.Errorf("%q is saved as %q, want %q", text, got, want)
		}
	}
}

func TestAGreetingOfSeveralMessagesStandsInOneLine(t *testing.T) {
	w := open(t)
	w.Click("New")
	w.fill("greeting", `a\|b\\|b\n`+"\nc")
	w.Click("Save changes")
	if got, want := w.fromDisk().Greeting, [][]string{{"a", `b\|b` + "\n"}, {"c"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("saved is %q, want %q", got, want)
	}
	greeting, g := w.input("greeting"), game.Echo()
	for _, list := range [][][]string{{{"a", "b"}}, {{"", "b"}, {`\`, "|"}}, {{`\|`, `|\`, ""}}, {{"a"}, {"b", "c"}}} {
		g.Greeting = list
		text := greeting.read(g)
		g.Greeting = nil
		if greeting.write(g, text); !reflect.DeepEqual(g.Greeting, list) {
			t.Errorf("%q becomes %q by the text %q", list, g.Greeting, text)
		}
	}
}
