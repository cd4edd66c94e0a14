package ui

import (
	"reflect"

	"fyne.io/fyne/v2"
)

// tabsTo presses Tab until a control with a text has the focus, the one after so many others.
func (h *harness) tabsTo(text string, skip int) {
	h.t.Helper()
	c := h.win.Canvas()
	c.Unfocus()
	for range 300 {
		c.FocusNext()
		if labelOf(c.Focused()) == text {
			if skip == 0 {
				return
			}
			skip--
		}
	}
	h.t.Fatalf("Tab does not reach %q", text)
}

// labelOf is what a control says.
func labelOf(f fyne.Focusable) string {
	v := reflect.Indirect(reflect.ValueOf(f))
	if v.Kind() != reflect.Struct {
		return ""
	}
	if text := v.FieldByName("Text"); text.IsValid() && text.Kind() == reflect.String && !v.FieldByName("PlaceHolder").IsValid() {
		return text.String()
	}
	return ""
}

// presses presses a key that the focus, or else the window, gets.
func (h *harness) presses(name fyne.KeyName) {
	c, e := h.win.Canvas(), &fyne.KeyEvent{Name: name}
	if f := c.Focused(); f != nil {
		f.TypedKey(e)
	} else if f := c.OnTypedKey(); f != nil {
		f(e)
	}
}

// entry is where one can type.
type entry interface {
	fyne.CanvasObject
	fyne.Focusable
	fyne.Shortcutable
}

// types taps an entry and types over what stands in it.
func (h *harness) types(into entry, text string) {
	h.t.Helper()
	h.tap(into)
	into.TypedShortcut(&fyne.ShortcutSelectAll{})
	h.key(fyne.KeyDelete)
	h.adds(text)
}

// adds types where the focus is.
func (h *harness) adds(text string) {
	h.t.Helper()
	for _, r := range text {
		if f := h.win.Canvas().Focused(); f != nil {
			f.TypedRune(r)
		}
	}
}

// key presses a key where the focus is.
func (h *harness) key(name fyne.KeyName) {
	h.t.Helper()
	if f := h.win.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

// copies presses ctrl+C: what has the focus gets it if it knows shortcuts, and else the canvas, as in
// Fyne's driver.
func (h *harness) copies() {
	h.t.Helper()
	press := &fyne.ShortcutCopy{Clipboard: h.app.Clipboard()}
	if f, ok := h.win.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(press)
		return
	}
	// The test canvas has its shortcuts inside of what it wraps.
	inner := reflect.ValueOf(h.win.Canvas()).Elem().FieldByName("WindowlessCanvas").Interface()
	s, ok := inner.(fyne.Shortcutable)
	if !ok {
		h.t.Fatal("the test canvas knows no shortcuts")
	}
	s.TypedShortcut(press)
}

func (h *harness) clipboard() string { return h.app.Clipboard().Content() }
