package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// reader shows what is longer than its place, and scrolls it by the keyboard too.
type reader struct {
	widget.BaseWidget
	scroll  *container.Scroll
	focused bool
}

func newReader(content fyne.CanvasObject) *reader {
	r := &reader{scroll: container.NewVScroll(content)}
	r.ExtendBaseWidget(r)
	return r
}

// to scrolls so that a height of the content is at the top, as far as there is content below.
func (r *reader) to(y float32) {
	most := max(0, r.scroll.Content.Size().Height-r.scroll.Size().Height)
	r.scroll.ScrollToOffset(fyne.NewPos(0, min(max(y, 0), most)))
}

// TypedKey implements fyne.Focusable.
func (r *reader) TypedKey(e *fyne.KeyEvent) {
	const line = 5 * unit
	page := max(line, r.scroll.Size().Height-line)
	switch at := r.scroll.Offset.Y; e.Name {
	case fyne.KeyUp:
		r.to(at - line)
	case fyne.KeyDown:
		r.to(at + line)
	case fyne.KeyPageUp:
		r.to(at - page)
	case fyne.KeyPageDown, fyne.KeySpace:
		r.to(at + page)
	case fyne.KeyHome:
		r.to(0)
	case fyne.KeyEnd:
		r.to(r.scroll.Content.Size().Height)
	}
}

// TypedRune implements fyne.Focusable.
func (r *reader) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (r *reader) FocusGained() {
	r.focused = true
	r.Refresh()
}

// FocusLost implements fyne.Focusable.
func (r *reader) FocusLost() {
	r.focused = false
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *reader) CreateRenderer() fyne.WidgetRenderer {
	ring := newRing()
	d := &drawing{
		objects: []fyne.CanvasObject{r.scroll, ring},
		minimum: func() fyne.Size { return r.scroll.MinSize() },
		layout: func(s fyne.Size) {
			r.scroll.Resize(s)
			ring.Resize(s)
		},
		paint: func() { paintRing(ring, r, r.focused) },
	}
	d.paint()
	return d
}

// scrollTo scrolls down or up until an object is in sight.
func scrollTo(s *container.Scroll, o fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	top := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(s).Y
	bottom := top + o.Size().Height
	switch height := s.Size().Height; {
	case top < 0:
		s.ScrollToOffset(s.Offset.AddXY(0, top))
	case bottom > height && height > 0:
		s.ScrollToOffset(s.Offset.AddXY(0, bottom-height))
	}
}
