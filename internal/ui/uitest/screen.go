package uitest

import (
	"math"
	"slices"
	"strings"

	"porchlight/internal/inspect/server"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// Area is a rectangle on the canvas, in Fyne's pixels.
type Area struct{ Left, Top, Right, Bottom float32 }

// AreaOf returns the area of an object by its position and size.
func AreaOf(at fyne.Position, s fyne.Size) Area {
	return Area{at.X, at.Y, at.X + s.Width, at.Y + s.Height}
}

// Intersect returns the common area of both.
func (a Area) Intersect(b Area) Area {
	return Area{max(a.Left, b.Left), max(a.Top, b.Top), min(a.Right, b.Right), min(a.Bottom, b.Bottom)}
}

// IsEmpty reports whether the area contains no point.
func (a Area) IsEmpty() bool { return a.Right <= a.Left || a.Bottom <= a.Top }

// IsWithin reports whether a lies inside b, apart from rounding.
func (a Area) IsWithin(b Area) bool {
	const rounding = 0.5
	return a.Left >= b.Left-rounding && a.Top >= b.Top-rounding && a.Right <= b.Right+rounding && a.Bottom <= b.Bottom+rounding
}

// Contains reports whether a position lies inside the area.
func (a Area) Contains(at fyne.Position) bool {
	return at.X >= a.Left && at.X < a.Right && at.Y >= a.Top && at.Y < a.Bottom
}

// Centre returns the middle of the area.
func (a Area) Centre() fyne.Position { return fyne.NewPos((a.Left+a.Right)/2, (a.Top+a.Bottom)/2) }

// Object is a visible canvas object: its bounds, the part that scrollers show, and the part of that inside the
// window.
type Object struct {
	Canvas                   fyne.CanvasObject
	Bounds, Clipped, Visible Area
	isLeaf                   bool
}

// Objects returns all visible objects of the window, parents before their children. It leaves out what an
// overlay covers.
func (h *Harness) Objects() []Object {
	h.LayOut()
	c := h.Window.Canvas()
	root := c.Content()
	if over := c.Overlays().Top(); over != nil {
		root = over
	}
	endless := Area{-math.MaxFloat32, -math.MaxFloat32, math.MaxFloat32, math.MaxFloat32}
	return objectsIn(root, fyne.Position{}, endless, AreaOf(fyne.Position{}, c.Size()))
}

func objectsIn(o fyne.CanvasObject, offset fyne.Position, clip, window Area) []Object {
	if !o.Visible() {
		return nil
	}
	at := offset.Add(o.Position())
	this := Object{Canvas: o, Bounds: AreaOf(at, o.Size())}
	this.Clipped = this.Bounds.Intersect(clip)
	this.Visible = this.Clipped.Intersect(window)
	children, clips := server.ChildrenOf(o)
	this.isLeaf = len(children) == 0
	list := []Object{this}
	if clips {
		clip = this.Clipped
	}
	for _, child := range children {
		list = append(list, objectsIn(child, at, clip, window)...)
	}
	return list
}

// Texts returns the visible texts in drawing order: labels as a whole and by their lines.
func (h *Harness) Texts() []string {
	var list []string
	for _, t := range h.Objects() {
		switch o := t.Canvas.(type) {
		case *widget.Label:
			if !t.Visible.IsEmpty() {
				list = append(list, o.Text)
			}
		case *canvas.Text:
			if !t.Visible.IsEmpty() {
				list = append(list, o.Text)
			}
		}
	}
	return list
}

// Shows reports whether a visible text contains text.
func (h *Harness) Shows(text string) bool {
	return slices.ContainsFunc(h.Texts(), func(s string) bool { return strings.Contains(s, text) })
}

// Find returns the visible texts that equal text, from the top down.
func (h *Harness) Find(text string) []Object {
	var list []Object
	for _, t := range h.Objects() {
		if o, ok := t.Canvas.(*canvas.Text); ok && o.Text == text && !t.Visible.IsEmpty() {
			list = append(list, t)
		}
	}
	slices.SortStableFunc(list, func(a, b Object) int { return int(a.Bounds.Top - b.Bounds.Top) })
	return list
}

// Where finds an object on the screen, and fails the test if it is not visible.
func (h *Harness) Where(wanted fyne.CanvasObject) Object {
	h.T.Helper()
	for _, t := range h.Objects() {
		if t.Canvas == wanted {
			return t
		}
	}
	h.T.Fatalf("%T is not on the screen", wanted)
	return Object{}
}

// LayOut does what Fyne's drivers do before every frame and its test driver does not: it lays out parents
// again whose children need another size, and grows the window to its content.
func (h *Harness) LayOut() {
	c := h.Window.Canvas()
	for moved := true; moved; { // a frame each
		moved = false
		for _, root := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
			_, m := h.layOutIn(root)
			moved = moved || m
		}
	}
	if size, least := c.Size(), c.Content().MinSize(); size.Width < least.Width || size.Height < least.Height {
		h.Window.Resize(size.Max(least))
	}
}

// layOutIn lays out what needs it inside an object. It returns whether the object itself needs another size,
// and whether anything was laid out.
func (h *Harness) layOutIn(o fyne.CanvasObject) (changed, moved bool) {
	if !o.Visible() {
		return false, false
	}
	children, _ := server.ChildrenOf(o)
	within := false
	for _, child := range children {
		c, m := h.layOutIn(child)
		within, moved = within || c, moved || m || c
	}
	if within {
		switch o := o.(type) {
		case *fyne.Container:
			if o.Layout != nil {
				o.Layout.Layout(o.Objects, o.Size())
			}
		case fyne.Widget:
			test.WidgetRenderer(o).Layout(o.Size())
		}
	}
	least := o.MinSize()
	before, known := h.least[o]
	h.least[o] = least
	return !known || before != least, moved
}
