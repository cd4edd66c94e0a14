package uitest

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// Harness drives one window under test. The test's goroutine is the UI goroutine: functions that the window
// dispatches run inside WaitFor and RunPending and nowhere else.
type Harness struct {
	T         testing.TB
	App       *App
	Window    fyne.Window
	Queue     *Queue
	Poll      func() // if set, called before dispatched functions run, as the pump of the main window would
	AfterEach func() // if set, called after each dispatched function

	least map[fyne.CanvasObject]fyne.Size // see layOut
}

// New makes a harness for a window of an app. q is what the window dispatches to.
func New(t testing.TB, a *App, w fyne.Window, q *Queue) *Harness {
	return &Harness{T: t, App: a, Window: w, Queue: q, least: map[fyne.CanvasObject]fyne.Size{}}
}

// WaitFor runs dispatched functions until reached returns true. It fails the test after Patience and prints the texts of
// the window.
func (h *Harness) WaitFor(what string, reached func() bool) {
	h.T.Helper()
	deadline := time.After(Patience)
	for {
		h.RunPending()
		if reached() {
			return
		}
		select {
		case <-h.Queue.More:
		case <-time.After(5 * time.Millisecond): // hosts and sockets dispatch nothing
		case <-deadline:
			h.T.Fatalf("timed out waiting for %s; the window shows:\n%s", what, strings.Join(h.Texts(), "\n"))
		}
	}
}

// RunPending runs the dispatched functions.
func (h *Harness) RunPending() {
	if h.Poll != nil {
		h.Poll()
	}
	for _, f := range h.Queue.TakeAll() {
		f()
		if h.AfterEach != nil {
			h.AfterEach()
		}
	}
}

// WaitForText waits until the window shows a text that contains text.
func (h *Harness) WaitForText(text string) {
	h.T.Helper()
	h.WaitFor("the text "+text, func() bool { return h.Shows(text) })
}

// WaitForNoText waits until the window shows no text that contains text.
func (h *Harness) WaitForNoText(text string) {
	h.T.Helper()
	h.WaitFor("the end of the text "+text, func() bool { return !h.Shows(text) })
}

// For returns a harness for another window with the same app and queue.
func (h *Harness) For(w fyne.Window) *Harness {
	other := *h
	other.Window, other.least = w, map[fyne.CanvasObject]fyne.Size{}
	return &other
}

// ForTitle returns a harness for the newest window with a title. It fails the test if there is none.
func (h *Harness) ForTitle(title string) *Harness {
	h.T.Helper()
	w := h.App.FindWindow(title)
	if w == nil {
		h.T.Fatalf("there is no window %q", title)
	}
	return h.For(w)
}

// Patience bounds how long tests wait for a state.
const Patience = 30 * time.Second
