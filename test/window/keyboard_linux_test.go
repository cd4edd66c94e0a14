package window

import (
	"image"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"porchlight/internal/inspect"
	"porchlight/test/desktop"
	"porchlight/test/program"
)

func TestAPersonWithoutAMouseReachesEveryControlAndHosts(t *testing.T) {
	t.Parallel()
	desktop.NeedTools(t, "import")
	port := program.FreePort(t)
	w := openWindow(t, "--port", strconv.Itoa(port))
	w.must(w.MovePointer(image.Pt(990, 710))) // so that nothing is under the pointer

	missing := []string{"Start hosting", "Copy", "Games", "Echo", "Pause", "Save", "Clear", "Find", "All players", "Hex", "Invite", "More"}
	for tabs := 0; len(missing) > 0; tabs++ {
		if tabs == 60 {
			t.Fatalf("Tab does not reach %v", missing)
		}
		focused := w.focusNext()
		missing = slices.DeleteFunc(missing, func(control string) bool { return strings.Contains(focused, control) })
	}
	for range 60 {
		if w.focusNext() == "Start hosting" {
			break
		}
	}
	w.press("space")
	w.waitForText("Waiting for players")
	program.ConnectPython(t, port).Echo("in")
}

// focusNext presses Tab and returns the texts of the control that gets the focus. It checks that the focus is visible:
// that the pixels of the control change.
func (w *window) focusNext() (texts string) {
	w.t.Helper()
	before, err := w.WindowScreenshot(mainTitle)
	w.must(err)
	list, err := w.process.Windows()
	w.must(err)
	was := focused(list)
	w.press("Tab")
	var now inspect.Object
	w.must(w.process.WaitFor("the focus to move on", func(list []inspect.Window) bool {
		now = focused(list)
		return now.Box != was.Box || now.Type != was.Type
	}))
	texts = now.AllText()
	if texts == "" {
		return "" // an empty list looks the same
	}
	box := now.Box.Inset(-4) // including the focus ring
	for end := time.Now().Add(program.Timeout); ; {
		shot, err := w.WindowScreenshot(mainTitle)
		w.must(err)
		if !desktop.Same(desktop.Crop(before, box), desktop.Crop(shot, box)) {
			return texts
		}
		if time.Now().After(end) {
			w.t.Fatalf("the control %q looks the same with the focus", texts)
		}
	}
}

// focused returns the object with the focus; without one, a zero object.
func focused(list []inspect.Window) inspect.Object {
	for _, window := range list {
		if o, ok := window.Focused(); ok {
			return o
		}
	}
	return inspect.Object{}
}

func TestEnterInThePortFieldStarts(t *testing.T) {
	t.Parallel()
	w := openWindow(t) // the port has the focus
	port := program.FreePort(t)
	w.press("ctrl+a")
	w.typeText(strconv.Itoa(port))
	w.waitForPort(port)
	w.press("Return")
	w.waitForText("Waiting for players")
	program.ConnectPython(t, port).Echo("in by keyboard")
}
