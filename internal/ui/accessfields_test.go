package ui

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/access"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"
)

// Labels of the entries of the access window.
const (
	perAddressField  = "Connections from one address, at most"
	addressField     = "One address"
	messagesField    = "Messages a second from one player"
	kilobytesField   = "Kilobytes a second from one player"
	connectionsField = "New connections a second from one address"
)

// accessHarness drives the access window.
type accessHarness struct{ *uitest.Harness }

// openAccess opens the access window.
func (h *windowHarness) openAccess() accessHarness {
	h.T.Helper()
	h.openAccessWindow()
	return accessHarness{h.For(h.accessWindow.Window)}
}

// textEntry is an entry whose text can be replaced at once.
type textEntry interface {
	uitest.Entry
	SetText(string)
}

// field returns the entry that follows a label.
func (a accessHarness) field(label string) textEntry {
	a.T.Helper()
	found := false
	for _, o := range a.Objects() {
		if l, ok := o.Canvas.(*widget.Label); ok && l.Text == label {
			found = true
		}
		if e, ok := o.Canvas.(textEntry); ok && found {
			return e
		}
	}
	a.T.Fatalf("no entry follows %q", label)
	return nil
}

// text returns what the entry after a label holds.
func (a accessHarness) text(label string) string {
	a.T.Helper()
	return reflect.ValueOf(a.field(label)).Elem().FieldByName("Text").String()
}

// selected returns the options that are selected and the boxes that are checked, from the top down.
func (a accessHarness) selected() string {
	var list []string
	for _, o := range a.Objects() {
		switch o := o.Canvas.(type) {
		case *widget.RadioGroup:
			list = append(list, o.Selected)
		case *widget.Check:
			if o.Checked {
				list = append(list, o.Text)
			}
		}
	}
	return strings.Join(list, "|")
}

// form returns the scroll container of the window.
func (a accessHarness) form() *container.Scroll {
	for _, o := range a.Objects() {
		if r, ok := o.Canvas.(*kit.Reader); ok {
			return r.Scroll
		}
	}
	a.T.Fatal("the window does not scroll")
	return nil
}

// changePolicy changes the access policy as the access window does.
func (h *windowHarness) changePolicy(policy access.Policy) {
	h.session.SetPolicy(policy)
	h.render()
}
