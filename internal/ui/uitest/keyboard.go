package uitest

import (
	"reflect"

	"fyne.io/fyne/v2"
)

// TabTo presses Tab until a control with a label has the focus, skipping the first skip of them.
func (h *Harness) TabTo(text string, skip int) {
	h.T.Helper()
	c := h.Window.Canvas()
	c.Unfocus()
	for range 300 {
		c.FocusNext()
		if LabelOf(c.Focused()) == text {
			if skip == 0 {
				return
			}
			skip--
		}
	}
	h.T.Fatalf("Tab does not reach %q", text)
}

// LabelOf returns the label of a button or check box, or "".
func LabelOf(f fyne.Focusable) string {
	v := reflect.Indirect(reflect.ValueOf(f))
	if v.Kind() != reflect.Struct {
		return ""
	}
	if text := v.FieldByName("Text"); text.IsValid() && text.Kind() == reflect.String && !v.FieldByName("PlaceHolder").IsValid() {
		return text.String()
	}
	return ""
}

// PressWindowKey presses a key; the focused widget gets it, or else the window.
func (h *Harness) PressWindowKey(name fyne.KeyName) {
	h.App.Skip(aim)
	c, e := h.Window.Canvas(), &fyne.KeyEvent{Name: name}
	if f := c.Focused(); f != nil {
		f.TypedKey(e)
	} else if f := c.OnTypedKey(); f != nil {
		f(e)
	}
}

// Entry is a widget that takes text.
type Entry interface {
	fyne.CanvasObject
	fyne.Focusable
	fyne.Shortcutable
}

// TypeInto clicks an entry and replaces its text.
func (h *Harness) TypeInto(into Entry, text string) {
	h.T.Helper()
	h.ClickObject(into)
	into.TypedShortcut(&fyne.ShortcutSelectAll{})
	h.PressKey(fyne.KeyDelete)
	h.TypeText(text)
}

// TypeText types into the focused widget.
func (h *Harness) TypeText(text string) {
	h.T.Helper()
	for _, r := range text {
		if f := h.Window.Canvas().Focused(); f != nil {
			f.TypedRune(r)
		}
	}
}

// PressKey presses a key; the focused widget gets it.
func (h *Harness) PressKey(name fyne.KeyName) {
	h.App.Skip(aim)
	h.T.Helper()
	if f := h.Window.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

// PressCopy presses Ctrl+C: the focused widget gets it if it takes shortcuts, and else the canvas, as in
// Fyne's driver.
func (h *Harness) PressCopy() {
	h.T.Helper()
	press := &fyne.ShortcutCopy{Clipboard: h.App.Clipboard()}
	if f, ok := h.Window.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(press)
		return
	}
	// The test canvas wraps the one with the shortcuts.
	inner := reflect.ValueOf(h.Window.Canvas()).Elem().FieldByName("WindowlessCanvas").Interface()
	s, ok := inner.(fyne.Shortcutable)
	if !ok {
		h.T.Fatal("the test canvas has no shortcuts")
	}
	s.TypedShortcut(press)
}

// Clipboard returns the text on the clipboard.
func (h *Harness) Clipboard() string { return h.App.Clipboard().Content() }
