package uitest

import (
	"fmt"
	"testing"

	"porchlight/internal/inspect/server"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Screen contains the visible objects of a window at one moment.
type Screen struct {
	t       testing.TB
	Objects []Object
	Window  Area
}

// ScreenOf returns the current screen of a window.
func ScreenOf(t testing.TB, h *Harness) Screen {
	return Screen{t, h.Objects(), AreaOf(fyne.Position{}, h.Window.Canvas().Size())}
}

// CheckInside checks that no object extends beyond the window.
func CheckInside(t testing.TB, h *Harness) {
	t.Helper()
	ScreenOf(t, h).CheckInside()
}

// CheckTexts checks that every text fits its bounds.
func CheckTexts(t testing.TB, h *Harness) {
	t.Helper()
	ScreenOf(t, h).CheckTexts()
}

// Where finds an object, or returns the zero Object.
func (s Screen) Where(o fyne.CanvasObject) Object {
	for _, t := range s.Objects {
		if t.Canvas == o {
			return t
		}
	}
	return Object{}
}

// In returns an object of the screen and the objects inside it.
func (s Screen) In(o fyne.CanvasObject) []Object {
	inside := map[fyne.CanvasObject]bool{o: true}
	var list []Object
	for _, t := range s.Objects {
		if inside[t.Canvas] {
			list = append(list, t)
			children, _ := server.ChildrenOf(t.Canvas)
			for _, child := range children {
				inside[child] = true
			}
		}
	}
	return list
}

// describe returns a description of an object for a message.
func describe(t Object) string {
	switch o := t.Canvas.(type) {
	case *canvas.Text:
		return fmt.Sprintf("%q at %v", o.Text, t.Bounds)
	case *widget.Label:
		return fmt.Sprintf("label %q at %v", o.Text, t.Bounds)
	default:
		return fmt.Sprintf("%T at %v", o, t.Bounds)
	}
}

// isDrawn reports whether an object is a visible text or image.
func isDrawn(t Object) bool {
	if !t.isLeaf || t.Visible.IsEmpty() {
		return false
	}
	switch o := t.Canvas.(type) {
	case *canvas.Text:
		return o.Text != "" && o.Text != " "
	case *canvas.Image:
		return o.Resource != nil
	}
	return false // rectangles and parts of the lamp may overlap others
}

// InkArea returns the area in which an object draws: the bounds of a text may be larger than the text.
func InkArea(t Object) Area {
	o, ok := t.Canvas.(*canvas.Text)
	if !ok {
		return t.Bounds
	}
	s := fyne.MeasureText(o.Text, o.TextSize, o.TextStyle)
	a := t.Bounds
	switch o.Alignment {
	case fyne.TextAlignCenter:
		a.Left += (t.Bounds.Right - t.Bounds.Left - s.Width) / 2
	case fyne.TextAlignTrailing:
		a.Left = t.Bounds.Right - s.Width
	case fyne.TextAlignLeading:
	}
	a.Right = a.Left + s.Width
	return a
}

// CheckInside checks that no object extends beyond the window.
func (s Screen) CheckInside() {
	s.t.Helper()
	for _, thing := range s.Objects {
		if thing.isLeaf && !thing.Clipped.IsEmpty() && !thing.Clipped.IsWithin(s.Window) || isDrawn(thing) && !isClipped(thing) && !InkArea(thing).IsWithin(s.Window) {
			s.t.Errorf("in %v: %s extends beyond it", s.Window, describe(thing))
		}
	}
}

// isClipped reports whether a scroller hides part of an object.
func isClipped(t Object) bool { return t.Clipped != t.Bounds }

// CheckTexts checks that every text fits its bounds.
func (s Screen) CheckTexts() {
	s.t.Helper()
	for _, thing := range s.Objects {
		if o, ok := thing.Canvas.(*canvas.Text); ok && isDrawn(thing) && !isClipped(thing) && !InkArea(thing).IsWithin(thing.Bounds) {
			s.t.Errorf("in %v: %q takes %v and has %v", s.Window, o.Text, InkArea(thing), thing.Bounds)
		}
	}
}

// CheckApart checks that no two leaves of an object overlap.
func (s Screen) CheckApart(o fyne.CanvasObject) {
	s.t.Helper()
	var leaves []Object
	for _, thing := range s.In(o) {
		if isDrawn(thing) {
			leaves = append(leaves, thing)
		}
	}
	for i, a := range leaves {
		for _, b := range leaves[:i] {
			if a.Bounds == b.Bounds {
				continue // the parts of a check mark
			}
			common := InkArea(a).Intersect(InkArea(b))
			// The bounds of a text extend a little above and below its letters.
			common.Top += 3
			common.Bottom -= 3
			if !common.IsEmpty() {
				s.t.Errorf("in %v: %s and %s overlap", s.Window, describe(a), describe(b))
			}
		}
	}
}

// CheckBlocks checks that objects do not overlap.
func (s Screen) CheckBlocks(blocks ...fyne.CanvasObject) {
	s.t.Helper()
	for i, o := range blocks {
		a := s.Where(o)
		for _, other := range blocks[:i] {
			if b := s.Where(other); !a.Bounds.Intersect(b.Bounds).IsEmpty() {
				s.t.Errorf("in %v: %s and %s overlap", s.Window, describe(a), describe(b))
			}
		}
	}
}
