// Package inspect describes what the program's windows show, as read from Fyne's canvas trees. Only the
// variant of the program that is built with the tag inspect answers such questions, for tests: see the
// package server below this one.
package inspect

import (
	"context"
	"encoding/json"
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
	Scale float32 // pixels of the screen per pixel of Fyne's
	// Roots holds the window's content, and above it its overlays (menus, dialogs), bottom to top.
	Roots []Object
}

// Object is a visible object of a canvas tree. Objects that are scrolled out of sight or outside of the
// window are left out.
type Object struct {
	Type     string          // the Go type without its package, such as Button
	Text     string          `json:",omitempty"` // of a text; the objects above it have none
	Box      image.Rectangle // the part in sight, in pixels of the screen from the window's upper left corner
	Focused  bool            `json:",omitempty"` // has the keyboard focus
	Disabled bool            `json:",omitempty"`
	Checked  bool            `json:",omitempty"`
	Children []Object        `json:",omitempty"`
}

// Ask connects to a program's socket and returns its open windows.
func Ask(ctx context.Context, socket string) ([]Window, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "unix", socket)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }() // everything was read
	if deadline, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(deadline); err != nil {
			return nil, err
		}
	}
	var list []Window
	err = json.NewDecoder(conn).Decode(&list)
	return list, err
}

// answerTimeout bounds how long the program may take to write an answer to a client that does not read.
const answerTimeout = 10 * time.Second

// Answer writes the windows to a connection, as Ask reads them.
func Answer(conn net.Conn, list []Window) error {
	if err := conn.SetDeadline(time.Now().Add(answerTimeout)); err != nil {
		return err
	}
	return json.NewEncoder(conn).Encode(list)
}

// AllText returns the texts of an object and of those below it, in the order of drawing, with spaces between.
func (o Object) AllText() string {
	var texts []string
	o.walk(func(o Object) {
		if o.Text != "" {
			texts = append(texts, o.Text)
		}
	})
	return strings.Join(texts, " ")
}

// isParagraph reports whether the texts below an object are one text that was broken into lines.
func (o Object) isParagraph() bool { return o.Type == "RichText" }

// walk calls visit with the object and with all below it, parents first.
func (o Object) walk(visit func(Object)) {
	visit(o)
	for _, child := range o.Children {
		child.walk(visit)
	}
}

// Find returns the objects whose text contains the phrase, those of overlays first, each root's from top to
// bottom. A phrase may go on from line to line of a paragraph.
func (w Window) Find(phrase string) []Object {
	var all []Object
	for _, root := range slices.Backward(w.Roots) {
		found := root.find(phrase)
		slices.SortStableFunc(found, func(a, b Object) int { return a.Box.Min.Y - b.Box.Min.Y })
		all = append(all, found...)
	}
	return all
}

func (o Object) find(phrase string) (found []Object) {
	for _, child := range o.Children {
		found = append(found, child.find(phrase)...)
	}
	if strings.Contains(o.Text, phrase) || len(found) == 0 && o.isParagraph() && strings.Contains(o.AllText(), phrase) {
		found = append(found, o)
	}
	return found
}

// Shows reports whether the phrase is in sight.
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

// String lists the window's title and its texts, a line each.
func (w Window) String() string {
	var b strings.Builder
	b.WriteString("== " + w.Title + "\n")
	for _, root := range w.Roots {
		b.WriteString(root.Lines())
	}
	return b.String()
}

// Lines lists the texts of an object and of those below it, a line each.
func (o Object) Lines() string {
	var b strings.Builder
	o.walk(func(o Object) {
		if o.Text != "" {
			b.WriteString(o.Text + "\n")
		}
	})
	return b.String()
}
