package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// harness drives one window under test: it reads what the window shows, clicks and types. The test's goroutine is the
// UI goroutine: what the window dispatches runs in await and nowhere else.
type harness struct {
	t      testing.TB
	app    *watchedApp
	win    fyne.Window
	queue  *queue
	always func() // where set, is called after everything that the window ran

	least map[fyne.CanvasObject]fyne.Size // see layOut
}

func newHarness(t testing.TB, a *watchedApp, w fyne.Window, q *queue) *harness {
	return &harness{t: t, app: a, win: w, queue: q, least: map[fyne.CanvasObject]fyne.Size{}}
}

// await runs what the window dispatches until a state is reached.
func (h *harness) await(what string, reached func() bool) {
	h.t.Helper()
	deadline := time.After(patience)
	for {
		h.run()
		if reached() {
			return
		}
		select {
		case <-h.queue.more:
		case <-time.After(5 * time.Millisecond): // hosts and sockets do not tell
		case <-deadline:
			h.t.Fatalf("waited in vain for %s; the window shows:\n%s", what, strings.Join(h.texts(), "\n"))
		}
	}
}

// run runs what the window has dispatched.
func (h *harness) run() {
	for _, f := range h.queue.take() {
		f()
		if h.always != nil {
			h.always()
		}
	}
}

// sees waits until the window shows a text.
func (h *harness) sees(text string) {
	h.t.Helper()
	h.await("the text "+text, func() bool { return h.shows(text) })
}

// seesNo waits until the window does not show a text any more.
func (h *harness) seesNo(text string) {
	h.t.Helper()
	h.await("the end of the text "+text, func() bool { return !h.shows(text) })
}

// before is a harness for another of Porchlight's windows. What it dispatches runs as before.
func (h *harness) before(w fyne.Window) *harness {
	other := *h
	other.win, other.least = w, map[fyne.CanvasObject]fyne.Size{}
	return &other
}

// patience is how long a test waits for what must come.
const patience = 30 * time.Second
