package server

import (
	"fmt"
	"net"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/inspect"
)

// show opens a window of the test app and returns its description.
func show(t *testing.T, content fyne.CanvasObject, prepare func(w fyne.Window)) inspect.Window {
	t.Helper()
	a := test.NewApp()
	t.Cleanup(a.Quit)
	w := a.NewWindow("Porchlight")
	w.SetContent(content)
	w.Resize(fyne.NewSize(300, 200))
	w.Show()
	if prepare != nil {
		prepare(w)
	}
	list := Windows(a)
	if len(list) != 1 || list[0].Title != "Porchlight" {
		t.Fatalf("the windows are %+v", list)
	}
	return list[0]
}

func TestTheBoxOfATextFitsItsLetters(t *testing.T) {
	check := widget.NewCheck("Ask me first", nil)
	w := show(t, check, nil)
	found := w.Find("Ask me first")
	if len(found) != 1 {
		t.Fatalf("found %+v", found)
	}
	width := fyne.MeasureText("Ask me first", theme.TextSize(), fyne.TextStyle{}).Width * w.Scale
	if got := float32(found[0].Box.Dx()); got < width-2 || got > width+2 {
		t.Errorf("the text takes %v pixels, want %v: a click beside the letters would miss the check", got, width)
	}
}

func TestFocusDisabledAndCheckedAreReported(t *testing.T) {
	first, second := widget.NewButton("First", nil), widget.NewCheck("Second", nil)
	second.SetChecked(true)
	first.Disable()
	w := show(t, container.NewVBox(first, second), func(w fyne.Window) { w.Canvas().Focus(second) })
	focused, ok := w.Focused()
	if !ok || focused.Type != "Check" || !focused.Checked {
		t.Errorf("the focus is on %+v, %v", focused, ok)
	}
	button := w.Roots[0].Children[0]
	if button.Type != "Button" || !button.Disabled || button.AllText() != "First" {
		t.Errorf("the first is %+v", button)
	}
}

func TestObjectsScrolledOutOfSightOrHiddenAreLeftOut(t *testing.T) {
	box := container.NewVBox()
	for i := range 50 {
		box.Add(widget.NewLabel(fmt.Sprintf("row %02d", i)))
	}
	hidden := widget.NewLabel("hidden")
	hidden.Hide()
	w := show(t, container.NewBorder(hidden, nil, nil, nil, container.NewVScroll(box)), nil)
	if !w.Shows("row 00") || w.Shows("row 49") || w.Shows("hidden") {
		t.Errorf("it shows\n%s", w)
	}
}

func TestAnOverlayIsARootOfItsOwn(t *testing.T) {
	w := show(t, widget.NewLabel("below"), func(w fyne.Window) {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", fyne.NewMenuItem("About", nil)), w.Canvas(), fyne.NewPos(10, 10))
	})
	if len(w.Roots) != 2 || !w.Shows("below") || !w.Shows("About") {
		t.Errorf("%d roots:\n%s", len(w.Roots), w)
	}
}

func TestServeAnswersUntilItIsStopped(t *testing.T) {
	a := test.NewApp()
	t.Cleanup(a.Quit)
	w := a.NewWindow("Porchlight")
	w.SetContent(widget.NewLabel("Not hosting."))
	w.Show()
	path := filepath.Join(t.TempDir(), "socket")
	stop, err := Serve(path, a, func(f func()) { f() })
	if err != nil {
		t.Fatal(err)
	}
	list, err := inspect.Ask(t.Context(), path)
	if err != nil || len(list) != 1 || !list[0].Shows("Not hosting.") {
		t.Errorf("the answer is %+v, %v", list, err)
	}
	stop()
	if _, err := inspect.Ask(t.Context(), path); err == nil {
		t.Error("it answers after stop")
	}
}

// failingListener fails to accept a number of times, and is closed then.
type failingListener struct {
	net.Listener
	failures int
}

func (l *failingListener) Accept() (net.Conn, error) {
	if l.failures--; l.failures < 0 {
		return nil, net.ErrClosed
	}
	return nil, syscall.EMFILE
}

func TestAFailureToAcceptIsFollowedByAPause(t *testing.T) {
	began := time.Now()
	accept(&failingListener{failures: 4}, nil)
	if took, want := time.Since(began), (5+10+20+40)*time.Millisecond; took < want {
		t.Errorf("four attempts took %v, want at least %v", took, want)
	}
}

func Example() {
	a := test.NewApp()
	defer a.Quit()
	w := a.NewWindow("Porchlight")
	w.SetContent(widget.NewLabel("Not hosting."))
	w.Show()
	fmt.Print(Windows(a)[0])
	// Output:
	// == Porchlight
	// Not hosting.
}
