// Package server runs inside the program and answers requests from tests for what its windows show. The program has
// it only if it is built with the tag inspect.
package server

import (
	"errors"
	"image"
	"math"
	"net"
	"reflect"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/inspect"
)

// Serve listens on the Unix socket at a path and answers each connection with a description of the app's windows,
// until stop is called. onUI runs a function on the UI goroutine and returns when the function has returned.
func Serve(path string, a fyne.App, onUI func(func())) (stop func(), err error) {
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	go accept(l, func(conn net.Conn) {
		defer func() { _ = conn.Close() }()
		var list []inspect.Window
		onUI(func() { list = Windows(a) })
		_ = inspect.Answer(conn, list) // the client detects a truncated answer
	})
	return func() { _ = l.Close() }, nil
}

// accept calls handle with each connection in a goroutine of its own until the listener is closed. After an error,
// such as too many open files, it waits before the next attempt: 5 ms at first, then twice as long each time, up to
// a second.
func accept(l net.Listener, handle func(conn net.Conn)) {
	const shortest, longest = 5 * time.Millisecond, time.Second
	delay := shortest
	for {
		conn, err := l.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			time.Sleep(delay)
			delay = min(2*delay, longest)
			continue
		}
		delay = shortest
		go handle(conn)
	}
}

// Windows describes the app's open windows. The caller is the UI goroutine.
func Windows(a fyne.App) []inspect.Window {
	list := []inspect.Window{}
	for _, w := range a.Driver().AllWindows() {
		c := w.Canvas()
		if c == nil || c.Content() == nil || isHidden(w) {
			continue
		}
		r := reader{canvas: c, scale: c.Scale()}
		window := inspect.Window{Title: w.Title(), Scale: r.scale}
		size := c.Size()
		for _, root := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
			if o, ok := r.read(root, fyne.Position{}, area{0, 0, size.Width, size.Height}); ok {
				window.Roots = append(window.Roots, o)
			}
		}
		list = append(list, window)
	}
	return list
}

// isHidden reports whether a window is hidden. Fyne's interface does not expose that, so isHidden reads a field of
// Fyne's desktop driver. Windows of other drivers count as visible.
func isHidden(w fyne.Window) bool {
	v := reflect.ValueOf(w)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return false
	}
	visible := v.Elem().FieldByName("visible")
	return visible.Kind() == reflect.Bool && !visible.Bool()
}

// area is a rectangle on a canvas, in units of Fyne's coordinates.
type area struct{ left, top, right, bottom float32 }

func (a area) intersect(b area) area {
	return area{max(a.left, b.left), max(a.top, b.top), min(a.right, b.right), min(a.bottom, b.bottom)}
}

func (a area) empty() bool { return a.right <= a.left || a.bottom <= a.top }

// reader reads the tree of one canvas.
type reader struct {
	canvas fyne.Canvas
	scale  float32
}

// read describes the part of an object that lies inside clip. parent is the position of the object's parent. It
// returns false if nothing of the object is visible.
func (r reader) read(o fyne.CanvasObject, parent fyne.Position, clip area) (inspect.Object, bool) {
	if !o.Visible() {
		return inspect.Object{}, false
	}
	at, size := parent.Add(o.Position()), o.Size()
	whole := area{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
	seen := whole.intersect(clip)
	children, clips := ChildrenOf(o)
	if clips {
		clip = seen
	}
	object := inspect.Object{Type: typeName(o), Box: r.pixels(seen)}
	if f, ok := o.(fyne.Focusable); ok && r.canvas.Focused() == f {
		object.Focused = true
	}
	if d, ok := o.(fyne.Disableable); ok {
		object.Disabled = d.Disabled()
	}
	switch o := o.(type) {
	case *canvas.Text:
		object.Text = o.Text
		object.Box = r.pixels(textBounds(o, whole).intersect(seen))
	case *widget.TextGrid:
		object.Text, children = o.Text(), nil
	case *widget.Check:
		object.Checked = o.Checked
	}
	for _, child := range children {
		if c, ok := r.read(child, at, clip); ok {
			object.Children = append(object.Children, c)
		}
	}
	if seen.empty() { // a layout without a size may have visible children
		return object, len(object.Children) > 0
	}
	return object, true
}

// textBounds returns the bounds of the letters of a text, which may be narrower than the text's object.
func textBounds(o *canvas.Text, whole area) area {
	width := fyne.MeasureText(o.Text, o.TextSize, o.TextStyle).Width
	switch o.Alignment {
	case fyne.TextAlignCenter:
		whole.left += (whole.right - whole.left - width) / 2
	case fyne.TextAlignTrailing:
		whole.left = whole.right - width
	case fyne.TextAlignLeading:
	}
	whole.right = whole.left + width
	return whole
}

// pixels converts an area to whole screen pixels.
func (r reader) pixels(a area) image.Rectangle {
	px := func(v float32) int { return int(math.Round(float64(v * r.scale))) }
	if a.empty() {
		return image.Rectangle{}
	}
	return image.Rect(px(a.left), px(a.top), px(a.right), px(a.bottom))
}

// ChildrenOf returns the objects that an object draws, and whether it clips them. UI goroutine only.
func ChildrenOf(o fyne.CanvasObject) (children []fyne.CanvasObject, clips bool) {
	_, clips = o.(fyne.Scrollable)
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		r := test.WidgetRenderer(o)
		children = r.Objects()
		if _, ok := r.(interface{ IsClip() }); ok {
			clips = true
		}
	}
	return children, clips
}

// typeName returns the name of an object's Go type without its package.
func typeName(o fyne.CanvasObject) string {
	t := reflect.TypeOf(o)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Name()
}
