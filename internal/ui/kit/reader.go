package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Reader is a scroller that takes the focus, so that the keyboard scrolls it too.
type Reader struct {
	widget.BaseWidget
	Scroll  *container.Scroll
	focused bool
}

// NewReader makes a reader of an object.
func NewReader(content fyne.CanvasObject) *Reader {
	r := &Reader{Scroll: container.NewVScroll(content)}
	r.ExtendBaseWidget(r)
	return r
}

// ScrollTo scrolls a height of the content to the top, as far as the content reaches.
func (r *Reader) ScrollTo(y float32) {
	most := max(0, r.Scroll.Content.Size().Height-r.Scroll.Size().Height)
	r.Scroll.ScrollToOffset(fyne.NewPos(0, min(max(y, 0), most)))
}

// TypedKey implements fyne.Focusable.
func (r *Reader) TypedKey(e *fyne.KeyEvent) {
	const line = 5 * Unit
	page := max(line, r.Scroll.Size().Height-line)
	switch at := r.Scroll.Offset.Y; e.Name {
	case fyne.KeyUp:
		r.ScrollTo(at - line)
	case fyne.KeyDown:
		r.ScrollTo(at + line)
	case fyne.KeyPageUp:
		r.ScrollTo(at - page)
	case fyne.KeyPageDown, fyne.KeySpace:
		r.ScrollTo(at + page)
	case fyne.KeyHome:
		r.ScrollTo(0)
	case fyne.KeyEnd:
		r.ScrollTo(r.Scroll.Content.Size().Height)
	}
}

// TypedRune implements fyne.Focusable.
func (r *Reader) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (r *Reader) FocusGained() {
	r.focused = true
	r.Refresh()
}

// FocusLost implements fyne.Focusable.
func (r *Reader) FocusLost() {
	r.focused = false
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *Reader) CreateRenderer() fyne.WidgetRenderer {
	ring := NewFocusRing()
	d := &Renderer{
		Parts: []fyne.CanvasObject{r.Scroll, ring},
		Min:   func() fyne.Size { return r.Scroll.MinSize() },
		Place: func(s fyne.Size) {
			r.Scroll.Resize(s)
			ring.Resize(s)
		},
		Paint: func() { PaintFocusRing(ring, r, r.focused) },
	}
	d.Paint()
	return d
}

// Reveal scrolls up or down just as far as brings an object into view.
func Reveal(s *container.Scroll, o fyne.CanvasObject) {
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
