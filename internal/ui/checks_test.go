package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// screen is what a window shows at one moment.
type screen struct {
	t      testing.TB
	things []thing
	window area
}

func screenOf(t testing.TB, h *harness) screen {
	return screen{t, h.things(), areaOf(fyne.Position{}, h.win.Canvas().Size())}
}

func checkInside(t testing.TB, h *harness) {
	t.Helper()
	screenOf(t, h).checkInside()
}

func checkTexts(t testing.TB, h *harness) {
	t.Helper()
	screenOf(t, h).checkTexts()
}

// where finds an object, or nothing.
func (s screen) where(o fyne.CanvasObject) thing {
	for _, t := range s.things {
		if t.object == o {
			return t
		}
	}
	return thing{}
}

// in are the things in an object, which is one of them: parents stand before what is in them.
func (s screen) in(o fyne.CanvasObject) []thing {
	inside := map[fyne.CanvasObject]bool{o: true}
	var list []thing
	for _, t := range s.things {
		if inside[t.object] {
			list = append(list, t)
			children, _ := childrenOf(t.object)
			for _, child := range children {
				inside[child] = true
			}
		}
	}
	return list
}

// describe names a thing for a message.
func describe(t thing) string {
	switch o := t.object.(type) {
	case *canvas.Text:
		return fmt.Sprintf("%q at %v", o.Text, t.whole)
	case *widget.Label:
		return fmt.Sprintf("label %q at %v", o.Text, t.whole)
	default:
		return fmt.Sprintf("%T at %v", o, t.whole)
	}
}

// drawn tells whether a thing is a leaf that leaves something on the screen.
func drawn(t thing) bool {
	if !t.leaf || t.seen.empty() {
		return false
	}
	switch o := t.object.(type) {
	case *canvas.Text:
		return o.Text != "" && o.Text != " "
	case *canvas.Image:
		return o.Resource != nil
	}
	return false // rectangles and the lamp's parts lie below and over others
}

// ink is where the ink of a thing is: texts may be given more room than they take.
func ink(t thing) area {
	o, ok := t.object.(*canvas.Text)
	if !ok {
		return t.whole
	}
	s := fyne.MeasureText(o.Text, o.TextSize, o.TextStyle)
	a := t.whole
	switch o.Alignment {
	case fyne.TextAlignCenter:
		a.left += (t.whole.right - t.whole.left - s.Width) / 2
	case fyne.TextAlignTrailing:
		a.left = t.whole.right - s.Width
	case fyne.TextAlignLeading:
	}
	a.right = a.left + s.Width
	return a
}

// checkInside checks that nothing reaches out of the window.
func (s screen) checkInside() {
	s.t.Helper()
	for _, thing := range s.things {
		if thing.leaf && !thing.left.empty() && !thing.left.within(s.window) || drawn(thing) && !clipped(thing) && !ink(thing).within(s.window) {
			s.t.Errorf("in %v: %s reaches out of it", s.window, describe(thing))
		}
	}
}

// clipped tells whether a scroller hides a part of a thing.
func clipped(t thing) bool { return t.left != t.whole }

// checkTexts checks that no text is longer than the place it has.
func (s screen) checkTexts() {
	s.t.Helper()
	for _, thing := range s.things {
		if o, ok := thing.object.(*canvas.Text); ok && drawn(thing) && !clipped(thing) && !ink(thing).within(thing.whole) {
			s.t.Errorf("in %v: %q takes %v and has %v", s.window, o.Text, ink(thing), thing.whole)
		}
	}
}

// checkApart checks that no two leaves in an object lie over each other.
func (s screen) checkApart(o fyne.CanvasObject) {
	s.t.Helper()
	var leaves []thing
	for _, thing := range s.in(o) {
		if drawn(thing) {
			leaves = append(leaves, thing)
		}
	}
	for i, a := range leaves {
		for _, b := range leaves[:i] {
			if a.whole == b.whole {
				continue // the parts of a check's mark
			}
			common := ink(a).and(ink(b))
			// Lines of text reach a little above and below their letters.
			common.top += 3
			common.bottom -= 3
			if !common.empty() {
				s.t.Errorf("in %v: %s and %s lie over each other", s.window, describe(a), describe(b))
			}
		}
	}
}

// checkBlocks checks that objects stand apart.
func (s screen) checkBlocks(blocks ...fyne.CanvasObject) {
	s.t.Helper()
	for i, o := range blocks {
		a := s.where(o)
		for _, other := range blocks[:i] {
			if b := s.where(other); !a.whole.and(b.whole).empty() {
				s.t.Errorf("in %v: %s and %s lie over each other", s.window, describe(a), describe(b))
			}
		}
	}
}
