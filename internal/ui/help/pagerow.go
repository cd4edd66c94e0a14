package help

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/ui/kit"
)

// pageRow is the title of a page in the list of pages. A tap, Space and Enter select the page; it passes other keys to
// the window.
type pageRow struct {
	widget.BaseWidget
	label                            *widget.Label
	isSelected, isFocused, isHovered bool
	onTapped                         func()
	onKey                            func(*fyne.KeyEvent) // receives other keys
}

func newPageRow(title string, onTapped func(), onKey func(*fyne.KeyEvent)) *pageRow {
	r := &pageRow{label: widget.NewLabel(title), onTapped: onTapped, onKey: onKey}
	r.label.Wrapping = fyne.TextWrapWord
	r.ExtendBaseWidget(r)
	return r
}

// setSelected marks the row as the one of the selected page.
func (r *pageRow) setSelected(selected bool) {
	r.isSelected = selected
	r.Refresh()
}

// Tapped implements fyne.Tappable.
func (r *pageRow) Tapped(*fyne.PointEvent) { r.onTapped() }

// TypedKey implements fyne.Focusable.
func (r *pageRow) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		r.onTapped()
	default:
		r.onKey(e)
	}
}

// TypedRune implements fyne.Focusable.
func (r *pageRow) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (r *pageRow) FocusGained() {
	r.isFocused = true
	r.Refresh()
}

// FocusLost implements fyne.Focusable.
func (r *pageRow) FocusLost() {
	r.isFocused = false
	r.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (r *pageRow) MouseIn(*desktop.MouseEvent) {
	r.isHovered = true
	r.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (r *pageRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *pageRow) MouseOut() {
	r.isHovered = false
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *pageRow) CreateRenderer() fyne.WidgetRenderer {
	back, ring := &canvas.Rectangle{CornerRadius: kit.Unit}, kit.NewFocusRing()
	d := &kit.Renderer{
		Parts: []fyne.CanvasObject{back, r.label, ring},
		Min:   func() fyne.Size { return r.label.MinSize() },
		Place: func(s fyne.Size) {
			for _, o := range []fyne.CanvasObject{back, r.label, ring} {
				o.Resize(s)
			}
		},
		Paint: func() {
			back.FillColor = color.Transparent
			switch {
			case r.isSelected:
				back.FillColor = kit.ThemeColor(r, kit.ColorRowSelected)
			case r.isHovered:
				back.FillColor = kit.ThemeColor(r, theme.ColorNameHover)
			}
			kit.PaintFocusRing(ring, r, r.isFocused)
		},
	}
	d.Paint()
	return d
}
