package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// tabsTo presses Tab until a control with a text has the focus, the one after so many others.
func (p *person) tabsTo(text string, skip int) {
	p.t.Helper()
	c := p.window.Canvas()
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
	p.t.Fatalf("Tab does not reach %q", text)
}

// labelOf is what a control says.
func labelOf(f fyne.Focusable) string {
	switch f := f.(type) {
	case *widget.Button:
		return f.Text
	case *ringedButton:
		return f.Text
	case *scrolledButton:
		return f.Text
	case *widget.Check:
		return f.Text
	}
	return ""
}

// presses presses a key that the focus, or else the window, gets.
func (p *person) presses(name fyne.KeyName) {
	c, e := p.window.Canvas(), &fyne.KeyEvent{Name: name}
	if f := c.Focused(); f != nil {
		f.TypedKey(e)
	} else if f := c.OnTypedKey(); f != nil {
		f(e)
	}
}
