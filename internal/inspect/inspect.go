// Package inspect describes what the program's windows show, as read from Fyne's canvas trees, and has the client
// that asks a running program for such a description. Only a program that is built with the tag inspect answers, for
// tests: see package inspect/server.
package inspect

import (
	"context"
	"encoding/json"
	"errors"
	"image"
	"net"
	"slices"
	"strings"
	"time"
)

// SocketVariable is the environment variable that names the Unix socket on which the program answers.
const SocketVariable = "PORCHLIGHT_INSPECT"

// Window is one open window.
type Window struct {
	Title string
	Scale float32 // screen pixels per unit of Fyne's coordinates
	// Roots holds the window's content, followed by its overlays (menus, dialogs), bottom to top. Only the last root
	// receives clicks.
	Roots []Object
}

// Object is a visible object of a canvas tree. Objects that are scrolled out of sight or lie outside the window are
// left out.
type Object struct {
	Type     string          // the Go type without its package, such as Button
	Text     string          `json:",omitempty"` // set for objects that draw text, and empty for their parents
	Box      image.Rectangle // the visible part, in screen pixels from the window's upper left corner
	Focused  bool            `json:",omitempty"` // whether it has the keyboard focus
	Disabled bool            `json:",omitempty"`
	Checked  bool            `json:",omitempty"`
	Children []Object        `json:",omitempty"`
}

// Ask connects to a program's socket and returns its open windows. It fails once the context is done.
func Ask(ctx context.Context, socket string) ([]Window, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "unix", socket)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }()                                              // everything was read
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) }) // fails only if it is closed
	defer stop()
	var list []Window
	if err := json.NewDecoder(conn).Decode(&list); err != nil {
		return nil, errors.Join(err, context.Cause(ctx))
	}
	return list, nil
}

// answerTimeout bounds the time to write an answer, so that a client that does not read blocks no goroutine for ever.
const answerTimeout = 10 * time.Second

// Answer writes the windows to a connection in the form that Ask reads.
func Answer(conn net.Conn, list []Window) error {
	if err := conn.SetWriteDeadline(time.Now().Add(answerTimeout)); err != nil {
		return err
	}
	return json.NewEncoder(conn).Encode(list)
}

// AllText returns the texts of an object and its descendants in drawing order, separated by spaces.
func (o Object) AllText() string {
	var texts []string
	o.walk(func(o Object) {
		if o.Text != "" {
			texts = append(texts, o.Text)
		}
	})
	return strings.Join(texts, " ")
}

// isParagraph reports whether an object's descendants are the lines of one text.
func (o Object) isParagraph() bool { return o.Type == "RichText" }

// walk calls visit for the object and its descendants, parents first.
func (o Object) walk(visit func(Object)) {
	visit(o)
	for _, child := range o.Children {
		child.walk(visit)
	}
}

// Find returns the objects whose text contains the phrase: the objects of the topmost root first, and those of each
// root from top to bottom. A phrase may span several lines of a paragraph.
func (w Window) Find(phrase string) []Object {
	var all []Object
	for _, root := range slices.Backward(w.Roots) {
		found := root.find(phrase)
		slices.SortStableFunc(found, func(a, b Object) int { return a.Box.Min.Y - b.Box.Min.Y })
		all = append(all, found...)
	}
	return all
}

// Top returns the window with its topmost root only, which is the one that receives clicks.
func (w Window) Top() Window {
	w.Roots = w.Roots[max(0, len(w.Roots)-1):]
	return w
}

// find returns the object and its descendants whose text contains the phrase.
func (o Object) find(phrase string) (found []Object) {
	for _, child := range o.Children {
		found = append(found, child.find(phrase)...)
	}
	if strings.Contains(o.Text, phrase) || len(found) == 0 && o.isParagraph() && strings.Contains(o.AllText(), phrase) {
		found = append(found, o)
	}
	return found
}

// Shows reports whether the phrase is visible.
func (w Window) Shows(phrase string) bool { return len(w.Find(phrase)) > 0 }

// Focused returns the object with the keyboard focus.
func (w Window) Focused() (Object, bool) {
	var focused Object
	found := false
	for _, root := range w.Roots {
		root.walk(func(o Object) {
			if o.Focused {
				focused, found = o, true
			}
		})
	}
	return focused, found
}

// String returns the window's title and its texts, one per line.
func (w Window) String() string {
	var b strings.Builder
	b.WriteString("== " + w.Title + "\n")
	for _, root := range w.Roots {
		b.WriteString(root.Lines())
	}
	return b.String()
}

// Lines returns the texts of an object and its descendants, one per line.
func (o Object) Lines() string {
	var b strings.Builder
	o.walk(func(o Object) {
		if o.Text != "" {
			b.WriteString(o.Text + "\n")
		}
	})
	return b.String()
}
