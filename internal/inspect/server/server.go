// Package server answers, inside of the program, what its windows show. It is linked in with the tag inspect
// only, for tests.
package server

import (
	"errors"
	"image"
	"math"
	"net"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/inspect"
)

// Serve answers each connection to the Unix socket at a path with the app's windows, until close is called.
// onUI runs a function on the UI goroutine and returns when it has run.
func Serve(path string, a fyne.App, onUI func(func())) (stop func(), err error) {
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	go func() {
		for {
			conn, err := l.Accept()
			if errors.Is(err, net.ErrClosed) {
				return
			}
			if err != nil {
				continue
			}
			go func() {
				defer func() { _ = conn.Close() }()
				var list []inspect.Window
				onUI(func() { list = Windows(a) })
				_ = inspect.Answer(conn, list) // the client sees an answer that is cut off
			}()
		}
	}()
	return func() { _ = l.Close() }, nil
}

// Windows describes the app's open windows. Call it on the UI goroutine.
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

// isHidden reports whether a window was taken off the screen. Fyne's interface does not tell, so this reads the
// field of its driver for desktops; windows of other drivers count as shown.
func isHidden(w fyne.Window) bool {
	v := reflect.ValueOf(w)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return false
	}
	visible := v.Elem().FieldByName("visible")
	return visible.Kind() == reflect.Bool && !visible.Bool()
}

// area is a rectangle on a canvas, in Fyne's pixels.
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

// read describes an object whose parent is at a position, as far as it is inside of clip.
func (r reader) read(o fyne.CanvasObject, parent fyne.Position, clip area) (inspect.Object, bool) {
	if !o.Visible() {
		return inspect.Object{}, false
	}
	at, size := parent.Add(o.Position()), o.Size()
	whole := area{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
	seen := whole.intersect(clip)
	children, clips := childrenOf(o)
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
		object.Box = r.pixels(lettersOf(o, whole).intersect(seen))
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
	if seen.empty() { // layouts without a size of their own have children in sight all the same
		return object, len(object.Children) > 0
	}
	return object, true
}

// lettersOf returns where the letters of a text are, which may be given more room than they take.
func lettersOf(o *canvas.Text, whole area) area {
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

// pixels converts an area to whole pixels of the screen.
func (r reader) pixels(a area) image.Rectangle {
	px := func(v float32) int { return int(math.Round(float64(v * r.scale))) }
	if a.empty() {
		return image.Rectangle{}
	}
	return image.Rect(px(a.left), px(a.top), px(a.right), px(a.bottom))
}

// childrenOf returns what is drawn in an object, and whether the object clips it.
func childrenOf(o fyne.CanvasObject) (children []fyne.CanvasObject, clips bool) {
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
