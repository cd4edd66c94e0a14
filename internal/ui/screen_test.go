package ui

import (
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// area is a rectangle on the canvas, in Fyne's pixels.
type area struct{ left, top, right, bottom float32 }

func areaOf(at fyne.Position, s fyne.Size) area {
	return area{at.X, at.Y, at.X + s.Width, at.Y + s.Height}
}

// and is what two areas have in common.
func (a area) and(b area) area {
	return area{max(a.left, b.left), max(a.top, b.top), min(a.right, b.right), min(a.bottom, b.bottom)}
}

func (a area) empty() bool { return a.right <= a.left || a.bottom <= a.top }

// within tells whether a reaches nowhere outside of b, but for rounding.
func (a area) within(b area) bool {
	const rounding = 0.5
	return a.left >= b.left-rounding && a.top >= b.top-rounding && a.right <= b.right+rounding && a.bottom <= b.bottom+rounding
}

func (a area) holds(at fyne.Position) bool {
	return at.X >= a.left && at.X < a.right && at.Y >= a.top && at.Y < a.bottom
}

func (a area) middle() fyne.Position { return fyne.NewPos((a.left+a.right)/2, (a.top+a.bottom)/2) }

// thing is an object of the window: where it is, what scrollers leave of that, and what of that is in
// the window.
type thing struct {
	object            fyne.CanvasObject
	whole, left, seen area
	leaf              bool
}

// things are all visible objects of the window, parents before what is in them. What an overlay
// covers is left out.
func (h *harness) things() []thing {
	h.layOut()
	c := h.win.Canvas()
	root := c.Content()
	if over := c.Overlays().Top(); over != nil {
		root = over
	}
	endless := area{-math.MaxFloat32, -math.MaxFloat32, math.MaxFloat32, math.MaxFloat32}
	return thingsIn(root, fyne.Position{}, endless, areaOf(fyne.Position{}, c.Size()))
}

func thingsIn(o fyne.CanvasObject, offset fyne.Position, clip, window area) []thing {
	if !o.Visible() {
		return nil
	}
	at := offset.Add(o.Position())
	this := thing{object: o, whole: areaOf(at, o.Size())}
	this.left = this.whole.and(clip)
	this.seen = this.left.and(window)
	children, clips := childrenOf(o)
	this.leaf = len(children) == 0
	list := []thing{this}
	if clips {
		clip = this.left
	}
	for _, child := range children {
		list = append(list, thingsIn(child, at, clip, window)...)
	}
	return list
}

// childrenOf gives what is drawn in an object, and whether it hides what reaches out of it.
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

// texts are the texts that the window shows, in the order of drawing: labels whole, although they are
// drawn in lines.
func (h *harness) texts() []string {
	var list []string
	for _, t := range h.things() {
		switch o := t.object.(type) {
		case *widget.Label:
			if !t.seen.empty() {
				list = append(list, o.Text)
			}
		case *canvas.Text:
			if !t.seen.empty() {
				list = append(list, o.Text)
			}
		}
	}
	return list
}

// shows tells whether a text is in sight.
func (h *harness) shows(text string) bool {
	return slices.ContainsFunc(h.texts(), func(s string) bool { return strings.Contains(s, text) })
}

// find gives the things in sight that say just this text, from the top down.
func (h *harness) find(text string) []thing {
	var list []thing
	for _, t := range h.things() {
		if o, ok := t.object.(*canvas.Text); ok && o.Text == text && !t.seen.empty() {
			list = append(list, t)
		}
	}
	slices.SortStableFunc(list, func(a, b thing) int { return int(a.whole.top - b.whole.top) })
	return list
}

// where finds an object on the screen.
func (h *harness) where(wanted fyne.CanvasObject) thing {
	h.t.Helper()
	for _, t := range h.things() {
		if t.object == wanted {
			return t
		}
	}
	h.t.Fatalf("%T is not on the screen", wanted)
	return thing{}
}

// layOut does what Fyne's drivers do before every frame and its test driver does not: it has parents
// laid out anew whose children need another size than before, and the window grow to what is in it.
func (h *harness) layOut() {
	c := h.win.Canvas()
	for moved := true; moved; { // a frame each
		moved = false
		for _, root := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
			_, m := h.layOutIn(root)
			moved = moved || m
		}
	}
	if size, least := c.Size(), c.Content().MinSize(); size.Width < least.Width || size.Height < least.Height {
		h.win.Resize(size.Max(least))
	}
}

// layOutIn lays out what needs it in an object, and tells whether the object itself needs another size
// and whether anything was laid out.
func (h *harness) layOutIn(o fyne.CanvasObject) (changed, moved bool) {
	if !o.Visible() {
		return false, false
	}
	children, _ := childrenOf(o)
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
