package ui

import (
	"image/color"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// pageRow is a page's title in the list of the help window. Tapping it, Space and Enter turn to the
// page; other keys go to the window.
type pageRow struct {
	widget.BaseWidget
	label                    *widget.Label
	chosen, focused, hovered bool
	turn                     func()
	key                      func(*fyne.KeyEvent)
}

func newPageRow(title string, turn func(), key func(*fyne.KeyEvent)) *pageRow {
	r := &pageRow{label: widget.NewLabel(title), turn: turn, key: key}
	r.label.Wrapping = fyne.TextWrapWord
	r.ExtendBaseWidget(r)
	return r
}

func (r *pageRow) choose(chosen bool) {
	r.chosen = chosen
	r.Refresh()
}

// Tapped implements fyne.Tappable.
func (r *pageRow) Tapped(*fyne.PointEvent) { r.turn() }

// TypedKey implements fyne.Focusable.
func (r *pageRow) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		r.turn()
	default:
		r.key(e)
	}
}

// TypedRune implements fyne.Focusable.
func (r *pageRow) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (r *pageRow) FocusGained() {
	r.focused = true
	r.Refresh()
}

// FocusLost implements fyne.Focusable.
func (r *pageRow) FocusLost() {
	r.focused = false
	r.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (r *pageRow) MouseIn(*desktop.MouseEvent) {
	r.hovered = true
	r.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (r *pageRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *pageRow) MouseOut() {
	r.hovered = false
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
			case r.chosen:
				back.FillColor = kit.ThemeColor(r, kit.ColorRowSelected)
			case r.hovered:
				back.FillColor = kit.ThemeColor(r, theme.ColorNameHover)
			}
			kit.PaintFocusRing(ring, r, r.focused)
		},
	}
	d.Paint()
	return d
}
