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

// Texts that stand before the entries of the window that says who may connect.
const (
	perAddressField  = "Connections from one address, at most"
	addressField     = "One address"
	messagesField    = "Messages a second from one player"
	kilobytesField   = "Kilobytes a second from one player"
	connectionsField = "New connections a second from one address"
)

// accessWindow is the opened window that says who may connect, as a person sees it.
type accessWindow struct{ *uitest.Harness }

// opensAccess opens the window that says who may connect.
func (p *person) opensAccess() accessWindow {
	p.T.Helper()
	p.openAccessWindow()
	return accessWindow{p.For(p.accessWindow.Window)}
}

// textEntry is an entry whose text can be replaced at once.
type textEntry interface {
	uitest.Entry
	SetText(string)
}

// field returns the entry that follows a label.
func (a accessWindow) field(label string) textEntry {
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
func (a accessWindow) text(label string) string {
	a.T.Helper()
	return reflect.ValueOf(a.field(label)).Elem().FieldByName("Text").String()
}

// chosen returns the options that are selected and the boxes that are checked, from the top down.
func (a accessWindow) chosen() string {
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

// form returns the scroller of the window.
func (a accessWindow) form() *container.Scroll {
	for _, o := range a.Objects() {
		if r, ok := o.Canvas.(*kit.Reader); ok {
			return r.Scroll
		}
	}
	a.T.Fatal("the window does not scroll")
	return nil
}

// changePolicy changes who may connect from now on, as that window does.
func (p *person) changePolicy(policy access.Policy) {
	p.session.SetPolicy(policy)
	p.render()
}
