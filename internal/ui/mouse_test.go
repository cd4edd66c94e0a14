package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// press taps the one thing on the screen with a text, where that text stands.
func (h *harness) press(text string) {
	h.t.Helper()
	h.pressOne(text, 0, 1)
}

// pressOne taps one of several things with the same text, counted from the top.
func (h *harness) pressOne(text string, which, of int) {
	h.t.Helper()
	h.run()
	found := h.find(text)
	if len(found) != of {
		h.t.Fatalf("%d things say %q, want %d, among:\n%s", len(found), text, of, strings.Join(h.texts(), "\n"))
	}
	h.tapAt(found[which].seen.middle())
}

// tapAt clicks with the mouse: entries take the focus when the button goes down.
func (h *harness) tapAt(at fyne.Position) {
	var under desktop.Mouseable
	for _, t := range h.things() {
		if m, ok := t.object.(desktop.Mouseable); ok && t.seen.holds(at) {
			under = m
		}
	}
	if under != nil {
		e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
		under.MouseDown(e)
		under.MouseUp(e)
	}
	test.TapCanvas(h.win.Canvas(), at)
}

// tap taps the middle of an object.
func (h *harness) tap(o fyne.CanvasObject) {
	h.t.Helper()
	h.run()
	h.tapAt(h.where(o).seen.middle())
}

// ticks taps the words beside a check or a radio button, which do not take all the room they have.
func (h *harness) ticks(text string) {
	h.t.Helper()
	h.run()
	found := h.find(text)
	if len(found) != 1 {
		h.t.Fatalf("%d things say %q among:\n%s", len(found), text, strings.Join(h.texts(), "\n"))
	}
	h.tapAt(ink(found[0]).middle())
}

// turnsTheWheel turns the wheel down over each of some fields, and tells whether the form around them
// went on every time.
func (h *harness) turnsTheWheel(form *container.Scroll, fields map[string]fyne.CanvasObject) {
	h.t.Helper()
	for name, field := range fields {
		const line = 8
		h.layOut()
		to := form.Offset.Y + h.where(field).whole.top - h.where(form).whole.top
		end := form.Content.Size().Height - form.Size().Height
		form.ScrollToOffset(fyne.NewPos(0, max(0, min(to, end)-2*line)))
		h.layOut()
		before := form.Offset.Y
		test.Scroll(h.win.Canvas(), h.where(field).seen.middle(), 0, -line)
		if form.Offset.Y <= before {
			h.t.Errorf("over %q the form stays at %v", name, before)
		}
	}
}

// picks opens a choice and taps one of what it offers.
func (h *harness) picks(from *widget.Select, option string) {
	h.t.Helper()
	h.tap(from)
	if h.win.Canvas().Overlays().Top() == nil {
		h.t.Fatalf("the choice does not open where %q is wanted", option)
	}
	h.press(option)
}

// pressWhenSeen waits for a text before it taps it.
func (h *harness) pressWhenSeen(text string) {
	h.t.Helper()
	h.sees(text)
	h.press(text)
}
