package uitest

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// Click clicks on the one visible text that equals text.
func (h *Harness) Click(text string) {
	h.T.Helper()
	h.ClickOne(text, 0, 1)
}

// ClickOne clicks on one of several visible texts that equal text, counted from the top. It fails the test
// unless there are exactly of.
func (h *Harness) ClickOne(text string, which, of int) {
	h.T.Helper()
	h.RunPending()
	found := h.Find(text)
	if len(found) != of {
		h.T.Fatalf("%d things say %q, want %d, among:\n%s", len(found), text, of, strings.Join(h.Texts(), "\n"))
	}
	h.ClickAt(found[which].Visible.Centre())
}

// ClickAt clicks at a position. Entries take the focus when the button goes down.
func (h *Harness) ClickAt(at fyne.Position) {
	h.App.Skip(aim)
	h.ClickAgain(at)
}

// aim is the time a person needs to aim and click. It is longer than kit.ClickDelay.
const aim = time.Second

// ClickAgain clicks at a position immediately, as the second click of a double click.
func (h *Harness) ClickAgain(at fyne.Position) {
	h.LayOut()
	var under desktop.Mouseable
	for _, t := range h.Objects() {
		if m, ok := t.Canvas.(desktop.Mouseable); ok && t.Visible.Contains(at) {
			under = m
		}
	}
	if under != nil {
		e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
		under.MouseDown(e)
		under.MouseUp(e)
	}
	test.TapCanvas(h.Window.Canvas(), at)
}

// ClickObject clicks in the middle of an object.
func (h *Harness) ClickObject(o fyne.CanvasObject) {
	h.T.Helper()
	h.RunPending()
	h.ClickAt(h.Where(o).Visible.Centre())
}

// ClickWords clicks on the label of a check box or radio button, which may be wider than its text.
func (h *Harness) ClickWords(text string) {
	h.T.Helper()
	h.RunPending()
	found := h.Find(text)
	if len(found) != 1 {
		h.T.Fatalf("%d things say %q among:\n%s", len(found), text, strings.Join(h.Texts(), "\n"))
	}
	h.ClickAt(InkArea(found[0]).Centre())
}

// CheckWheelScrolls turns the wheel over each field and checks that the form around it scrolls.
func (h *Harness) CheckWheelScrolls(form *container.Scroll, fields map[string]fyne.CanvasObject) {
	h.T.Helper()
	for name, field := range fields {
		const line = 8
		h.LayOut()
		to := form.Offset.Y + h.Where(field).Bounds.Top - h.Where(form).Bounds.Top
		end := form.Content.Size().Height - form.Size().Height
		form.ScrollToOffset(fyne.NewPos(0, max(0, min(to, end)-2*line)))
		h.LayOut()
		before := form.Offset.Y
		test.Scroll(h.Window.Canvas(), h.Where(field).Visible.Centre(), 0, -line)
		if form.Offset.Y <= before {
			h.T.Errorf("over %q the form stays at %v", name, before)
		}
	}
}

// Select opens a select and clicks on one of its options.
func (h *Harness) Select(from *widget.Select, option string) {
	h.T.Helper()
	h.ClickObject(from)
	if h.Window.Canvas().Overlays().Top() == nil {
		h.T.Fatalf("the choice does not open where %q is wanted", option)
	}
	h.Click(option)
}

// ClickWhenShown waits for a text and clicks on it.
func (h *Harness) ClickWhenShown(text string) {
	h.T.Helper()
	h.WaitForText(text)
	h.Click(text)
}
